package dev.timestep.task.forecast.statistical;

import com.google.gson.JsonObject;

/**
 * A model of one series, its form and its parameters fixed: immutable, and safe to share between
 * threads. What is written of it and read back gives the same bits.
 */
public interface FittedSeries {
  /** The {@link SeriesMethod#id} that it came from. */
  String id();

  /** What was chosen, for people: for example {@code "ETS(M,Ad,M), AICc 1395.2"}. */
  String choice();

  /** Values that must lie before an origin. */
  int history();

  /**
   * Forecasts from each origin. Parameters stay those of the fit; the state (a level, a trend, the
   * last errors) is carried on over all values before the origin. Where {@code values} begin with
   * the values of the fit, the state starts from that of the fit; else it is started from the first
   * values, without estimating a parameter again.
   *
   * @param values the series; for each origin only those before it are read
   * @param origins ascending, each at least {@link #history} and at most the number of values
   * @param horizon steps to forecast
   * @return one forecast per origin
   */
  SeriesForecast[] forecasts(double[] values, int[] origins, int horizon);

  /** Forecasts from one origin. */
  default SeriesForecast forecast(double[] values, int origin, int horizon) {
    return forecasts(values, new int[] {origin}, horizon)[0];
  }

  /** Form, parameters and the state of the fit, to be written into a model file. */
  JsonObject settings();
}
