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
import java.util.Optional;

/**
 * A model that learns from windows of one series: a regression, or a network, alone or mixed with
 * one. It is trained as {@code train forecast} does it, on the values before the first window, with
 * validation rows of its own among them.
 *
 * @param kind which one
 * @param threads threads of the training; any number gives the same bits
 * @param listener told how far a training is
 */
record LearntModel(Kind kind, int threads, TaskListener listener) implements GiftModel {
  /** Which model. */
  enum Kind {
    /** A linear map of a window's values, measured from the last one. */
    NLINEAR(LinearKind.NLINEAR),
    /** A linear map of a window's trend and of the rest. */
    DLINEAR(LinearKind.DLINEAR),
    /** Ridge regression on the network's inputs. */
    RIDGE(LinearKind.RIDGE),
    /** The same with products of the calendar. */
    RIDGE_CALENDAR(LinearKind.RIDGE_CALENDAR),
    /** The network alone. */
    NETWORK(NetworkModel.ID, "network", 4, Optional.empty()),
    /** The network mixed with the regression by step. */
    MIX(ForecastOptions.MIX, "mix of network and ridge regression", 4, Optional.empty());

    private final String id;
    private final String label;
    private final int windows;
    private final Optional<LinearKind> linear;

    Kind(LinearKind linear) {
      this(linear.id(), linear.label(), 3, Optional.of(linear));
    }

    Kind(String id, String label, int windows, Optional<LinearKind> linear) {
      this.id = id;
      this.label = label;
      this.windows = windows;
      this.linear = linear;
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
    return kind.linear.isEmpty();
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
    return kind.linear
        .<RollingModel>map(linear -> new LinearModel(linear, series.table(), options, horizon))
        .orElseGet(() -> new NetworkModel(series.table(), options.keeping(kind.id), listener));
  }
}
