package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Vanishing;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.GradientReport.LayerFlow;
import dev.timestep.train.GradientReport.Verdict;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GradientReportTest {
  private static final Engine ENGINE = Engine.withThreads(1);

  private static Batch batch(int time) {
    SplittableRandom random = new SplittableRandom(3);
    Tensor inputs = Tensor.zeros(4, time, 2);
    for (int at = 0; at < inputs.data().length; at++) {
      inputs.data()[at] = (float) random.nextGaussian() * 0.1f;
    }
    return new Batch(inputs, null, Tensor.of(new float[] {1, -1, 2, 0}, 4, 1));
  }

  private static Trainer<Batch> trainer(Sequential model) {
    return new Trainer<>(
        new Supervised(model, Losses.mse()), new Sgd(0.1), TrainerConfig.defaults(), ENGINE);
  }

  /** A plain RNN whose recurrent matrix is {@code scale} times the identity. */
  private static Sequential plain(float scale) {
    Sequential model = Sequential.of(2, 1, Layers.simpleRnn(3), Layers.dense(1));
    model
        .parameters()
        .forEach(
            (name, p) -> {
              if (name.endsWith("recurrent_kernel")) {
                p.assign(Tensor.of(new float[] {scale, 0, 0, 0, scale, 0, 0, 0, scale}, 3, 3));
              } else if (name.startsWith("0.")) {
                // So small an input that tanh stays in its straight part.
                java.util.Arrays.fill(p.value().data(), name.endsWith("kernel") ? 1e-9f : 0);
              }
            });
    return model;
  }

  @Test
  void aSmallRecurrentMatrixMakesGradientsVanish() {
    GradientReport report = trainer(plain(0.5f)).gradientReport(batch(30));
    LayerFlow flow = report.layers().getFirst();
    assertThat(flow.normPerStep()).hasSize(30);
    // Every step back multiplies by 0.5.
    assertThat(flow.ratio()).isCloseTo(Math.pow(0.5, 29), within(Math.pow(0.5, 29) * 1e-4));
    assertThat(report.verdict()).isEqualTo(Verdict.VANISHING);
    assertThat(flow.sentence())
        .startsWith("0.rnn: ")
        .contains("vanishes", "30 steps", "1.9e-09", "LSTM or GRU");
  }

  @Test
  void aGradientThatIsFlushedIsStillSeenToVanish() {
    int time = 200;
    GradientReport report = trainer(plain(0.5f)).gradientReport(batch(time));
    LayerFlow flow = report.layers().getFirst();
    List<Double> norms = flow.normPerStep();
    int lasts = 0;
    for (int back = 0; back < time; back++) {
      double exact = norms.getLast() * Math.pow(0.5, back);
      double received = norms.get(time - 1 - back);
      // Twelve numbers of up to the bound each.
      assertThat(received)
          .as("%d steps back", back)
          .isCloseTo(exact, within(1e-4 * exact + Math.sqrt(12) * Vanishing.BOUND));
      lasts += received > 0 ? 1 : 0;
    }
    // 2⁻⁶⁰ is reached after some 60 halvings, and the norm is then 0.
    assertThat(lasts).isBetween(52, 63);
    assertThat(flow.ratio()).isZero();
    assertThat(report.verdict()).isEqualTo(Verdict.VANISHING);
    assertThat(flow.sentence())
        .startsWith("0.rnn: the gradient vanishes; it lasts over " + lasts + " of 200 steps back")
        .contains("smaller than 8.7e-19", "do not learn", "LSTM or GRU");
  }

  @Test
  void aGradientThatIsTinyFromTheLastStepOnIsStillSeenToVanish() {
    assertThat(new LayerFlow("x", List.of(0.0, 0.0, 1e-25)).verdict()).isEqualTo(Verdict.VANISHING);
  }

  @Test
  void aLargeRecurrentMatrixMakesGradientsExplode() {
    GradientReport report = trainer(plain(1.5f)).gradientReport(batch(30));
    assertThat(report.layers().getFirst().ratio())
        .isCloseTo(Math.pow(1.5, 29), within(Math.pow(1.5, 29) * 1e-3));
    assertThat(report.verdict()).isEqualTo(Verdict.EXPLODING);
    assertThat(report.layers().getFirst().sentence()).contains("explodes", "Clip gradients");
  }

  @Test
  void anIdentityKeepsThem() {
    GradientReport report = trainer(plain(1f)).gradientReport(batch(30));
    assertThat(report.layers().getFirst().ratio()).isCloseTo(1, within(1e-3));
    assertThat(report.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(report.layers().getFirst().sentence()).contains("healthy", "30 steps");
  }

  @Test
  void normsAreThoseOfTheStep() {
    for (LayerConfig layer : List.of(Layers.lstm(5), Layers.gru(5).layers(2))) {
      Sequential model = Sequential.of(2, 1, layer, Layers.dense(1));
      Map<String, Tensor> before = Fixtures.weights(model);
      Trainer<Batch> trainer = trainer(model);
      GradientReport report = trainer.gradientReport(batch(8));
      assertThat(Fixtures.weights(model)).isEqualTo(before);
      assertThat(trainer.steps()).isZero();
      double squares = report.parameters().stream().mapToDouble(p -> p.norm() * p.norm()).sum();
      assertThat(Math.sqrt(squares)).isCloseTo(report.norm(), within(1e-9));
      assertThat(report.parameters().stream().map(GradientReport.ParameterNorm::name))
          .containsExactlyElementsOf(model.parameters().keySet());
      StepResult step = trainer.step(batch(8));
      assertThat(step.gradientNorm()).isEqualTo(report.norm());
      assertThat(step.loss()).isEqualTo(report.loss());
    }
  }

  @Test
  void everyRecurrentLayerIsNamedFromTheOutputDown() {
    Sequential model =
        Sequential.of(2, 1, Layers.lstm(4).sequences(), Layers.gru(3), Layers.dense(1));
    GradientReport report = trainer(model).gradientReport(batch(5));
    assertThat(report.layers().stream().map(LayerFlow::place)).containsExactly("1.gru", "0.lstm");
  }

  @Test
  void aReportChangesNothingForTheSteps() {
    Sequential one = Fixtures.forecaster();
    Sequential other = Fixtures.forecaster();
    var first = trainer(one);
    var second = trainer(other);
    Batches<Batch> batches = Batches.inOrder(Fixtures.walks(24, 1), 8);
    for (int index = 0; index < 3; index++) {
      first.step(batches.get(0, index));
      second.gradientReport(batches.get(0, index));
      second.step(batches.get(0, index));
    }
    assertThat(Fixtures.weights(other)).isEqualTo(Fixtures.weights(one));
  }

  @Test
  void stepsWithoutGradientAtTheEndArePadding() {
    assertThat(new LayerFlow("x", List.of(2.0, 3.0, 4.0, 0.0)).ratio()).isEqualTo(0.5);
    assertThat(new LayerFlow("x", List.of(0.0, 0.0)).verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(new LayerFlow("x", List.of(0.0, 1.0)).verdict()).isEqualTo(Verdict.VANISHING);
    assertThat(new LayerFlow("x", List.of(1.0, Double.NaN, 1.0)).verdict())
        .isEqualTo(Verdict.EXPLODING);
  }
}
