package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every release leaves a model here that all later ones must read; see {@link ReleasedModel}. */
class ReleasedModelTest {
  /** Room for kernels that add in another order; the numbers are of the size of 1. */
  private static final Offset<Float> ROUNDING = Offset.offset(2e-6f);

  @TempDir Path folder;

  private static Path released(String version) throws URISyntaxException {
    URL url = ReleasedModelTest.class.getResource("/models/" + version + "/small.timestep");
    assertThat(url).isNotNull();
    return Path.of(url.toURI());
  }

  @Test
  void theModelOf010StillPredictsItsNumbers() throws Exception {
    SequentialModels.Loaded loaded = SequentialModels.load(released("0.1.0"));
    Tensor prediction = loaded.model().predict(ReleasedModel.input());
    assertThat(prediction.shape().toArray()).containsExactly(2, 2);
    float[] expected = {0.0452364f, 0.3215012f, -1.6301105E-4f, 0.33116892f};
    for (int at = 0; at < expected.length; at++) {
      assertThat(prediction.data()[at]).isCloseTo(expected[at], ROUNDING);
    }
    assertThat(loaded.pipeline().getAsJsonObject("scaler").get("mean").getAsDouble())
        .isEqualTo(0.1);
    assertThat(loaded.training().get("version").getAsString()).isEqualTo("0.1.0");
  }

  /** So long as this release is the current one, its generator must make the very file. */
  @Test
  void theGeneratorStillMakesTheModelOf010() throws Exception {
    Path made = folder.resolve("small.timestep");
    ReleasedModel.write(made);
    assertThat(Files.readAllBytes(made)).isEqualTo(Files.readAllBytes(released("0.1.0")));
    Sequential model = SequentialModels.load(made).model();
    assertThat(model.configs()).isEqualTo(ReleasedModel.model().configs());
  }
}
