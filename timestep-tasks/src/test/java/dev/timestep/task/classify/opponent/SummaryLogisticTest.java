package dev.timestep.task.classify.opponent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.sequence.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SummaryLogisticTest {
  private static final float NAN = Float.NaN;

  @Test
  void describesASequence() {
    Sequence sequence =
        new Sequence(
            "s", new float[][] {{1}, {NAN}, {3}, {6}, {4}}, new float[] {9}, Optional.empty());
    ChannelScale scale = new ChannelScale(new float[] {0}, new float[] {1}, 1);
    StaticScale statics = new StaticScale(new float[] {5}, new float[] {2});
    float[] features = SummaryFeatures.of(sequence, scale, statics);
    // 1 2 3 6 4: mean 3.2, squares 14.8; slope over places 0 .. 1: Σ (p - 1/2) x / (5/8) =
    // 2.5/0.625
    // lag 1: (-2.2)(-1.2) + (-1.2)(-0.2) + (-0.2)(2.8) + (2.8)(0.8) = 4.56
    float[] expected = {
      3.2f,
      (float) Math.sqrt(14.8 / 5),
      1,
      6,
      0,
      0.75f,
      2,
      3,
      4,
      1,
      4,
      4,
      (float) (4.56 / 14.8),
      1.75f,
      0.2f,
      5,
      2
    };
    assertThat(features).hasSize(SummaryFeatures.count(1, 1));
    assertThat(features).containsExactly(expected, org.assertj.core.data.Offset.offset(1e-5f));
  }

  @Test
  void fillsGapsInsideOnTheLineAndAtTheEndsWithTheNearest() {
    ChannelScale scale = new ChannelScale(new float[] {7}, new float[] {2}, 0);
    Sequence gaps = SmallCases.sequence("g", new float[] {NAN, 2, NAN, NAN, 8, NAN});
    assertThat(scale.filled(gaps)[0]).containsExactly(2, 2, 4, 6, 8, 8);
    Sequence nothing = SmallCases.sequence("n", new float[] {NAN, NAN});
    assertThat(scale.filled(nothing)[0]).containsExactly(7, 7);
    assertThat(scale.standardised(nothing)[0]).containsExactly(0, 0);
  }

  /** Without features that help, the probabilities are the shares. */
  @Test
  void learnsSharesFromInterceptsAlone() {
    double[][] x = {{0}, {0}, {0}, {0}};
    double[] weights =
        LogisticRegression.fit(x, new int[] {0, 0, 0, 1}, 2, 0.1, new double[4], 300);
    assertThat(weights[1] - weights[3]).isCloseTo(Math.log(3), within(1e-5));
  }

  /** At the minimum the gradient of the penalised log loss is 0, here by central differences. */
  @Test
  void endsAtTheMinimum() {
    Random random = new Random(4);
    double[][] x = new double[40][3];
    int[] labels = new int[40];
    for (int i = 0; i < 40; i++) {
      labels[i] = i % 3;
      for (int f = 0; f < 3; f++) {
        x[i][f] = random.nextGaussian() + (f == labels[i] ? 1 : 0);
      }
    }
    double[] weights = LogisticRegression.fit(x, labels, 3, 0.05, new double[12], 300);
    for (int at = 0; at < 12; at++) {
      double[] up = weights.clone();
      double[] down = weights.clone();
      up[at] += 1e-5;
      down[at] -= 1e-5;
      double slope = (loss(up, x, labels) - loss(down, x, labels)) / 2e-5;
      assertThat(slope).isCloseTo(0, within(2e-6));
    }
    assertThat(loss(weights, x, labels)).isLessThan(Math.log(3) - 0.1);
  }

  private static double loss(double[] weights, double[][] x, int[] labels) {
    double loss = 0;
    for (int at = 0; at < weights.length; at++) {
      loss += at % 4 == 3 ? 0 : 0.05 / 2 * weights[at] * weights[at];
    }
    for (int i = 0; i < x.length; i++) {
      loss +=
          LogisticRegression.logLoss(LogisticRegression.scores(weights, x[i], 3), labels[i])
              / x.length;
    }
    return loss;
  }

  @Test
  void oneOddCaseDoesNotDecideWithCertainty() {
    Cases cases =
        SmallCases.of(
            new int[] {0, 0, 0, 1, 1, 1},
            new float[] {1, 2},
            new float[] {1, 3},
            new float[] {2, 2},
            new float[] {3, 2},
            new float[] {3, 3},
            new float[] {4, 3});
    FittedOpponent fitted =
        new SummaryLogistic()
            .fit(cases, cases.none(), 1, dev.timestep.kernel.Engine.withThreads(1));
    double[] far = fitted.probabilities(SmallCases.sequence("far", new float[] {1e20f, 1e20f}));
    assertThat(far[0]).isGreaterThan(1e-7).isLessThan(1);
    assertThat(List.of(far[0], far[1])).allMatch(Double::isFinite);
  }
}
