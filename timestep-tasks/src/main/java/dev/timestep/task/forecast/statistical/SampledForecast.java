package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/**
 * A forecast whose distribution is that of simulated paths. Quantiles are interpolated as Hyndman
 * and Fan's type 8, which is nearly unbiased for their median.
 */
final class SampledForecast implements SeriesForecast {
  private final double[] point;
  private final double[][] sorted;

  /**
   * @param point one per step
   * @param samples [step][path]; sorted in place
   */
  SampledForecast(double[] point, double[][] samples) {
    this.point = point.clone();
    sorted = samples;
    for (double[] step : sorted) {
      Arrays.sort(step);
    }
  }

  @Override
  public double[] point() {
    return point.clone();
  }

  @Override
  public double[] quantile(double level) {
    double[] quantiles = new double[sorted.length];
    Arrays.setAll(quantiles, step -> quantile(sorted[step], level));
    return quantiles;
  }

  private static double quantile(double[] sorted, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "A quantile expects a level above 0 and below 1; received " + level + ".");
    }
    double at = (sorted.length + 1.0 / 3) * level + 1.0 / 3 - 1;
    int below = Math.clamp((int) Math.floor(at), 0, sorted.length - 1);
    int above = Math.min(below + 1, sorted.length - 1);
    double share = Math.clamp(at - below, 0, 1);
    return sorted[below] + share * (sorted[above] - sorted[below]);
  }
}
