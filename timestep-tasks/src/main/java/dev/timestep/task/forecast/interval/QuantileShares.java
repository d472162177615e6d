package dev.timestep.task.forecast.interval;

import java.util.Arrays;

/**
 * Which share of the values lies at or below each quantile of their forecast: near the level of the
 * quantile, where the forecast knows how sure it is.
 *
 * <pre>{@code
 * QuantileShares shares = new QuantileShares(new double[] {0.05, 0.5, 0.95});
 * shares.add(actual, quantiles);
 * double[] below = shares.below();   // about 0.05, 0.5 and 0.95
 * }</pre>
 *
 * <p>Not safe to share between threads.
 */
public final class QuantileShares {
  private final double[] levels;
  private final long[] below;
  private long values;

  /**
   * No values yet.
   *
   * @param levels of the quantiles, ascending
   */
  public QuantileShares(double[] levels) {
    this.levels = levels.clone();
    below = new long[levels.length];
  }

  /**
   * Adds a window.
   *
   * @param actual [step]
   * @param quantiles [level][step]
   * @throws IllegalArgumentException if there are not as many quantiles as levels
   */
  public void add(double[] actual, double[][] quantiles) {
    if (quantiles.length != levels.length) {
      throw new IllegalArgumentException(
          "QuantileShares expects quantiles at %d levels; received %d."
              .formatted(levels.length, quantiles.length));
    }
    values += actual.length;
    for (int at = 0; at < below.length; at++) {
      for (int h = 0; h < actual.length; h++) {
        below[at] += actual[h] <= quantiles[at][h] ? 1 : 0;
      }
    }
  }

  /** Levels of the quantiles, ascending. */
  public double[] levels() {
    return levels.clone();
  }

  /** [level] share of the values at or below the quantile; not a number before any value came. */
  public double[] below() {
    return Arrays.stream(below).mapToDouble(count -> (double) count / values).toArray();
  }
}
