package dev.timestep.task.forecast.statistical;

/**
 * A way to forecast one series of numbers: it is estimated on the series, and learns nothing else.
 *
 * <pre>{@code
 * FittedSeries fitted = method.fit(passengers, 12);
 * SeriesForecast next = fitted.forecast(passengers, passengers.length, 24);
 * double[] upper = next.quantile(0.95);
 * }</pre>
 */
public interface SeriesMethod {
  /** Name in JSON and files, for example {@code ets}. */
  String id();

  /** Name in sentences and tables, for example {@code exponential smoothing (ETS)}. */
  String label();

  /**
   * Values that a fit needs.
   *
   * @param season rows per season, 1 if there is none
   */
  int history(int season);

  /**
   * Chooses the form and estimates the parameters.
   *
   * @param values the series, all finite, at least {@link #history} of them
   * @param season rows per season, 1 if there is none
   * @throws IllegalArgumentException if there are too few values, or one is not finite
   */
  FittedSeries fit(double[] values, int season);
}
