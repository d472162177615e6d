package dev.timestep.task.forecast.backtest;

import dev.timestep.judge.Omitted;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.BaselineMethod;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.LinearKind;
import dev.timestep.task.forecast.statistical.Combination;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.statistical.SeriesMethods;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The models that a backtest can run, the simplest first. */
final class BacktestModels {
  private static final Map<String, String> BASELINES = baselines();

  /** Names of all of them. */
  static final List<String> IDS =
      Stream.of(
              BASELINES.keySet().stream(),
              statistical().stream().map(SeriesMethod::id),
              Stream.of(LinearKind.values()).map(LinearKind::id),
              Stream.of(NetworkModel.ID))
          .flatMap(names -> names)
          .toList();

  private final BacktestOptions options;
  private final List<RollingModel> models = new ArrayList<>();
  private final List<Omitted> omitted = new ArrayList<>();

  private BacktestModels(BacktestOptions options) {
    this.options = options;
  }

  private static Map<String, String> baselines() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("naive", "there is always one");
    names.put("seasonal_naive", "the rows have no season");
    names.put("drift", "there is always one");
    names.put("slot_mean", "there is always one");
    names.put("last_year", "a year of these rows is not longer than a row or a season");
    return names;
  }

  private static List<SeriesMethod> statistical() {
    return SeriesMethods.all();
  }

  /** Forms that are part of a search, or made of other models, run where they are asked for. */
  private static boolean usual(SeriesMethod method) {
    return !List.of("holt_winters", "arima_log", Combination.ID).contains(method.id());
  }

  /** Those that were asked for, and what they are held against. */
  static BacktestModels of(
      TimeTable table,
      BacktestOptions options,
      ForecastOptions forecast,
      double[][] series,
      TaskListener listener) {
    int season = forecast.season().orElseThrow();
    int horizon = forecast.horizon().orElseThrow();
    BacktestModels some = new BacktestModels(options);
    List<SeriesMethod> simple = BaselineMethod.standard(season, table.axis().frequency().perYear());
    BASELINES.forEach(
        (id, missing) ->
            simple.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .ifPresentOrElse(
                    one -> some.add(new SeriesModel(one, series, season, horizon)),
                    () -> some.leaveOut(id, missing)));
    statistical().stream()
        .filter(one -> usual(one) || options.models().contains(one.id()))
        .forEach(one -> some.add(new SeriesModel(one, series, season, horizon)));
    for (LinearKind kind : LinearKind.values()) {
      some.add(new LinearModel(kind, table, forecast, horizon));
    }
    for (long seed : options.seeds()) {
      ForecastOptions seeded = forecast.withRun(forecast.run().withSeed(seed));
      some.add(new NetworkModel(table, seeded, listener));
    }
    return some;
  }

  private void add(RollingModel model) {
    boolean always = model.id().equals("naive") || model.id().equals("seasonal_naive");
    if (always || options.wants(model.id())) {
      models.add(model);
    }
  }

  private void leaveOut(String id, String reason) {
    if (options.models().contains(id)) {
      omitted.add(new Omitted(id, id, reason));
    }
  }

  List<RollingModel> models() {
    return models;
  }

  List<Omitted> omitted() {
    return omitted;
  }
}
