package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.tensor.Tensor;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands around layers and cells comes back from a file, to the same bits. */
class AroundModelsTest {
  @TempDir Path folder;

  static Stream<LayerConfig> layers() {
    return Stream.of(
        Layers.lstm(4).inputDropout(0.1).recurrentDropout(0.2),
        Layers.lstm(4).zoneout(0.1, 0.5).sequences(),
        Layers.gru(4).weightDrop(0.5).learnedState().bidirectional(),
        Layers.stack(LstmConfig.of(4), GruConfig.of(3).recurrentDropout(0.3)).dropout(0.1),
        Layers.gru(4).layers(3).residual().sequences(),
        Layers.lstm(4).layers(2).highway().reversed(),
        Layers.masking(-1, Layers.gru(4).sequences()).zeros(),
        Layers.reverseTime(),
        Layers.variationalDropout(0.3),
        Layers.activationPenalty(2, 1));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aLoadedModelPredictsTheSameBits(LayerConfig layer) {
    comesBack(Sequential.of(3, 7, layer), Init.uniform(1, new Random(1), 2, 5, 3));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void behindAnEmbeddingWhoseWordsAreDropped(LayerConfig layer) {
    Sequential model =
        Sequential.of(0, 7, Layers.embedding(9, 3).padding(0).wordDropout(0.2), layer);
    Tensor ids = Tensor.zeros(2, 5);
    for (int at = 0; at < 10; at++) {
      ids.data()[at] = at * 7 % 9;
    }
    comesBack(model, ids);
  }

  private void comesBack(Sequential model, Tensor input) {
    Random random = new Random(5);
    model
        .parameters()
        .values()
        .forEach(p -> p.assign(Init.uniform(0.5f, random, p.shape().toArray())));
    Path file = folder.resolve("model.timestep");
    SequentialModels.save(file, model, new JsonObject(), new JsonObject());
    Sequential loaded = SequentialModels.load(file).model();
    assertThat(loaded.configs()).isEqualTo(model.configs());
    assertThat(loaded.predict(input)).isEqualTo(model.predict(input));
  }
}
