package dev.timestep.task.forecast;

/** Anything that forecasts all targets at an origin: a network, a baseline, a file of forecasts. */
@FunctionalInterface
public interface Forecaster {
  /**
   * Forecasts the rows {@code origin .. origin + horizon - 1} in original units.
   *
   * @param origin first row to be forecast; no value of a target or covariate at or after it may be
   *     read
   * @return [target][step]
   */
  double[][] forecast(int origin);
}
