package dev.timestep.task.forecast;

import dev.timestep.task.table.TimeTable;

/**
 * The ridge regression alone, without a network: fitted on a split of a table, it forecasts from
 * any later row.
 *
 * <pre>{@code
 * Forecaster ridge = RidgeForecasts.fit(table, ForecastOptions.of("births"), new Split(5479, 4383, 548, 548));
 * double[][] next = ridge.forecast(5000);   // [target][step], reads rows before 5000 only
 * }</pre>
 */
public final class RidgeForecasts implements Forecaster {
  private final RidgeDesign design;
  private final Ridge ridge;

  private RidgeForecasts(RidgeDesign design, Ridge ridge) {
    this.design = design;
    this.ridge = ridge;
  }

  /**
   * Fits on training rows and chooses the penalty on validation rows; nothing reads the test rows.
   *
   * @param options all but their split
   * @throws IllegalArgumentException when the table is too short for the split
   */
  public static RidgeForecasts fit(TimeTable table, ForecastOptions options, Split split) {
    ForecastPlan plan = ForecastPlan.of(table, options, () -> split);
    RidgeDesign design = plan.pipeline().over(table).ridgeDesign();
    return new RidgeForecasts(
        design,
        Ridge.fit(design, ForecastPipeline.series(table, options.targets()), plan.windows()));
  }

  @Override
  public double[][] forecast(int origin) {
    return ridge.forecast(design, origin);
  }
}
