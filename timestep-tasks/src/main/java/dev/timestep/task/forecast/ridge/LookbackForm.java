package dev.timestep.task.forecast.ridge;

import dev.timestep.task.ridge.Cholesky;

/**
 * Linear forecasts that read nothing but the last rows of the series itself, in the two forms of
 * Zeng, Chen, Zhang and Xu, "Are Transformers effective for time series forecasting?" (AAAI 2023).
 *
 * <p>Both are linear in the lookback, and so differ from a ridge regression on it by what the
 * penalty asks of the weights alone.
 */
public enum LookbackForm {
  /**
   * A moving average of {@value #KERNEL} rows is taken off the lookback, the ends repeated beyond
   * its borders. Trend and remainder have a map each: {@code y = A trend + B remainder + b}.
   */
  DLINEAR {
    @Override
    double[][] features(int lookback) {
      return decomposition(lookback);
    }
  },
  /**
   * The last value is taken off the lookback and added to the forecast: {@code y = x[1] + A (x -
   * x[1]) + b}.
   */
  NLINEAR {
    @Override
    double[][] features(int lookback) {
      double[][] features = new double[lookback - 1][lookback];
      for (int at = 0; at < features.length; at++) {
        features[at][at + 1] = 1;
        features[at][0] = -1;
      }
      return features;
    }

    @Override
    double kept() {
      return 1;
    }
  };

  /** Rows of the moving average. */
  public static final int KERNEL = 25;

  /**
   * What the weights with a penalty multiply, as linear functions of the lookback, the nearest row
   * first: {@code [feature][lag]}.
   */
  abstract double[][] features(int lookback);

  /** The weight of the last value that has no penalty. */
  double kept() {
    return 0;
  }

  /**
   * With M the moving average, the two maps together see the {@code 2 L} features {@code (M x, x -
   * M x)}. A ridge regression depends on features only by their inner products, {@code xᵀ P x} with
   * {@code P = MᵀM + (I - M)ᵀ(I - M)}. So the L features {@code Cᵀ x} of the factor {@code P = C
   * Cᵀ} give the very same forecasts, with half the unknowns.
   */
  private static double[][] decomposition(int lookback) {
    double[][] average = new double[lookback][lookback];
    for (int row = 0; row < lookback; row++) {
      for (int by = -(KERNEL / 2); by <= KERNEL / 2; by++) {
        average[row][Math.clamp(row + by, 0, lookback - 1)] += 1.0 / KERNEL;
      }
    }
    double[][] inner = new double[lookback][lookback];
    for (double[] row : average) {
      for (int i = 0; i < lookback; i++) {
        for (int j = 0; row[i] != 0 && j < lookback; j++) {
          inner[i][j] += 2 * row[i] * row[j];
        }
      }
    }
    for (int i = 0; i < lookback; i++) {
      for (int j = 0; j < lookback; j++) {
        inner[i][j] -= average[i][j] + average[j][i];
      }
      inner[i][i] += 1;
    }
    Cholesky.factorInPlace(inner);
    double[][] features = new double[lookback][lookback];
    for (int i = 0; i < lookback; i++) {
      for (int j = 0; j <= i; j++) {
        features[j][i] = inner[i][j];
      }
    }
    return features;
  }
}
