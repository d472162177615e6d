package dev.timestep.judge;

import java.util.OptionalDouble;

/**
 * What errors of a series are divided by in MASE, RMSSE and MSIS: how much the series changes from
 * season to season before the forecast.
 *
 * <pre>
 *   absolute = mean over m <= t < rows of |y[t] - y[t-m]|
 *   root     = √ mean over m <= t < rows of (y[t] - y[t-m])²
 * </pre>
 *
 * <p>Both are absent where the series does not change but for rounding, or covers no more than one
 * season. Source: Hyndman and Koehler, "Another look at measures of forecast accuracy",
 * International Journal of Forecasting 22 (2006).
 *
 * @param absolute scale of MASE and MSIS, in the unit of the data
 * @param root scale of the errors of RMSSE, in the unit of the data
 * @param rounding errors up to this are rounding; 0 or more
 */
public record SeriesScale(OptionalDouble absolute, OptionalDouble root, double rounding) {
  /** No scale, and no rounding. */
  public static final SeriesScale NONE =
      new SeriesScale(OptionalDouble.empty(), OptionalDouble.empty(), 0);

  /** Share of a series' mean deviation that is rounding, as a computed wave leaves it. */
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
    double rounding = rounding(values, rows);
    if (rows <= season) {
      return new SeriesScale(OptionalDouble.empty(), OptionalDouble.empty(), rounding);
    }
    double sum = 0;
    SquareSum squares = new SquareSum();
    for (int t = season; t < rows; t++) {
      double change = values[t] - values[t - season];
      sum += Math.abs(change);
      squares.add(change);
    }
    double absolute = sum / (rows - season);
    return absolute > rounding && Double.isFinite(absolute)
        ? new SeriesScale(
            OptionalDouble.of(absolute),
            OptionalDouble.of(squares.rootMean(rows - season)),
            rounding)
        : new SeriesScale(OptionalDouble.empty(), OptionalDouble.empty(), rounding);
  }

  /**
   * Differences between the first {@code rows} values up to this are rounding, not data: {@code
   * 1e-13} of their mean deviation, and four times the last digit of their mean size. Means, not
   * extremes: a single reading of 1e15 must not make all others look alike.
   */
  public static double rounding(double[] values, int rows) {
    double mean = 0;
    double size = 0;
    for (int t = 0; t < rows; t++) {
      mean += (values[t] - values[0]) / rows;
      size += Math.abs(values[t]) / rows;
    }
    double deviation = 0;
    for (int t = 0; t < rows; t++) {
      deviation += Math.abs(values[t] - values[0] - mean) / rows;
    }
    return rows == 0 ? 0 : ROUNDING * deviation + 4 * Math.ulp(size);
  }

  /** Forecast less value; 0 where the difference is no more than rounding. */
  public double error(double forecast, double actual) {
    double error = forecast - actual;
    return Math.abs(error) > rounding ? error : 0;
  }
}
