package dev.timestep.bench.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.train.Adam;
import dev.timestep.train.CarriedState;
import dev.timestep.train.EpochResult;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text in pieces, with the state carried from one to the next. */
class TextPiecesTest {
  private static final int SYMBOLS = 5;
  private static final int[] TEXT = new SplittableRandom(3).ints(400, 0, SYMBOLS).toArray();

  private static TextPieces pieces(int from, int to, int time, boolean carried) {
    return new TextPieces(TEXT, TextPieces.Part.between(from, to, 2), time, SYMBOLS, carried);
  }

  private static Sequential model() {
    return Sequential.of(
        SYMBOLS, 1, Layers.lstm(6).layers(2).dropout(0.2).sequences(), Layers.dense(SYMBOLS));
  }

  private static CarriedState task() {
    return new CarriedState(model(), Losses.softmaxCrossEntropy());
  }

  @Test
  void piecesOneAfterTheOtherScoreAsTheWholeAtOnce() {
    var config = TrainerConfig.defaults();
    var trainer = new Trainer<>(task(), new Adam(0.01), config);
    double whole = trainer.evaluate(pieces(0, 81, 40, true));
    assertThat(trainer.evaluate(pieces(0, 81, 8, true))).isCloseTo(whole, within(1e-6));
    assertThat(Math.abs(trainer.evaluate(pieces(0, 81, 8, false)) - whole)).isGreaterThan(1e-4);
  }

  @Test
  void aRunGoesOnFromItsCheckpointToTheSameBits(@TempDir Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    double[] whole = losses(folder.resolve("whole"), lines, 4);
    Path halves = folder.resolve("halves");
    losses(halves, lines, 2);
    assertThat(losses(halves, lines, 4)).isEqualTo(whole);
    assertThat(lines).hasSize(4 + 2 + 2);
    assertThat(lines.getFirst()).startsWith("text  epoch 1  steps 10  seconds");
  }

  private static double[] losses(Path folder, List<String> lines, int epochs) throws IOException {
    var fit = new Fit(Engine.withThreads(1), Optional.of(folder), 0, lines::add);
    return fit
        .run(
            "text",
            task(),
            new Adam(0.01),
            TrainerConfig.defaults().withEpochs(epochs),
            pieces(0, 201, 10, true),
            pieces(201, 400, 10, true))
        .history()
        .stream()
        .mapToDouble(EpochResult::trainLoss)
        .toArray();
  }
}
