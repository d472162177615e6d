package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/**
 * How often a series is subtracted from itself, one row and one season before, until it has neither
 * a trend nor a season that grows.
 */
final class ArimaDifferences {
  /** At this strength a season is taken for one that moves: Wang, Smith and Hyndman, as in R. */
  private static final double STRONG_SEASON = 0.64;

  /** The 5 % point of the test of Kwiatkowski, Phillips, Schmidt and Shin. */
  private static final double KPSS = 0.463;

  private static final int MOST = 2;

  private ArimaDifferences() {}

  /** Seasonal differences that a series needs, 0 or 1: by the strength of its season. */
  static int seasonal(double[] values, int season) {
    boolean enough = season > 1 && values.length > 2L * season;
    return enough && Stl.of(values, season).strength() > STRONG_SEASON ? 1 : 0;
  }

  /** Differences from row to row that a series needs, at most 2: as long as the test says so. */
  static int ordinary(double[] values) {
    double[] left = values;
    int d = 0;
    while (d < MOST && left.length > 2 && !constant(left) && kpss(left) > KPSS) {
      left = apply(left, 1, 0, 1);
      d++;
    }
    return d;
  }

  /**
   * The statistic for a stationary level: {@code Σ S_t² / n²} over a long-run variance with {@code
   * 3 √n / 13} lags, where S are the sums of the deviations from the mean.
   *
   * <p>Source: Kwiatkowski, Phillips, Schmidt and Shin, "Testing the Null Hypothesis of Stationarity
   * against the Alternative of a Unit Root", Journal of Econometrics 54 (1992).
   */
  static double kpss(double[] values) {
    int n = values.length;
    double[] centred = centred(values);
    int lags = (int) (3 * Math.sqrt(n) / 13);
    double sum = 0;
    double squares = 0;
    for (double value : centred) {
      sum += value;
      squares += sum * sum;
    }
    double variance = 0;
    for (int lag = 0; lag <= lags; lag++) {
      double product = 0;
      for (int row = lag; row < n; row++) {
        product += centred[row] * centred[row - lag];
      }
      variance += (lag == 0 ? 1 : 2 * (1 - lag / (lags + 1.0))) * product;
    }
    return variance > 0 ? squares / n / variance : 0;
  }

  /** Deviations from the mean, in units of the largest, so that squares stay in range. */
  private static double[] centred(double[] values) {
    double mean = mean(values);
    double largest = Arrays.stream(values).map(value -> Math.abs(value - mean)).max().orElse(0);
    return Arrays.stream(values)
        .map(value -> largest > 0 ? (value - mean) / largest : 0)
        .toArray();
  }

  /** The mean, exact where all values are alike. */
  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value - values[0];
    }
    return values[0] + sum / values.length;
  }

  /** Whether values are alike but for rounding. */
  static boolean constant(double[] values) {
    double tolerance = 8 * Math.ulp(values[0]);
    return Arrays.stream(values).allMatch(value -> Math.abs(value - values[0]) <= tolerance);
  }

  /** The differenced series, shorter by {@code d + seasonalD season}. */
  static double[] apply(double[] values, int d, int seasonalD, int season) {
    double[] left = values;
    for (int time = 0; time < d + seasonalD; time++) {
      int lag = time < seasonalD ? season : 1;
      double[] next = new double[Math.max(0, left.length - lag)];
      for (int row = 0; row < next.length; row++) {
        next[row] = left[row + lag] - left[row];
      }
      left = next;
    }
    return left;
  }

  /** The differences as an autoregressive polynomial: {@code (1 - B)^d (1 - B^m)^D}. */
  static double[] polynomial(ArimaOrder order) {
    double[] polynomial = new double[0];
    for (int time = 0; time < order.d(); time++) {
      polynomial = ArimaPolynomials.product(polynomial, new double[] {1}, 1);
    }
    double[] seasonal = order.seasonalD() == 1 ? new double[] {1} : new double[0];
    return ArimaPolynomials.product(polynomial, seasonal, order.season());
  }
}
