package dev.timestep.task.forecast.panel;

import dev.timestep.judge.Omitted;
import dev.timestep.judge.Score;
import dev.timestep.kernel.Workers;
import dev.timestep.task.forecast.BaselineMethod;
import dev.timestep.task.forecast.statistical.Arima;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.statistical.SeriesMethods;
import dev.timestep.task.message.TaskException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleConsumer;

/**
 * Models of one series each, on the same windows as the network: each is fitted to the rows before
 * the test part of its series, and its states are carried on to each origin.
 */
final class PanelOpponents {
  /** Rows of all judged series up to which ARIMA, the slowest, is fitted. */
  private static final long ARIMA_ROWS = 40_000;

  private final PanelErrors errors;
  private final PanelInputs inputs;
  private final int[] testFrom;
  private final Workers workers;
  private final SequencedMap<String, double[][][]> forecasts = new LinkedHashMap<>();
  private final List<Score> scores = new ArrayList<>();
  private final List<Omitted> omitted = new ArrayList<>();

  PanelOpponents(PanelErrors errors, PanelInputs inputs, int[] testFrom, Workers workers) {
    this.errors = errors;
    this.inputs = inputs;
    this.testFrom = testFrom.clone();
    this.workers = workers;
  }

  /** All methods that can answer for a panel, the simplest first. */
  static List<SeriesMethod> methods(int season, double perYear) {
    List<SeriesMethod> all = new ArrayList<>(BaselineMethod.standard(season, perYear));
    all.addAll(SeriesMethods.standard());
    return all;
  }

  /** A method of this name, simple or statistical. */
  static Optional<SeriesMethod> method(String id, int season, double perYear) {
    return BaselineMethod.standard(season, perYear).stream()
        .map(SeriesMethod.class::cast)
        .filter(one -> one.id().equals(id))
        .findFirst()
        .or(() -> SeriesMethods.of(id));
  }

  /**
   * Fits and scores all of them.
   *
   * @param keep the model that was asked for, which is fitted even if it is slow
   */
  void run(String keep, double perYear, DoubleConsumer progress) {
    int season = inputs.spec().inputs().season();
    List<SeriesMethod> methods = new ArrayList<>(methods(season, perYear));
    if (methods.stream().noneMatch(one -> one.id().equals(keep))) {
      method(keep, season, perYear).ifPresent(methods::add);
    }
    long rows = 0;
    for (int s : errors.series()) {
      rows += inputs.series(s).rows();
    }
    for (int m = 0; m < methods.size(); m++) {
      SeriesMethod method = methods.get(m);
      if (method.id().equals(Arima.AUTOMATIC) && rows > ARIMA_ROWS && !keep.equals(method.id())) {
        omitted.add(
            new Omitted(
                method.id(),
                method.label(),
                "is slow on %d series; it is fitted where it is to be kept"
                    .formatted(errors.series().length)));
      } else {
        run(method, season);
      }
      progress.accept((m + 1.0) / methods.size());
    }
  }

  /** Fits and scores one method. */
  void runOnly(String id, double perYear) {
    int season = inputs.spec().inputs().season();
    run(method(id, season, perYear).orElseThrow(), season);
  }

  /** A model that was fitted elsewhere. */
  void add(String id, String label, double[][][] all) {
    forecasts.put(id, all);
    scores.add(errors.score(id, label, all));
  }

  private void run(SeriesMethod method, int season) {
    int[] judged = errors.series();
    double[][][] all = new double[errors.windows().count()][][];
    AtomicReferenceArray<String> refused = new AtomicReferenceArray<>(judged.length);
    Map<Integer, int[]> windows = windowsOf(judged);
    workers.parallel(
        judged.length,
        i -> {
          int s = judged[i];
          try {
            forecast(method, season, s, windows.getOrDefault(s, new int[0]), all);
          } catch (IllegalArgumentException e) {
            refused.set(i, TaskException.text(e).marked().strip());
          }
        });
    for (int i = 0; i < judged.length; i++) {
      String why = refused.get(i);
      if (why != null) {
        omitted.add(
            new Omitted(
                method.id(),
                method.label(),
                "cannot be fitted to series %s: %s"
                    .formatted(
                        inputs.series(judged[i]).id(),
                        why.endsWith(".") ? why.substring(0, why.length() - 1) : why)));
        return;
      }
    }
    forecasts.put(method.id(), all);
    scores.add(errors.score(method.id(), method.label(), all));
  }

  private Map<Integer, int[]> windowsOf(int[] judged) {
    Map<Integer, int[]> places = new LinkedHashMap<>();
    int[] all = errors.windows().series();
    int from = 0;
    for (int s : judged) {
      int to = from;
      while (to < all.length && all[to] == s) {
        to++;
      }
      int start = from;
      int[] own = new int[to - from];
      Arrays.setAll(own, i -> start + i);
      places.put(s, own);
      from = to;
    }
    return places;
  }

  private void forecast(SeriesMethod method, int season, int s, int[] places, double[][][] all) {
    double[][] values = inputs.values(s);
    int horizon = inputs.spec().inputs().horizon();
    int known = testFrom[s];
    int own = known >= 2 * season ? season : 1;
    int[] origins = Arrays.stream(places).map(w -> errors.windows().origins()[w]).toArray();
    for (int place : places) {
      all[place] = new double[values.length][];
    }
    for (int k = 0; k < values.length; k++) {
      SeriesMethod fits = fitting(method, own, known);
      FittedSeries fitted = fits.fit(Arrays.copyOf(values[k], known), own);
      SeriesForecast[] next = fitted.forecasts(values[k], origins, horizon);
      for (int i = 0; i < places.length; i++) {
        all[places[i]][k] = next[i].point();
      }
    }
  }

  /** A series that is too short for a method gets its last value repeated. */
  static SeriesMethod fitting(SeriesMethod method, int season, int rows) {
    return method.history(season) <= rows ? method : BaselineMethod.standard(1, 0).getFirst();
  }

  List<Score> scores() {
    return scores;
  }

  List<Omitted> omitted() {
    return omitted;
  }

  /** Forecasts of a model, [window][target][step]. */
  Optional<double[][][]> forecasts(String id) {
    return Optional.ofNullable(forecasts.get(id));
  }
}
