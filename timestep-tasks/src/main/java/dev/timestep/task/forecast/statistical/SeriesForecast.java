package dev.timestep.task.forecast.statistical;

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
}
