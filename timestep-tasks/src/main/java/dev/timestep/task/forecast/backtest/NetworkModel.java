package dev.timestep.task.forecast.backtest;

import dev.timestep.kernel.Engine;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.Forecast;
import dev.timestep.task.forecast.ForecastModel;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastTraining;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.TimeTable;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The network as it would have been delivered: trained on a table that ends before the cut, it is
 * then given tables that end before each origin. It cannot read what was not known.
 *
 * @param table the table
 * @param options targets, horizon, season, network and training, with the seed
 * @param listener told what is done
 */
public record NetworkModel(TimeTable table, ForecastOptions options, TaskListener listener)
    implements RollingModel {
  /** Its {@link #id}. */
  public static final String ID = "network";

  /** Validation and test rows are a tenth each. */
  private static final int PARTS = 10;

  private static final double LOWER = WindowForecast.LEVELS.lower();
  private static final double UPPER = WindowForecast.LEVELS.upper();
  private static final double SAME = 1e-9;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String label() {
    return "network";
  }

  @Override
  public int history() {
    return 0;
  }

  @Override
  public OptionalLong seed() {
    return OptionalLong.of(options.run().seed());
  }

  @Override
  public boolean slow() {
    return true;
  }

  @Override
  public Fit fit(int cut) {
    ForecastModel model =
        ForecastTraining.run(
                table.first(cut),
                options.withSplit(split(cut)).withQuantiles(LOWER, UPPER),
                new QuietListener(listener))
            .model();
    return new Fit() {
      @Override
      public String choice() {
        return "answers by its " + model.kept();
      }

      @Override
      public WindowForecast[] forecast(int origin) {
        Forecast forecast = model.predict(table.first(origin), Engine.standard());
        return IntStream.range(0, forecast.values().length)
            .mapToObj(k -> window(forecast, k))
            .toArray(WindowForecast[]::new);
      }
    };
  }

  /** The levels of the scores are computed wherever one is asked for. */
  private static WindowForecast window(Forecast forecast, int target) {
    double[] point = forecast.values()[target];
    double[] levels = WindowForecast.LEVELS.all();
    double[][] quantiles = new double[levels.length][];
    for (Forecast.Quantile one : forecast.quantiles()) {
      for (int at = 0; at < levels.length; at++) {
        if (Math.abs(one.level() - levels[at]) < SAME) {
          quantiles[at] = one.values()[target];
        }
      }
    }
    boolean all = Arrays.stream(quantiles).allMatch(Objects::nonNull);
    return new WindowForecast(point, all ? Optional.of(quantiles) : Optional.empty());
  }

  /** The usual split, but parts that hold a window each where the rows are few. */
  private String split(int rows) {
    int horizon = options.horizon().orElseThrow();
    int part = Math.max(horizon, rows / PARTS);
    int train = rows - 2 * part;
    if (train < 2 * horizon) {
      throw new TaskException(
          "needs %d rows before an origin, four windows; there are %d"
              .formatted(4 * horizon, rows));
    }
    double all = rows;
    return train / all + "/" + part / all + "/" + part / all;
  }

  /** One training among many is told by what it does, not epoch by epoch. */
  private record QuietListener(TaskListener listener) implements TaskListener {
    @Override
    public void scored(int done, int cases) {
      listener.progress("scoring", (double) done / cases);
    }
  }
}
