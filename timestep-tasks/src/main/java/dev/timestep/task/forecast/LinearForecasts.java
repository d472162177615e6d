package dev.timestep.task.forecast;

import dev.timestep.judge.Part;
import dev.timestep.task.forecast.interval.SeriesIntervals;
import dev.timestep.task.forecast.interval.StepIntervals;
import dev.timestep.task.forecast.interval.WindowErrors;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A regression alone, without a network: fitted on a split of a table, it forecasts from any later
 * row, with intervals from its errors on the validation windows ({@link SeriesIntervals}).
 *
 * <pre>{@code
 * LinearForecasts ridge = LinearForecasts.fit(
 *     LinearKind.RIDGE, table, ForecastOptions.of("births"), new Split(5479, 4383, 548, 548), new double[] {0.05, 0.95});
 * double[][] next = ridge.forecast(5000);   // [target][step], reads rows before 5000 only
 * }</pre>
 */
public final class LinearForecasts implements Forecaster {
  private final Forecaster forecaster;
  private final String choice;
  private final double[][] series;
  private final List<StepIntervals> intervals = new ArrayList<>();

  private LinearForecasts(Forecaster forecaster, String choice, double[][] series) {
    this.forecaster = forecaster;
    this.choice = choice;
    this.series = series;
  }

  /**
   * Fits on training rows and chooses the penalty on validation rows; nothing reads the test rows.
   *
   * @param kind which regression
   * @param options all but their split
   * @param levels levels of the quantiles, ascending
   * @throws IllegalArgumentException when the table is too short for the split, or its calendar
   *     leaves this regression out
   */
  public static LinearForecasts fit(
      LinearKind kind, TimeTable table, ForecastOptions options, Split split, double[] levels) {
    ForecastPlan plan = ForecastPlan.of(table, options, () -> split);
    kind.missing(plan.pipeline().inputs())
        .ifPresent(
            why -> {
              throw new TaskException(why);
            });
    LinearFit fit = LinearFit.of(kind, plan.pipeline().over(table), plan.windows());
    double[][] series = ForecastPipeline.series(table, options.targets());
    LinearForecasts fitted =
        new LinearForecasts(fit.forecaster(), String.join("; ", fit.choices()), series);
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

  /** What was chosen, for people. */
  public String choice() {
    return choice;
  }

  @Override
  public double[][] forecast(int origin) {
    return forecaster.forecast(origin);
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
