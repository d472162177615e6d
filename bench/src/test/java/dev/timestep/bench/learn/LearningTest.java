package dev.timestep.bench.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Loss;
import dev.timestep.nn.Losses;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.train.Adam;
import dev.timestep.train.Clipping;
import dev.timestep.train.Supervised;
import dev.timestep.train.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The part of docs/LEARNING.md that takes seconds. Bounds lie between what a network without a
 * memory reaches and the worst of the seeds 42, 1 and 2; both are noted beside them.
 */
@Tag("learning")
class LearningTest {
  private static final long SEED = Long.getLong("timestep.learning.seed", 42);

  private static double adding(String cell, int layers) throws IOException {
    return train(
        Sequential.of(AddingProblem.FEATURES, SEED, layers(cell, layers, 100), Layers.dense(1)),
        Losses.mse(),
        5e-3,
        new AddingProblem(100, 50, 100, SEED),
        new AddingProblem(100, 50, 20, SEED + 1));
  }

  /** Always 1: 0.167; measured 0.001 (GRU), 0.003 to 0.033 (IndRNN). */
  @ParameterizedTest
  @CsvSource({"gru, 1", "indrnn, 2"})
  void gatesAndOwnMemoryCarryANumberOverAHundredSteps(String cell, int layers) throws IOException {
    assertThat(adding(cell, layers)).isLessThan(0.08);
  }

  /** Always 1: 0.167; measured 0.166 to 0.167. */
  @Test
  void aPlainCellStaysAtTheGuess() throws IOException {
    assertThat(adding("rnn", 1)).isBetween(0.15, 0.2);
  }

  private static final CopyMemory COPY = new CopyMemory(20, 3, 50, 100, SEED);

  private static double copying(String cell) throws IOException {
    RecurrentConfig layer = layers(cell, 1, COPY.time()).sequences();
    return train(
        Sequential.of(CopyMemory.SYMBOLS, SEED, layer, Layers.dense(CopyMemory.SYMBOLS)),
        Losses.softmaxCrossEntropy(),
        1e-2,
        COPY,
        new CopyMemory(20, 3, 50, 20, SEED + 1));
  }

  /** Without a memory 0.240; measured 0.065 to 0.133. */
  @Test
  void aGruSaysLettersAgainAfterASilence() throws IOException {
    assertThat(copying("gru")).isLessThan(0.75 * COPY.memoryless());
  }

  /** Always the commonest class: 0.52; measured 0.943 to 0.966. One fold of ten, four epochs. */
  @Test
  void aGruInBothDirectionsFindsSpliceJunctions() throws IOException {
    double accuracy =
        SpliceRun.accuracy(
            SpliceJunctions.read(shared("uci_splice/splice.csv")),
            List.of("--folds", "10", "--only", "1", "--epochs", "4", "--seed", "" + SEED));
    assertThat(accuracy).isGreaterThan(0.9);
  }

  private static RecurrentConfig layers(String cell, int layers, int length) {
    Cells.Choice choice = Cells.named(cell).getFirst().cell();
    return RecurrentConfig.of(choice.of(32, length)).layers(layers);
  }

  /** The best validation loss of eight epochs of a hundred steps. */
  private static double train(
      Sequential model, Loss loss, double rate, Batches<Batch> train, Batches<Batch> validation)
      throws IOException {
    var fit = new Fit(Engine.standard(), Optional.empty(), 0, line -> {});
    var config = TrainerConfig.defaults().withEpochs(8).withClipping(Clipping.byNorm(1));
    var task = new Supervised(model, loss);
    return fit.run("learning", task, new Adam(rate), config, train, validation)
        .bestLoss()
        .orElseThrow();
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
