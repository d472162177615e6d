package dev.timestep.task.forecast.gift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.timestep.task.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The seasonal naive forecast has the figures that the board publishes, on all seven configurations
 * of the template, where its data are beside the repository.
 */
@Tag("figures")
class GiftPublishedTest {
  @TempDir private Path folder;

  @Test
  void seasonalNaiveEqualsThePublishedFigures() throws IOException {
    Path data = shared();
    String template = Files.readString(Path.of("../examples/gift/gift.json"));
    Files.writeString(
        folder.resolve("gift.json"), template.replace("\"gift_", "\"" + data + "/gift_"));
    GiftResult result =
        GiftBenchmark.run(
            folder, new GiftOptions(List.of(), List.of("seasonal_naive"), 2), TaskListener.NONE);
    assertThat(result.outcomes()).hasSize(7);
    for (GiftOutcome outcome : result.outcomes()) {
      GiftPublished published =
          outcome.configuration().published().stream()
              .filter(one -> one.model().equals("seasonal_naive"))
              .findFirst()
              .orElseThrow();
      GiftScore score = outcome.score("seasonal_naive").orElseThrow();
      String name = outcome.configuration().name();
      assertThat(score.mase().value().orElseThrow())
          .as(name)
          .isCloseTo(published.mase(), within(0.0005));
      assertThat(score.crps().value().orElseThrow())
          .as(name)
          .isCloseTo(published.crps(), within(0.00005));
    }
  }

  /** The folder of shared data beside the repository; the test is skipped without it. */
  private static Path shared() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory.getParent() != null
        && !Files.exists(directory.resolve("shared/data/gift_ettm1"))) {
      directory = directory.getParent();
    }
    Path data = directory.resolve("shared/data");
    assumeTrue(Files.exists(data.resolve("gift_ettm1")), "no GIFT data beside the repository");
    return data;
  }
}
