package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.DropoutOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Losses;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.cell.IndRnnConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** What is done to weights beside the optimizer's rule, held against its formula. */
class WeightRuleTest {
  private static final double RATE = 0.1;

  /** Two matrices; the loss is scale · Σ of the first. */
  private static class Sums implements Objective<Float> {
    final SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();

    Sums(int rows, int columns) {
      parameters.put("0.lstm.kernel", new Parameter(Init.uniform(1, new Random(1), rows, columns)));
      parameters.put("1.dense.kernel", new Parameter(Init.uniform(1, new Random(2), 3, 2)));
    }

    float[] kernel() {
      return parameters.get("0.lstm.kernel").value().data();
    }

    float[] dense() {
      return parameters.get("1.dense.kernel").value().data();
    }

    @Override
    public SequencedMap<String, Parameter> parameters() {
      return parameters;
    }

    @Override
    public Variable loss(Tape tape, Float scale) {
      return tape.parameter(parameters.get("0.lstm.kernel"))
          .sum()
          .add(tape.parameter(parameters.get("1.dense.kernel")).sum())
          .multiply(scale);
    }

    @Override
    public int examples(Float batch) {
      return 1;
    }
  }

  private static Trainer<Float> trainer(Sums sums, TrainerConfig config, int threads) {
    return new Trainer<>(sums, new Sgd(RATE), config, Engine.withThreads(threads));
  }

  private static TrainerConfig rules(WeightRule... rules) {
    return TrainerConfig.defaults().withRules(rules);
  }

  @Test
  void penaltiesAddToTheLossAndToTheGradient() {
    Sums sums = new Sums(4, 3);
    float[] before = sums.kernel().clone();
    float[] other = sums.dense().clone();
    double penalty = 0;
    for (float w : before) {
      penalty += 0.2 * Math.abs(w) + 0.3 * w * w;
    }
    StepResult step = trainer(sums, rules(WeightRule.penalty("*lstm*", 0.2, 0.3)), 1).step(0f);
    assertThat(step.loss()).isCloseTo(penalty, within(1e-5));
    for (int at = 0; at < before.length; at++) {
      double slope = 0.2 * Math.signum(before[at]) + 0.6 * before[at];
      assertThat((double) sums.kernel()[at]).isCloseTo(before[at] - RATE * slope, within(1e-6));
    }
    assertThat(sums.dense()).isEqualTo(other);
  }

  @Test
  void decayIsOfTheLearningRateAndOfNothingElse() {
    Sums sums = new Sums(4, 3);
    float[] before = sums.kernel().clone();
    float[] other = sums.dense().clone();
    trainer(sums, rules(WeightRule.decay("0.lstm.kernel", 0.5)), 1).step(0f);
    for (int at = 0; at < before.length; at++) {
      assertThat((double) sums.kernel()[at]).isCloseTo(before[at] * (1 - RATE * 0.5), within(1e-6));
    }
    assertThat(sums.dense()).isEqualTo(other);
  }

  @Test
  void maxNormCutsColumnsAndLeavesShortOnes() {
    Sums sums = new Sums(5, 4);
    for (int row = 0; row < 5; row++) {
      sums.kernel()[row * 4 + 2] *= 0.01f;
    }
    float[] before = sums.kernel().clone();
    trainer(sums, rules(WeightRule.maxNorm("*.kernel", 0.5)), 1).step(0f);
    for (int column = 0; column < 4; column++) {
      double then = norm(before, column, 4);
      double now = norm(sums.kernel(), column, 4);
      assertThat(now).isCloseTo(column == 2 ? then : 0.5, within(1e-6));
      for (int at = column; at < before.length; at += 4) {
        assertThat(sums.kernel()[at] / before[at]).isCloseTo((float) (now / then), within(1e-5f));
      }
    }
    assertThat(norm(sums.dense(), 0, 2)).isLessThan(0.5 + 1e-6);
  }

  /** The average of weights is that of weights within their limits. */
  @Test
  void maxNormComesBeforeTheAverage() {
    Sums sums = new Sums(5, 4);
    Trainer<Float> trainer =
        trainer(sums, rules(WeightRule.maxNorm("*", 0.2)).withAverageDecay(0.999), 1);
    for (int step = 0; step < 200; step++) {
      trainer.step(-1f);
    }
    float[] average = trainer.averagedWeights().orElseThrow().get("0.lstm.kernel").data();
    assertThat(norm(average, 1, 4)).isLessThan(0.25);
  }

  private static double norm(float[] w, int column, int columns) {
    double squares = 0;
    for (int at = column; at < w.length; at += columns) {
      squares += (double) w[at] * w[at];
    }
    return Math.sqrt(squares);
  }

  @Test
  void gradientNoiseHasItsDeviationAndFalls() {
    Sums sums = new Sums(200, 100);
    Trainer<Float> trainer = trainer(sums, rules(WeightRule.gradientNoise(0.3)), 1);
    for (int step = 0; step < 3; step++) {
      float[] before = sums.kernel().clone();
      trainer.step(0f);
      double sum = 0;
      double squares = 0;
      for (int at = 0; at < before.length; at++) {
        double noise = (before[at] - sums.kernel()[at]) / RATE;
        sum += noise;
        squares += noise * noise;
      }
      double variance = 0.3 / Math.pow(1 + step, 0.55);
      // Five standard deviations of 20,000 draws.
      assertThat(sum / before.length).isCloseTo(0, within(5 * Math.sqrt(variance / 20_000)));
      assertThat(squares / before.length).isCloseTo(variance, within(variance * 0.05));
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    float[] one = trained(1);
    assertThat(trained(2)).isEqualTo(one);
    assertThat(trained(3)).isEqualTo(one);
  }

  private static float[] trained(int threads) {
    Sums sums = new Sums(300, 200);
    Trainer<Float> trainer =
        trainer(
            sums,
            rules(
                WeightRule.gradientNoise(0.1),
                WeightRule.decay("*", 0.01),
                WeightRule.penalty("*kernel", 0.01, 0.01),
                WeightRule.maxNorm("0.*", 3)),
            threads);
    for (int step = 0; step < 3; step++) {
      trainer.step(0.5f);
    }
    return sums.kernel();
  }

  @Test
  void aPatternThatMatchesNothingIsRefused() {
    Sums sums = new Sums(2, 2);
    assertThatThrownBy(() -> trainer(sums, rules(WeightRule.decay("*gru*", 0.1)), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("matches none of [0.lstm.kernel, 1.dense.kernel]");
    assertThat(WeightRule.decay("0.*.kernel", 1).matches("0.lstm.kernel")).isTrue();
    assertThat(WeightRule.decay("0.*.kernel", 1).matches("0xlstm.kernel")).isFalse();
    assertThat(WeightRule.decay("kernel", 1).matches("0.lstm.kernel")).isFalse();
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> WeightRule.decay("*", -1)).hasMessageContaining("received -1.0");
    assertThatThrownBy(() -> WeightRule.maxNorm("*", 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> WeightRule.penalty("*", Double.NaN, 0))
        .hasMessageContaining("received NaN");
    assertThatThrownBy(() -> WeightRule.gradientNoise(-0.1)).hasMessageContaining("an eta");
  }

  /** A rate that throws recurrent weights far away; nobody was told to bring them back. */
  @Test
  void independentUnitsStayWithinTheirBound() {
    Sequential model = Sequential.of(2, 1, RecurrentConfig.of(IndRnnConfig.of(5).steps(4)));
    var trainer =
        new Trainer<>(
            new Supervised(model, Losses.mse()),
            new Sgd(3),
            TrainerConfig.defaults().withAverageDecay(0.5),
            Engine.withThreads(2));
    Random random = new Random(4);
    Batch batch = new Batch(Init.uniform(1, random, 3, 4, 2), null, Init.uniform(9, random, 3, 5));
    trainer.step(batch);
    float[] weights = model.parameters().get("0.indrnn.recurrent_kernel").value().data();
    float bound = (float) Math.pow(2, 0.25);
    assertThat(weights).contains(bound, -bound);
    for (float weight : weights) {
      assertThat(weight).isBetween(-bound, bound);
    }
  }

  @Test
  void aBoundIsAboveZero() {
    Parameter parameter = new Parameter(Tensor.zeros(2));
    for (float wrong : new float[] {0, -1, Float.NaN}) {
      assertThatThrownBy(() -> parameter.within(wrong))
          .hasMessage(
              "A parameter expects a bound above 0; received "
                  + wrong
                  + ". Freeze it if it is to stay as it is.");
    }
    assertThat(parameter.within(2).bound()).isEqualTo(2);
  }

  @Test
  void penaltiesAreOnTheWeightsThemselvesWhereSomeAreDropped() {
    Sums sums =
        new Sums(4, 3) {
          @Override
          public Variable loss(Tape tape, Float scale) {
            tape.replace(parameters.get("0.lstm.kernel"), whole -> DropoutOp.apply(whole, 0.5));
            return super.loss(tape, scale);
          }
        };
    float[] before = sums.kernel().clone();
    double penalty = 0;
    for (float w : before) {
      penalty += w * w;
    }
    StepResult step = trainer(sums, rules(WeightRule.penalty("*lstm*", 0, 1)), 1).step(0f);
    assertThat(step.loss()).isCloseTo(penalty, within(1e-5));
    for (int at = 0; at < before.length; at++) {
      double after = before[at] * (1 - 2 * RATE);
      assertThat((double) sums.kernel()[at]).isCloseTo(after, within(1e-6));
    }
  }
}
