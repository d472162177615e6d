package dev.timestep.task.forecast.gift;

import dev.timestep.task.RunOptions;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.LinearKind;
import dev.timestep.task.forecast.backtest.LinearModel;
import dev.timestep.task.forecast.backtest.NetworkModel;
import dev.timestep.task.forecast.backtest.RollingModel;
import dev.timestep.task.forecast.backtest.WindowForecast;
import java.util.Arrays;

/**
 * A model that learns from windows of one series: the ridge regression, or a network, alone or
 * mixed with that regression. It is trained as {@code train forecast} does it, on the values before
 * the first window, with validation rows of its own among them.
 *
 * @param kind which one
 * @param threads threads of the training; any number gives the same bits
 * @param listener told how far a training is
 */
record LearntModel(Kind kind, int threads, TaskListener listener) implements GiftModel {
  /** Which model. */
  enum Kind {
    /** Ridge regression on the network's inputs. */
    RIDGE(LinearKind.RIDGE.id(), LinearKind.RIDGE.label(), 3),
    /** The network alone. */
    NETWORK(NetworkModel.ID, "network", 4),
    /** The network mixed with the regression by step. */
    MIX(ForecastOptions.MIX, "mix of network and ridge regression", 4);

    private final String id;
    private final String label;
    private final int windows;

    Kind(String id, String label, int windows) {
      this.id = id;
      this.label = label;
      this.windows = windows;
    }
  }

  @Override
  public String id() {
    return kind.id;
  }

  @Override
  public String label() {
    return kind.label;
  }

  @Override
  public int history(GiftConfiguration configuration) {
    return kind.windows * configuration.horizon();
  }

  @Override
  public boolean slow() {
    return kind != Kind.RIDGE;
  }

  @Override
  public WindowForecast[] forecasts(
      GiftConfiguration configuration, GiftSeries series, int... origins) {
    RollingModel.Fit fit = model(configuration, series).fit(origins[0]);
    return Arrays.stream(origins)
        .mapToObj(origin -> fit.forecast(origin)[0])
        .toArray(WindowForecast[]::new);
  }

  private RollingModel model(GiftConfiguration configuration, GiftSeries series) {
    int horizon = configuration.horizon();
    ForecastOptions options =
        ForecastOptions.of(GiftSeries.COLUMN)
            .withHorizon(horizon, configuration.fitSeason())
            .withRun(RunOptions.defaults().withThreads(threads));
    return kind == Kind.RIDGE
        ? new LinearModel(LinearKind.RIDGE, series.table(), options, horizon)
        : new NetworkModel(series.table(), options.keeping(kind.id), listener);
  }
}
