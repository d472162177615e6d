package dev.timestep.task.forecast.backtest;

import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.LinearForecasts;
import dev.timestep.task.forecast.LinearKind;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.TimeTable;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A regression on inputs of the network. Of the rows before a cut, the last ninth chooses its
 * penalty.
 *
 * @param kind which one
 * @param table the table
 * @param options targets, horizon and season
 * @param horizon rows of a window
 */
public record LinearModel(LinearKind kind, TimeTable table, ForecastOptions options, int horizon)
    implements RollingModel {

  /** The share of validation rows is that of the usual split without its test part. */
  private static final int VALIDATION = 9;

  @Override
  public String id() {
    return kind.id();
  }

  @Override
  public String label() {
    return kind.label();
  }

  @Override
  public int history() {
    return 0;
  }

  @Override
  public Fit fit(int cut) {
    if (cut < 3 * horizon) {
      throw new TaskException(
          "needs %d rows before an origin, three windows; there are %d"
              .formatted(3 * horizon, cut));
    }
    int validation = Math.max(horizon, cut / VALIDATION);
    // A split has a test part, whose rows no fit reads. They lie after the cut where there are
    // rows.
    int train = Math.min(cut, table.rows() - horizon) - validation;
    Split split = new Split(table.rows(), train, validation, horizon);
    LinearForecasts fitted =
        LinearForecasts.fit(kind, table, options, split, WindowForecast.LEVELS.all());
    return new Fit() {
      @Override
      public String choice() {
        return fitted.choice();
      }

      @Override
      public WindowForecast[] forecast(int origin) {
        double[][] points = fitted.forecast(origin);
        return IntStream.range(0, points.length)
            .mapToObj(
                k ->
                    new WindowForecast(
                        points[k], Optional.of(fitted.quantiles(k, points[k], origin))))
            .toArray(WindowForecast[]::new);
      }
    };
  }
}
