package dev.timestep.task.forecast.backtest;

import dev.timestep.judge.ForecastScores;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One model, with one seed, over all windows.
 *
 * @param id its id
 * @param label its name in sentences and tables
 * @param seed seed of what it draws; empty where it draws nothing
 * @param choice what its last fit chose, for people; empty where nothing was
 * @param forecasts [origin][target]
 * @param scores its errors by window, step and target
 * @param byWindow [origin] mean absolute error over targets and steps
 * @param fits how often it was fitted
 * @param seconds of fitting and forecasting
 */
public record BacktestRun(
    String id,
    String label,
    OptionalLong seed,
    String choice,
    List<WindowForecast[]> forecasts,
    ForecastScores scores,
    double[] byWindow,
    int fits,
    double seconds) {
  /** Takes a copy. */
  public BacktestRun {
    forecasts = List.copyOf(forecasts);
  }

  /** Whether it has quantiles, and not points only. */
  public boolean hasQuantiles() {
    return forecasts.stream()
        .flatMap(Stream::of)
        .allMatch(window -> window.quantiles().isPresent());
  }
}
