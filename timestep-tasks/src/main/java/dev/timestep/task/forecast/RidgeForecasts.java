package dev.timestep.task.forecast;

import dev.timestep.judge.Part;
import dev.timestep.task.forecast.interval.SeriesIntervals;
import dev.timestep.task.forecast.interval.StepIntervals;
import dev.timestep.task.forecast.interval.WindowErrors;
import dev.timestep.task.forecast.ridge.Ridge;
import dev.timestep.task.forecast.ridge.RidgeDesign;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ridge regression alone, without a network: fitted on a split of a table, it forecasts from
 * any later row, with intervals from its errors on the validation windows ({@link
 * SeriesIntervals}).
 *
 * <pre>{@code
 * RidgeForecasts ridge = RidgeForecasts.fit(
 *     table, ForecastOptions.of("births"), new Split(5479, 4383, 548, 548), new double[] {0.05, 0.95});
 * double[][] next = ridge.forecast(5000);   // [target][step], reads rows before 5000 only
 * }</pre>
 */
public final class RidgeForecasts implements Forecaster {
  private final RidgeDesign design;
  private final Ridge ridge;
  private final double[][] series;
  private final List<StepIntervals> intervals = new ArrayList<>();

  private RidgeForecasts(RidgeDesign design, Ridge ridge, double[][] series) {
    this.design = design;
    this.ridge = ridge;
    this.series = series;
  }

  /**
   * Fits on training rows and chooses the penalty on validation rows; nothing reads the test rows.
   *
   * @param options all but their split
   * @param levels levels of the quantiles, ascending
   * @throws IllegalArgumentException when the table is too short for the split
   */
  public static RidgeForecasts fit(
      TimeTable table, ForecastOptions options, Split split, double[] levels) {
    ForecastPlan plan = ForecastPlan.of(table, options, () -> split);
    RidgeDesign design = plan.pipeline().over(table).ridgeDesign();
    double[][] series = ForecastPipeline.series(table, options.targets());
    RidgeForecasts fitted =
        new RidgeForecasts(design, Ridge.fit(design, series, plan.windows()), series);
    int[] origins = plan.windows().origins(Part.VALIDATION);
    for (int target = 0; target < series.length; target++) {
      fitted.intervals.add(
          new SeriesIntervals(
                  series[target],
                  fitted.errors(target, origins),
                  origins.length,
                  plan.pipeline().inputs().season(),
                  table.axis().frequency().perYear(),
                  levels,
                  Optional.empty())
              .last());
    }
    return fitted;
  }

  private WindowErrors errors(int target, int[] origins) {
    double[][] errors = new double[origins.length][];
    for (int window = 0; window < errors.length; window++) {
      double[] forecast = forecast(origins[window])[target];
      errors[window] = new double[forecast.length];
      for (int h = 0; h < forecast.length; h++) {
        errors[window][h] = series[target][origins[window] + h] - forecast[h];
      }
    }
    return new WindowErrors(origins, errors);
  }

  @Override
  public double[][] forecast(int origin) {
    return ridge.forecast(design, origin);
  }

  /**
   * Quantiles around a forecast of one target.
   *
   * @param point what {@link #forecast} gave for the target at the origin
   * @return [level][step]
   */
  public double[][] quantiles(int target, double[] point, int origin) {
    return intervals.get(target).around(point, series[target], origin);
  }
}
