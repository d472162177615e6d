package dev.timestep.task.forecast.backtest;

import java.util.List;
import java.util.Optional;

/**
 * The rows after the table's last, by the model that the backtest advises, fitted on all rows.
 *
 * @param model its id
 * @param label its name in sentences
 * @param times [step] when
 * @param windows [target] point forecasts, and the ends of the 90 % interval at levels .05 and .95
 *     where the model has quantiles
 * @param widened [target] how much wider the interval is than the model's own, so that the windows
 *     of the backtest would have been covered; nothing where it has none
 */
public record NextForecast(
    String model,
    String label,
    List<String> times,
    List<WindowForecast> windows,
    List<Optional<Double>> widened) {
  /** Takes copies. */
  public NextForecast {
    times = List.copyOf(times);
    windows = List.copyOf(windows);
    widened = List.copyOf(widened);
  }
}
