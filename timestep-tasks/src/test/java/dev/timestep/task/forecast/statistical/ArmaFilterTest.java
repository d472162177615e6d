package dev.timestep.task.forecast.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The filter against the whole covariance matrix of a short stretch of the process. */
final class ArmaFilterTest {
  private static final int ROWS = 30;
  private static final int SEASON = 4;
  private static final ArimaCoefficients COEFFICIENTS =
      new ArimaCoefficients(
          new double[] {0.9, -0.4}, new double[] {0.5}, new double[] {0.6}, new double[] {-0.8});
  private static final double[] PHI = COEFFICIENTS.phi(SEASON);
  private static final double[] THETA = COEFFICIENTS.theta(SEASON);

  /**
   * The lower triangle whose product with its transpose is the covariance, which follows from 4,000
   * weights of the errors: no equation of Yule and Walker, no filter.
   */
  private static double[][] triangle(int rows) {
    double[] psi = ArimaPolynomials.weights(PHI, THETA, 4000);
    double[][] triangle = new double[rows][rows];
    for (int row = 0; row < rows; row++) {
      for (int other = 0; other <= row; other++) {
        double sum = 0;
        for (int k = 0; k + row - other < psi.length; k++) {
          sum += psi[k] * psi[k + row - other];
        }
        for (int k = 0; k < other; k++) {
          sum -= triangle[row][k] * triangle[other][k];
        }
        triangle[row][other] = row == other ? Math.sqrt(sum) : sum / triangle[other][other];
      }
    }
    return triangle;
  }

  /** The errors of variance 1 that make the values. */
  private static double[] errors(double[][] triangle, double[] values) {
    double[] errors = values.clone();
    for (int row = 0; row < values.length; row++) {
      for (int k = 0; k < row; k++) {
        errors[row] -= triangle[row][k] * errors[k];
      }
      errors[row] /= triangle[row][row];
    }
    return errors;
  }

  private static double[] values(int rows) {
    Random random = new Random(3);
    return random.doubles(rows, -2, 2).toArray();
  }

  @Test
  void theLikelihoodIsThatOfTheCovarianceMatrix() {
    double[] values = values(ROWS);
    ArmaFilter.Innovations found = new ArmaFilter(PHI, THETA).run(new double[][] {values});
    double[][] triangle = triangle(ROWS);
    double quadratic = Arrays.stream(errors(triangle, values)).map(error -> error * error).sum();
    double logDeterminant = 0;
    for (int row = 0; row < ROWS; row++) {
      logDeterminant += 2 * Math.log(triangle[row][row]);
    }
    assertThat(found.sum(0, 0)).isCloseTo(quadratic, within(1e-9 * quadratic));
    assertThat(found.logVariance()).isCloseTo(logDeterminant, within(1e-8));
  }

  @Test
  void fewValuesGiveTheForecastsAndVariancesOfTheCovarianceMatrix() {
    int known = 3;
    int horizon = 10;
    double[] values = values(known);
    double[][] triangle = triangle(known + horizon);
    double[] errors = errors(triangle, values);
    var order = new ArimaOrder(2, 0, 1, 1, 0, 1, SEASON, false);
    var model = new FittedArima("arima", order, COEFFICIENTS, 0, 4, 0, 99, 99);
    NormalForecast forecast = (NormalForecast) model.forecast(values, known, horizon);
    for (int step = 0; step < horizon; step++) {
      double[] row = triangle[known + step];
      double mean = 0;
      double variance = 0;
      for (int k = 0; k < row.length; k++) {
        mean += k < known ? row[k] * errors[k] : 0;
        variance += k < known ? 0 : row[k] * row[k];
      }
      assertThat(forecast.mean()[step]).isCloseTo(mean, within(1e-10));
      assertThat(forecast.deviation()[step]).isCloseTo(2 * Math.sqrt(variance), within(1e-9));
    }
  }

  @Test
  void theSteadyFilterGoesOnAsTheExactOne() {
    double[] values = values(600);
    double[][] states = new double[3][];
    ArmaFilter filter = new ArmaFilter(PHI, THETA);
    ArmaFilter.Innovations found =
        filter.run(new double[][] {values}, new int[] {5, 300, 600}, states);
    // The same recursion without ever being steady.
    ArmaGain gain = new ArmaGain(PHI, THETA);
    double[] state = new double[gain.states()];
    for (int row = 0; row < 600; row++) {
      if (row == 5 || row == 300) {
        assertThat(states[row == 5 ? 0 : 1]).containsExactly(state, within(1e-9));
      }
      double error = values[row] - state[0];
      assertThat(found.errors()[0][row]).isCloseTo(error, within(1e-9));
      double[] before = state.clone();
      for (int i = 0; i < state.length; i++) {
        state[i] =
            (i < PHI.length ? PHI[i] * before[0] : 0)
                + (i + 1 < state.length ? before[i + 1] : 0)
                + gain.gain(i) * error;
      }
      gain.advance();
    }
    assertThat(states[2]).containsExactly(state, within(1e-9));
    assertThat(gain.variance()).isCloseTo(1, within(1e-12));
  }

  @Test
  void polynomialsMultiplyOut() {
    // (1 - .5 B)(1 - .4 B^3) = 1 - .5 B - .4 B^3 + .2 B^4
    assertThat(ArimaPolynomials.product(new double[] {0.5}, new double[] {0.4}, 3))
        .containsExactly(new double[] {0.5, 0, 0.4, -0.2}, within(1e-15));
    // (1 + .5 B)(1 + .4 B^3) = 1 + .5 B + .4 B^3 + .2 B^4
    var ma =
        new ArimaCoefficients(new double[0], new double[] {0.5}, new double[0], new double[] {0.4});
    assertThat(ma.theta(3)).containsExactly(new double[] {0.5, 0, 0.4, 0.2}, within(1e-15));
  }

  @Test
  void rootsAreFarEnoughOrNot() {
    // The root of 1 - .5 z is 2; the roots of 1 - 1.5 z + .56 z² are 1 / .8 and 1 / .7.
    assertThat(ArimaPolynomials.rootsBeyond(new double[] {0.5}, 1.99)).isTrue();
    assertThat(ArimaPolynomials.rootsBeyond(new double[] {0.5}, 2.01)).isFalse();
    assertThat(ArimaPolynomials.rootsBeyond(new double[] {1.5, -0.56}, 1.24)).isTrue();
    assertThat(ArimaPolynomials.rootsBeyond(new double[] {1.5, -0.56}, 1.26)).isFalse();
    assertThat(ArimaPolynomials.rootsBeyond(new double[] {Double.NaN}, 1)).isFalse();
  }

  @Test
  void partialAutocorrelationsAndCoefficientsAreTheSameProcesses() {
    double[] partial = {0.9, -0.5, 0.3, 0.2, -0.7};
    assertThat(ArimaPolynomials.partial(ArimaPolynomials.stationary(partial)))
        .containsExactly(partial, within(1e-12));
    var order = new ArimaOrder(2, 0, 1, 1, 0, 1, SEASON, false);
    assertThat(ArimaCoefficients.of(order, COEFFICIENTS.numbers(order)).all())
        .containsExactly(COEFFICIENTS.all(), within(1e-12));
    assertThat(Arrays.stream(COEFFICIENTS.numbers(order.withTerms(3, 0, 1, 1))).toArray()[2])
        .isZero();
  }
}
