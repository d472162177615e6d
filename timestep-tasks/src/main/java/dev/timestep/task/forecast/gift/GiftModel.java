package dev.timestep.task.forecast.gift;

import dev.timestep.task.forecast.backtest.WindowForecast;

/** A model as the benchmark runs it: fitted once to a series, asked at every window. */
interface GiftModel {
  /** Its name in JSON and options. */
  String id();

  /** Its name in tables. */
  String label();

  /** Values that must lie before the first window. */
  int history(GiftConfiguration configuration);

  /** Whether a fit fills all threads by itself, so that one series follows the other. */
  default boolean slow() {
    return false;
  }

  /**
   * Forecasts every window of a series.
   *
   * @param origins ascending; nothing from the first one on is learnt from, and no value at or
   *     after an origin is read for its forecast
   * @return one for each origin, with quantiles
   * @throws IllegalArgumentException when the model does not suit the series
   */
  WindowForecast[] forecasts(GiftConfiguration configuration, GiftSeries series, int... origins);
}
