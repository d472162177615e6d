package dev.timestep.task.forecast.rolling;

import dev.timestep.judge.Omitted;
import dev.timestep.kernel.Workers;
import dev.timestep.task.forecast.BaselineMethod;
import dev.timestep.task.forecast.LookbackMethod;
import dev.timestep.task.forecast.backtest.BacktestRun;
import dev.timestep.task.forecast.backtest.Refit;
import dev.timestep.task.forecast.backtest.Rolling;
import dev.timestep.task.forecast.backtest.SeriesModel;
import dev.timestep.task.forecast.interval.WindowErrors;
import dev.timestep.task.forecast.statistical.Arima;
import dev.timestep.task.forecast.statistical.Combination;
import dev.timestep.task.forecast.statistical.DynamicTheta;
import dev.timestep.task.forecast.statistical.Ets;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.statistical.SeriesMethods;
import dev.timestep.task.message.TaskException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Every model of one series at rolling origins, the simplest first: baselines, statistical models,
 * their combination, and linear maps. What is judged on a short table is held against all of them
 * but the combination, which is to the choice what a network is to its mix: shown beside it.
 *
 * @param rolling where they forecast from
 * @param methods those that ran
 * @param runs what each of them forecast
 * @param omitted those that could not run, and why
 */
record RollingModels(
    Rolling rolling, List<SeriesMethod> methods, List<BacktestRun> runs, List<Omitted> omitted) {
  RollingModels {
    methods = List.copyOf(methods);
    runs = List.copyOf(runs);
    omitted = List.copyOf(omitted);
  }

  /**
   * Runs all of them.
   *
   * @param rowsPerYear rows per year; below 2 if there is no year to speak of
   * @param horizon rows to be forecast after the last one, no fewer than those of a window
   * @param refit how often they are fitted
   */
  static RollingModels of(
      Rolling rolling, double rowsPerYear, int horizon, Refit refit, Workers workers) {
    int season = rolling.season();
    int first = rolling.origins()[0];
    List<SeriesMethod> methods = new ArrayList<>();
    List<BacktestRun> runs = new ArrayList<>();
    List<Omitted> omitted = new ArrayList<>();
    all(season, rowsPerYear, horizon)
        .forEach(
            method -> {
              if (method.history(season) > first) {
                omitted.add(
                    omitted(
                        method,
                        "needs %d rows before the first origin; there are %d"
                            .formatted(method.history(season), first)));
                return;
              }
              try {
                runs.add(
                    rolling.run(
                        new SeriesModel(method, rolling.series(), season, rolling.horizon()),
                        refit,
                        workers,
                        share -> {}));
                methods.add(method);
              } catch (IllegalArgumentException e) {
                omitted.add(omitted(method, TaskException.reason(e)));
              }
            });
    return new RollingModels(rolling, methods, runs, omitted);
  }

  /**
   * All that might run.
   *
   * @param horizon rows to be forecast
   */
  static List<SeriesMethod> all(int season, double rowsPerYear, int horizon) {
    return Stream.of(
            BaselineMethod.standard(season, rowsPerYear),
            statistical(),
            LookbackMethod.all(horizon))
        .flatMap(List::stream)
        .toList();
  }

  private static Omitted omitted(SeriesMethod method, String why) {
    return new Omitted(method.id(), method.label(), why);
  }

  /** The statistical models, the combination last, which shares their fits. */
  private static List<SeriesMethod> statistical() {
    Map<String, SeriesMethod> once = new LinkedHashMap<>();
    for (SeriesMethod method : SeriesMethods.all()) {
      once.put(method.id(), new FittedOnce(method));
    }
    once.put(
        Combination.ID,
        new Combination(
            Objects.requireNonNull(once.get(DynamicTheta.ID)),
            Objects.requireNonNull(once.get(Ets.AUTOMATIC)),
            Objects.requireNonNull(once.get(Arima.AUTOMATIC)),
            Objects.requireNonNull(once.get(Arima.LOGARITHMS))));
    return List.copyOf(once.values());
  }

  /** Place of a model among those that ran; -1 where it did not. */
  int place(String id) {
    return runs.stream().map(BacktestRun::id).toList().indexOf(id);
  }

  /** Place of the combination; nothing where it did not run. */
  OptionalInt combination() {
    int place = place(Combination.ID);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /**
   * What a judged model is held against: every single model but itself; itself where there is no
   * other.
   */
  static List<BacktestRun> opponents(List<BacktestRun> all, String judged) {
    List<BacktestRun> others =
        all.stream().filter(run -> isSingle(run) && !run.id().equals(judged)).toList();
    return others.isEmpty() ? all.subList(0, 1) : others;
  }

  /** What is shown beside a judged model and is no opponent. */
  static List<BacktestRun> beside(List<BacktestRun> all, String judged) {
    return all.stream().filter(run -> !isSingle(run) && !run.id().equals(judged)).toList();
  }

  private static boolean isSingle(BacktestRun run) {
    return !run.id().equals(Combination.ID);
  }

  /** [model][target] how far the values lay from the medians, in half widths of the intervals. */
  WindowErrors[][] distances() {
    int targets = rolling.targets().size();
    WindowErrors[][] all = new WindowErrors[runs.size()][targets];
    for (int m = 0; m < all.length; m++) {
      for (int k = 0; k < targets; k++) {
        all[m][k] = RollingScores.distances(runs.get(m), k, rolling.series()[k], rolling.origins());
      }
    }
    return all;
  }
}
