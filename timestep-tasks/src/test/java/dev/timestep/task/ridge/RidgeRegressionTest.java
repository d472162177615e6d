package dev.timestep.task.ridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.kernel.Engine;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RidgeRegressionTest {
  private final Engine engine = Engine.withThreads(1);

  /** x has the mean 2.5 and the variance 1.25; Σ (x - 2.5) y is 3, so w = 3 / 1.25 / (4 + λ). */
  @Test
  void shrinksTheSlopeOfOneFeature() {
    float[][] x = {{1}, {2}, {3}, {4}};
    double[][] y = {{1}, {2}, {2}, {3}};
    RidgeRegression ridge = RidgeRegression.fit(x, y, new double[] {1}, engine);
    assertThat(ridge.weights()[0][0]).isCloseTo(3.0 / 1.25 / (4 + 1), within(1e-12));
    assertThat(ridge.predict(new float[] {2.5f})[0]).isCloseTo(2, within(1e-12));
    assertThat(ridge.predict(new float[] {3.5f})[0]).isCloseTo(2.48, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"12, 5", "5, 12", "300, 140", "140, 300"})
  void solvesTheNormalEquationsWithMoreRowsAndWithMoreFeatures(int rows, int features) {
    float[][] x = inputs(rows, features, 7);
    double[][] y = outputs(x, 2);
    RidgeRegression ridge = RidgeRegression.fit(x, y, new double[] {3}, engine);
    // The gradient of the penalised sum of squares is 0 in each weight and each intercept.
    RidgeInputs inputs = RidgeInputs.of(x);
    for (int k = 0; k < 2; k++) {
      double sum = 0;
      double[] gradient = new double[features];
      for (int i = 0; i < rows; i++) {
        double off = y[i][k] - ridge.predict(x[i])[k];
        sum += off;
        for (int f = 0; f < features; f++) {
          gradient[f] += off * (x[i][f] - inputs.mean(f)) / inputs.scale(f);
        }
      }
      assertThat(sum).isCloseTo(0, within(1e-8));
      for (int f = 0; f < features; f++) {
        double weight = ridge.weights()[f][k] * inputs.scale(f);
        assertThat(gradient[f]).isCloseTo(3 * weight, within(1e-8));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"12, 5", "6, 20"})
  void leavesOneOutAsARefitWithoutTheRowDoes(int rows, int features) {
    float[][] x = inputs(rows, features, 3);
    double[][] y = outputs(x, 1);
    double penalty = 2;
    RidgeRegression ridge = RidgeRegression.fit(x, y, new double[] {penalty}, engine);
    RidgeInputs all = RidgeInputs.of(x);
    for (int left = 0; left < rows; left++) {
      int out = left;
      int[] others = IntStream.range(0, rows).filter(i -> i != out).toArray();
      double expected = refit(all, x, y, others, out, penalty);
      assertThat(ridge.heldOut().predictions()[left][0]).isCloseTo(expected, within(1e-9));
    }
  }

  /** Gradient descent on the other rows, with the scale of all rows and a free intercept. */
  private static double refit(
      RidgeInputs all, float[][] x, double[][] y, int[] others, int left, double penalty) {
    int features = x[0].length;
    double[] w = new double[features];
    double intercept = 0;
    for (int step = 0; step < 20_000; step++) {
      double[] gradient = new double[features];
      double sum = 0;
      for (int i : others) {
        double off = intercept + product(all, x[i], w) - y[i][0];
        sum += off;
        for (int f = 0; f < features; f++) {
          gradient[f] += off * (x[i][f] - all.mean(f)) / all.scale(f);
        }
      }
      intercept -= 0.005 * sum;
      for (int f = 0; f < features; f++) {
        w[f] -= 0.005 * (gradient[f] + penalty * w[f]);
      }
    }
    return intercept + product(all, x[left], w);
  }

  private static double product(RidgeInputs all, float[] row, double[] w) {
    double sum = 0;
    for (int f = 0; f < w.length; f++) {
      sum += w[f] * (row[f] - all.mean(f)) / all.scale(f);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"40, 6", "10, 30"})
  void choosesThePenaltyOnValidationRows(int rows, int features) {
    float[][] x = inputs(rows, features, 5);
    double[][] y = outputs(x, 2);
    float[][] heldX = inputs(25, features, 6);
    double[][] heldY = outputs(heldX, 2);
    double[] penalties = RidgeRegression.penalties(x);
    RidgeRegression chosen = RidgeRegression.fit(x, y, heldX, heldY, penalties, engine);
    double lowest = Double.POSITIVE_INFINITY;
    double best = 0;
    for (double penalty : penalties) {
      RidgeRegression one = RidgeRegression.fit(x, y, new double[] {penalty}, engine);
      double error = 0;
      for (int i = 0; i < heldX.length; i++) {
        for (int k = 0; k < 2; k++) {
          double off = one.predict(heldX[i])[k] - heldY[i][k];
          error += off * off / 50;
        }
      }
      if (error < lowest) {
        lowest = error;
        best = penalty;
      }
    }
    assertThat(chosen.heldOut().penalty()).isEqualTo(best);
    assertThat(chosen.heldOut().error()).isCloseTo(lowest, within(1e-8 * lowest));
  }

  @Test
  void givesAFeatureThatDoesNotVaryNoWeight() {
    float[][] x = {{1, 7}, {2, 7}, {4, 7}};
    RidgeRegression ridge =
        RidgeRegression.fit(x, new double[][] {{1}, {2}, {4}}, new double[] {1e-6}, engine);
    assertThat(ridge.weights()[1][0]).isZero();
    assertThat(ridge.predict(new float[] {3, 100})[0]).isCloseTo(3, within(1e-5));
  }

  @Test
  void givesTheSameBitsOnAnyNumberOfThreads() {
    float[][] x = inputs(150, 900, 9);
    double[][] y = outputs(x, 3);
    double[] penalties = RidgeRegression.penalties(x);
    RidgeRegression one = RidgeRegression.fit(x, y, penalties, engine);
    RidgeRegression three = RidgeRegression.fit(x, y, penalties, Engine.withThreads(3));
    assertThat(three.weights()).isDeepEqualTo(one.weights());
  }

  @Test
  void refusesWhatIsNotFiniteAndNamesThePlace() {
    float[][] x = {{1, 2}, {3, Float.NaN}};
    assertThatThrownBy(
            () -> RidgeRegression.fit(x, new double[][] {{1}, {2}}, new double[] {1}, engine))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1, feature 1 is NaN");
    assertThatThrownBy(
            () -> RidgeRegression.fit(inputs(3, 2, 1), new double[2][1], new double[] {1}, engine))
        .hasMessageContaining("3 rows; received 2 rows");
    assertThatThrownBy(
            () -> RidgeRegression.fit(inputs(3, 2, 1), new double[3][1], new double[] {0}, engine))
        .hasMessageContaining("positive penalties; received 0.0");
  }

  private static float[][] inputs(int rows, int features, long seed) {
    Random random = new Random(seed);
    float[][] x = new float[rows][features];
    for (float[] row : x) {
      for (int f = 0; f < features; f++) {
        row[f] = (float) (5 + (f + 1) * random.nextGaussian());
      }
    }
    return x;
  }

  private static double[][] outputs(float[][] x, int outputs) {
    Random random = new Random(11);
    double[][] y = new double[x.length][outputs];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < outputs; k++) {
        y[i][k] = x[i][k] - 0.5 * x[i][k + 1] + random.nextGaussian();
      }
    }
    return y;
  }
}
