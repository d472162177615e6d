package dev.timestep.task.forecast.backtest;

import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.RidgeForecasts;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.TimeTable;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ridge regression on the network's inputs. Of the rows before a cut, the last ninth chooses
 * its penalty.
 *
 * @param table the table
 * @param options targets, horizon and season
 * @param horizon rows of a window
 */
public record RidgeModel(TimeTable table, ForecastOptions options, int horizon)
    implements RollingModel {
  /** Its {@link #id}. */
  public static final String ID = "ridge";

  /** The share of validation rows is that of the usual split without its test part. */
  private static final int VALIDATION = 9;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String label() {
    return "ridge regression";
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
    RidgeForecasts ridge = RidgeForecasts.fit(table, options, split, WindowForecast.LEVELS.all());
    return new Fit() {
      @Override
      public String choice() {
        return "";
      }

      @Override
      public WindowForecast[] forecast(int origin) {
        double[][] points = ridge.forecast(origin);
        return IntStream.range(0, points.length)
            .mapToObj(
                k ->
                    new WindowForecast(
                        points[k], Optional.of(ridge.quantiles(k, points[k], origin))))
            .toArray(WindowForecast[]::new);
      }
    };
  }
}
