package dev.timestep.task.forecast.statistical;

/**
 * A normal distribution for each step, or, for a series that was taken in logarithms, a log-normal
 * one: the quantiles of the logarithms, taken back by {@code exp}. Its point forecast is the median
 * then, as in R's {@code forecast} without an adjustment. A quantile beyond the largest number is
 * that number.
 *
 * @param mean one per step; of the logarithms where {@code logarithm}
 * @param deviation standard deviation of the error, one per step, at least 0
 * @param logarithm whether mean and deviation are those of the logarithms
 */
public record NormalForecast(double[] mean, double[] deviation, boolean logarithm)
    implements SeriesForecast {
  /** Refuses what is not a distribution: no NaN leaves a method. */
  public NormalForecast {
    if (mean.length != deviation.length) {
      throw new IllegalArgumentException(
          "A forecast expects a deviation for each of its %d steps; received %d."
              .formatted(mean.length, deviation.length));
    }
    for (int step = 0; step < mean.length; step++) {
      if (!Double.isFinite(mean[step]) || !(deviation[step] >= 0)) {
        throw new IllegalArgumentException(
            "A forecast expects a finite mean and a deviation of 0 or more in each step; received "
                + "%s and %s in step %d. The series may be too large or too small for this method:"
                    .formatted(mean[step], deviation[step], step + 1)
                + " give it in another unit.");
      }
    }
  }

  @Override
  public double[] point() {
    return quantile(0.5);
  }

  @Override
  public double[] quantile(double level) {
    double factor = NormalQuantile.of(level);
    double[] quantiles = new double[mean.length];
    for (int step = 0; step < quantiles.length; step++) {
      // The median needs no deviation, which may be larger than any number.
      double value = factor == 0 ? mean[step] : mean[step] + factor * deviation[step];
      quantiles[step] =
          Math.clamp(logarithm ? Math.exp(value) : value, -Double.MAX_VALUE, Double.MAX_VALUE);
    }
    return quantiles;
  }
}
