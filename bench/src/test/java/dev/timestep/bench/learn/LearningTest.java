package dev.timestep.bench.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Loss;
import dev.timestep.nn.Losses;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.train.Adam;
import dev.timestep.train.Clipping;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The part of docs/LEARNING.md that takes seconds. Bounds lie between what a network without a
 * memory reaches and the worst of the seeds 42, 1 and 2; both are noted beside them.
 */
@Tag("learning")
class LearningTest {
  private static final long SEED = Long.getLong("timestep.learning.seed", 42);

  private static double adding(String cell) {
    return train(
        Sequential.of(AddingProblem.FEATURES, SEED, layer(cell, 32), Layers.dense(1)),
        Losses.mse(),
        5e-3,
        6,
        new AddingProblem(100, 50, 100, SEED),
        new AddingProblem(100, 50, 20, SEED + 1));
  }

  /** Always 1: 0.167. */
  @ParameterizedTest
  @ValueSource(strings = "gru")
  void gatesCarryANumberOverAHundredSteps(String cell) {
    assertThat(adding(cell)).isLessThan(0.03);
  }

  /** Always 1: 0.167. */
  @Test
  void aPlainCellStaysAtTheGuess() {
    assertThat(adding("rnn")).isBetween(0.15, 0.2);
  }

  private static final CopyMemory COPY = new CopyMemory(20, 3, 50, 100, SEED);

  private static double copying(String cell) {
    RecurrentConfig layer = layer(cell, 32).sequences();
    return train(
        Sequential.of(CopyMemory.SYMBOLS, SEED, layer, Layers.dense(CopyMemory.SYMBOLS)),
        Losses.softmaxCrossEntropy(),
        1e-2,
        8,
        COPY,
        new CopyMemory(20, 3, 50, 20, SEED + 1));
  }

  /** Without a memory 0.240. */
  @Test
  void aGruSaysLettersAgainAfterASilence() {
    assertThat(copying("gru")).isLessThan(0.6 * COPY.memoryless());
  }

  /** Without a memory 0.240. */
  @Test
  void aPlainCellSaysAnyLetter() {
    assertThat(copying("rnn")).isBetween(0.97 * COPY.memoryless(), 1.1 * COPY.memoryless());
  }

  /** Always the commonest class: 0.52. One fold of ten, four epochs. */
  @Test
  void aGruInBothDirectionsFindsSpliceJunctions() throws IOException {
    double accuracy =
        SpliceRun.accuracy(
            SpliceJunctions.read(shared("uci_splice/splice.csv")),
            List.of("--folds", "10", "--only", "1", "--epochs", "4", "--seed", "" + SEED));
    assertThat(accuracy).isGreaterThan(0.9);
  }

  private static RecurrentConfig layer(String cell, int units) {
    return RecurrentConfig.of(Cells.named(cell).getFirst().ofUnits().apply(units));
  }

  private static double train(
      Sequential model,
      Loss loss,
      double rate,
      int epochs,
      Batches<Batch> train,
      Batches<Batch> test) {
    var config = TrainerConfig.defaults().withEpochs(epochs).withClipping(Clipping.byNorm(1));
    var trainer = new Trainer<>(new Supervised(model, loss), new Adam(rate), config);
    trainer.fit(train, null);
    return trainer.evaluate(test);
  }

  /** A file of the folder "shared" beside the repository; the test is skipped without it. */
  private static Path shared(String name) {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.exists(directory.resolve("shared/data").resolve(name))) {
      directory = directory.getParent();
    }
    assumeTrue(directory != null, "no folder shared/data beside the repository");
    return directory.resolve("shared/data").resolve(name);
  }
}
