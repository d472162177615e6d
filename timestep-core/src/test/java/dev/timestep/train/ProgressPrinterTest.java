package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.data.Batches;
import dev.timestep.kernel.Engine;
import dev.timestep.train.TrainingResult.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
  private static EpochResult epoch(int epoch, double accuracy, boolean best) {
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", accuracy);
    return new EpochResult(epoch, 0.43125, OptionalDouble.of(1.25e-6), 0.01, best, 1.25, metrics);
  }

  private static StepEvent step(int batch) {
    return new StepEvent(1, 12, batch, 4, new StepResult(1, 1, false, 0.1, 8, 0.1), 0.5, 800);
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  @Test
  void eachEpochIsALineAndTheEndSaysWhichWeightsTheModelHas() {
    StringBuilder out = new StringBuilder();
    TrainingListener printing = TrainingListener.printing(out);
    printing.stepEnded(step(1));
    assertThat(out).isEmpty();
    printing.epochEnded(epoch(1, 0.875, true));
    printing.epochEnded(epoch(2, 0, false));
    printing.trainingEnded(
        new TrainingResult(
            Reason.STOPPED_EARLY,
            List.of(epoch(1, 0.875, true), epoch(2, 0, false)),
            OptionalInt.of(1),
            OptionalDouble.of(1.25e-6),
            8));
    assertThat(out.toString())
        .isEqualTo(
            lines(
                "epoch  1/12  loss 0.4313  val loss 1.250e-06  val accuracy 0.8750  1.3 s  best",
                "epoch  2/12  loss 0.4313  val loss 1.250e-06  val accuracy 0  1.3 s",
                "Training stopped early after 2 epochs. The model has the weights of epoch 1:"
                    + "  val loss 1.250e-06  val accuracy 0.8750"));
  }

  @Test
  void onATerminalABarIsWrittenOver() {
    StringBuilder out = new StringBuilder();
    TrainingListener printing = TrainingListener.printing(out, true);
    printing.stepEnded(step(1));
    String bar = "epoch 1/12 [######..................] loss 0.5000  800/s";
    assertThat(out.toString()).isEqualTo("\r" + bar);
    printing.stepEnded(step(4));
    String full = "epoch 1/12 [########################] loss 0.5000";
    assertThat(out.toString())
        .isEqualTo("\r" + bar + "\r" + full + " ".repeat(bar.length() - full.length()));
    out.setLength(0);
    printing.epochEnded(epoch(1, 1, false));
    assertThat(out.toString())
        .startsWith("\r" + " ".repeat(full.length()) + "\repoch  1/12  loss 0.4313");
  }

  @Test
  void fitIsAskedByOneWord() {
    StringBuilder out = new StringBuilder();
    var trainer =
        new Trainer<>(
            Fixtures.tagger(),
            new Adam(0.01),
            TrainerConfig.defaults().withEpochs(2),
            Engine.withThreads(1));
    trainer.fit(Batches.inOrder(Fixtures.tags(20, 1), 8), null, TrainingListener.printing(out));
    assertThat(out.toString().lines())
        .hasSize(3)
        .first()
        .asString()
        .matches("epoch 1/2  loss 0\\.\\d+  \\d+\\.\\d s");
    assertThat(out.toString()).endsWith(lines("Training ended after 2 epochs."));
  }
}
