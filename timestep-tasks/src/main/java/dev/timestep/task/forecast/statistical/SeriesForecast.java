package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/** What a model says of the rows after an origin: one distribution per step. */
public interface SeriesForecast {
  /** Point forecasts, one per step, in the unit of the series: what the method's authors give. */
  double[] point();

  /**
   * Quantiles, one per step.
   *
   * @param level above 0 and below 1; 0.5 is the median
   */
  double[] quantile(double level);

  /**
   * Several quantiles at once, {@code [level][step]}. A forecast that is simulated keeps nothing of
   * it.
   */
  default double[][] quantiles(double... levels) {
    return Arrays.stream(levels).mapToObj(this::quantile).toArray(double[][]::new);
  }

  /**
   * Whether quantiles come from simulated paths, and so take milliseconds instead of microseconds.
   */
  default boolean simulated() {
    return false;
  }
}
