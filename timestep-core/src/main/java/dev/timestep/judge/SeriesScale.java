package dev.timestep.judge;

import java.util.OptionalDouble;

/**
 * What errors of a series are divided by in MASE, RMSSE and MSIS: how much the series changes from
 * season to season before the forecast.
 *
 * <pre>
 *   absolute = mean over m <= t < rows of |y[t] - y[t-m]|
 *   squared  = mean over m <= t < rows of (y[t] - y[t-m])²
 * </pre>
 *
 * <p>Both are absent where the series does not change but for rounding, or covers no more than one
 * season. Source: Hyndman and Koehler, "Another look at measures of forecast accuracy",
 * International Journal of Forecasting 22 (2006).
 *
 * @param absolute scale of MASE and MSIS, in the unit of the data
 * @param squared scale of the squared errors of RMSSE
 */
public record SeriesScale(OptionalDouble absolute, OptionalDouble squared) {
  /** No scale. */
  public static final SeriesScale NONE =
      new SeriesScale(OptionalDouble.empty(), OptionalDouble.empty());

  /** Share of the mean size of the values that is rounding. */
  private static final double ROUNDING = 1e-13;

  /**
   * The scale of a series.
   *
   * @param values the series
   * @param rows only values before this one are read
   * @param season values per season, 1 if there is none
   */
  public static SeriesScale of(double[] values, int rows, int season) {
    if (season < 1 || rows < 0 || rows > values.length) {
      throw new IllegalArgumentException(
          "SeriesScale expects a season of 1 or more and at most %d rows; received season %d and"
                  .formatted(values.length, season)
              + " %d rows.".formatted(rows));
    }
    if (rows <= season) {
      return NONE;
    }
    double sum = 0;
    double squares = 0;
    double size = 0;
    for (int t = 0; t < rows; t++) {
      size += Math.abs(values[t]) / rows;
      double change = t < season ? 0 : values[t] - values[t - season];
      sum += Math.abs(change);
      squares += change * change;
    }
    double absolute = sum / (rows - season);
    return absolute > ROUNDING * size && Double.isFinite(absolute)
        ? new SeriesScale(OptionalDouble.of(absolute), OptionalDouble.of(squares / (rows - season)))
        : NONE;
  }
}
