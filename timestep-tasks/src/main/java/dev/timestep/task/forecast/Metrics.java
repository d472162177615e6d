package dev.timestep.task.forecast;

import dev.timestep.task.forecast.window.SeriesMath;
import java.util.OptionalDouble;

/**
 * Errors of one model, in original units.
 *
 * <p>With {@code e} the error of a window and step:
 *
 * <pre>
 *   MAE  = mean |e|
 *   RMSE = sqrt(mean e²)
 *   MASE = MAE / scale,   scale = mean over training rows t of |y[t] - y[t-m]|
 * </pre>
 *
 * The scale is the error of seasonal naive inside the training rows, so a MASE below 1 beats it.
 * Source of MASE: Hyndman and Koehler, "Another look at measures of forecast accuracy",
 * International Journal of Forecasting 22 (2006); with the season m as in the M4 competition.
 *
 * <p>For several targets each figure is the mean of the targets' figures.
 *
 * @param mae mean absolute error
 * @param rmse root mean squared error
 * @param mase mean absolute scaled error; absent where the training rows never change from season
 *     to season, or do not cover more than one season
 * @param maeByStep [horizon] mean absolute error by step
 */
public record Metrics(double mae, double rmse, OptionalDouble mase, double[] maeByStep) {

  /**
   * The scale of MASE: the in-sample error of seasonal naive.
   *
   * @param series one target
   * @param trainRows only rows before this one are read
   * @param season rows per season, 1 if there is none
   * @return the scale, or nothing if it would be zero but for rounding, or there is not more than
   *     one season
   */
  public static OptionalDouble naiveScale(double[] series, int trainRows, int season) {
    if (season < 1 || trainRows > series.length) {
      throw new IllegalArgumentException(
          "Metrics.naiveScale expects a season of at least 1 and at most %d training rows; "
                  .formatted(series.length)
              + "received season %d and %d rows.".formatted(season, trainRows));
    }
    if (trainRows <= season) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int t = season; t < trainRows; t++) {
      sum += Math.abs(series[t] - series[t - season]);
    }
    double scale = sum / (trainRows - season);
    return scale > SeriesMath.rounding(series, 0, trainRows)
        ? OptionalDouble.of(scale)
        : OptionalDouble.empty();
  }
}
