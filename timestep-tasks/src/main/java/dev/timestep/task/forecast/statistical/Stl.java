package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/**
 * A series as trend + season + remainder, by local regression (STL), two rounds without weights
 * against outliers, as R's {@code stl(x, s.window = 11)} gives them.
 *
 * <p>The windows: 11 seasons for each slot of the season; for the trend the next odd number from
 * {@code 1.5 m / (1 - 1.5 / 11)}; {@code m}, made odd, for what the season must not hold. Source:
 * Cleveland, Cleveland, McRae and Terpenning, "STL: A Seasonal-Trend Decomposition Procedure Based
 * on Loess", Journal of Official Statistics 6 (1990).
 *
 * @param trend one value per row
 * @param seasonal one value per row, near 0 in the mean of a season
 * @param remainder what is left
 */
record Stl(double[] trend, double[] seasonal, double[] remainder) {
  private static final int SEASONS = 11;
  private static final int ROUNDS = 2;

  /**
   * Decomposes a series.
   *
   * @param values at least two seasons
   * @param season rows per season, at least 2
   * @throws IllegalArgumentException if there are too few values
   */
  static Stl of(double[] values, int season) {
    if (season < 2 || values.length < 2L * season) {
      throw new IllegalArgumentException(
          "STL expects a season of 2 rows or more and two seasons; received a season of %d and %d"
                  .formatted(season, values.length)
              + " values.");
    }
    Loess trendLoess =
        Loess.of(odd((int) Math.ceil(1.5 * season / (1 - 1.5 / SEASONS))), true);
    Loess passLoess = Loess.of(odd(season), true);
    Loess seasonLoess = Loess.of(SEASONS, false);
    double[] trend = new double[values.length];
    double[] seasonal = trend;
    for (int round = 0; round < ROUNDS; round++) {
      double[] cycles = cycles(minus(values, trend), season, seasonLoess);
      double[] low = means(means(means(cycles, season), season), 3);
      seasonal = minus(Arrays.copyOfRange(cycles, season, season + values.length),
          passLoess.smooth(low));
      trend = trendLoess.smooth(minus(values, seasonal));
    }
    return new Stl(trend, seasonal, minus(minus(values, trend), seasonal));
  }

  /**
   * The strength of the season, from 0 to 1: {@code 1 - var(remainder) / var(season + remainder)}.
   *
   * <p>Source: Wang, Smith and Hyndman, "Characteristic-Based Clustering for Time Series Data", Data
   * Mining and Knowledge Discovery 13 (2006).
   */
  double strength() {
    double[] both = remainder.clone();
    for (int row = 0; row < both.length; row++) {
      both[row] += seasonal[row];
    }
    double whole = variance(both);
    return whole > 0 ? Math.clamp(1 - variance(remainder) / whole, 0, 1) : 0;
  }

  private static int odd(int number) {
    return number % 2 == 0 ? number + 1 : number;
  }

  /** Each slot of the season smoothed over the seasons, and one season more at both ends. */
  private static double[] cycles(double[] values, int season, Loess loess) {
    double[] cycles = new double[values.length + 2 * season];
    for (int slot = 0; slot < season; slot++) {
      double[] own = new double[(values.length - slot + season - 1) / season];
      for (int i = 0; i < own.length; i++) {
        own[i] = values[slot + i * season];
      }
      double[] smooth = loess.smooth(own);
      cycles[slot] = loess.at(own, -1);
      for (int i = 0; i < own.length; i++) {
        cycles[slot + (i + 1) * season] = smooth[i];
      }
      cycles[slot + (own.length + 1) * season] = loess.at(own, own.length);
    }
    return cycles;
  }

  private static double[] means(double[] values, int width) {
    double[] means = new double[values.length - width + 1];
    double sum = 0;
    for (int row = 0; row < values.length; row++) {
      sum += values[row];
      if (row >= width) {
        sum -= values[row - width];
      }
      if (row >= width - 1) {
        means[row - width + 1] = sum / width;
      }
    }
    return means;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    for (int row = 0; row < difference.length; row++) {
      difference[row] -= b[row];
    }
    return difference;
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double largest = Arrays.stream(values).map(value -> Math.abs(value - mean)).max().orElse(0);
    // Squares of numbers far from 1 leave what a double can hold.
    double sum = 0;
    for (double value : values) {
      double relative = largest > 0 ? (value - mean) / largest : 0;
      sum += relative * relative;
    }
    return sum / values.length * largest * largest;
  }
}
