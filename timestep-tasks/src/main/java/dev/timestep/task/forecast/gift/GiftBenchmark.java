package dev.timestep.task.forecast.gift;

import dev.timestep.judge.ErrorSums;
import dev.timestep.judge.Figure;
import dev.timestep.judge.ForecastCase;
import dev.timestep.judge.ForecastScores;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Omitted;
import dev.timestep.judge.ScoreLevels;
import dev.timestep.judge.SeriesScale;
import dev.timestep.kernel.Workers;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.backtest.WindowForecast;
import dev.timestep.task.table.TableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the protocol of GIFT-Eval, so that figures measured here stand beside those of its board.
 *
 * <ul>
 *   <li>Windows: {@code min(20, max(1, ⌈0.1 · length / P⌉))} of P steps at the end of each series,
 *       one after the other, P being the prediction length of the step times 1, 10 or 15.
 *   <li>A model is fitted once, on all values before the first window, and forecasts every window
 *       from the values before that window. Quantiles of statistical models are brought to their
 *       level on the values before the first window.
 *   <li>MASE: the mean over windows, series and steps of |y - median| / s, with s the mean |y[t] -
 *       y[t-m]| over all values before the window.
 *   <li>CRPS: the mean over the levels .1 … .9 of {@code 2 Σ pinball / Σ |y|}.
 *   <li>Over several configurations: the geometric mean of the ratios to the seasonal naive
 *       forecast.
 * </ul>
 *
 * <pre>{@code
 * GiftResult result = GiftBenchmark.run(Path.of("gift"), GiftOptions.defaults(), TaskListener.NONE);
 * String tables = result.text();
 * }</pre>
 *
 * <p>Series run on several threads; their windows are added up in the order of the file, so that
 * any number of threads gives the same bits.
 */
public final class GiftBenchmark {
  private static final ScoreLevels LEVELS = ScoreLevels.DECILES;
  private static final double MEDIAN = 0.5;

  /** Progress can only be told between groups of series. */
  private static final int SERIES_AT_ONCE = 16;

  private final Workers workers;
  private final TaskListener listener;
  private final List<GiftModel> models;

  private GiftBenchmark(Workers workers, GiftOptions options, TaskListener listener) {
    this.workers = workers;
    this.listener = listener;
    models = GiftModels.of(options, listener);
  }

  /**
   * Runs what a folder describes.
   *
   * @param folder with a file {@value GiftSuite#FILE} and the data that it names
   * @throws IllegalArgumentException when the description or the data do not fit
   */
  public static GiftResult run(Path folder, GiftOptions options, TaskListener listener) {
    GiftSuite suite = GiftSuite.read(folder);
    List<GiftConfiguration> configurations = suite.configurations(options.only());
    for (GiftConfiguration one : configurations) {
      requireFiles(folder, one.set());
    }
    try (Workers workers = new Workers(options.threads())) {
      GiftBenchmark benchmark = new GiftBenchmark(workers, options, listener);
      Map<String, List<GiftSeries>> read = new LinkedHashMap<>();
      List<GiftOutcome> outcomes = new ArrayList<>();
      for (GiftConfiguration one : configurations) {
        List<GiftSeries> series =
            read.computeIfAbsent(one.set().name(), name -> benchmark.read(folder, one.set()));
        outcomes.add(benchmark.outcome(one, series));
      }
      return new GiftResult(suite, outcomes);
    }
  }

  /** An hour of work should not end at the last data set, for want of its file. */
  private static void requireFiles(Path folder, GiftSet set) {
    for (String file : set.files()) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new TableException(
            "%s: files of %s expects a file; %s is none. Put it there, or correct the description."
                .formatted(
                    folder.resolve(GiftSuite.FILE), set.name(), folder.resolve(file).normalize()));
      }
    }
  }

  private List<GiftSeries> read(Path folder, GiftSet set) {
    listener.doing("Reading " + set.name() + ".");
    List<Path> files = set.files().stream().map(file -> folder.resolve(file).normalize()).toList();
    return set.form() == GiftSet.Form.TABLE
        ? TableSeries.read(set, files.getFirst())
        : RowSeries.read(files);
  }

  private GiftOutcome outcome(GiftConfiguration configuration, List<GiftSeries> series) {
    GiftSeries shortest =
        series.stream()
            .min((a, b) -> Integer.compare(a.values().length, b.values().length))
            .orElseThrow();
    int windows = configuration.windows(shortest.values().length);
    long before = shortest.values().length - (long) windows * configuration.horizon();
    requireRoom(configuration, shortest, windows, before);
    Map<GiftModel, ForecastScores> all = new LinkedHashMap<>();
    Map<GiftModel, Double> seconds = new LinkedHashMap<>();
    List<Omitted> omitted = new ArrayList<>();
    for (GiftModel model : models) {
      int needed = model.history(configuration);
      if (needed > before) {
        omitted.add(
            new Omitted(
                model.id(),
                model.label(),
                "needs %d values before the first window; series %s has %d"
                    .formatted(needed, shortest.name(), before)));
        continue;
      }
      long start = System.nanoTime();
      all.put(model, scores(configuration, model, series, windows));
      seconds.put(model, (System.nanoTime() - start) * 1e-9);
    }
    Optional<ErrorSums> naive2 =
        configuration.set().owa()
            ? Optional.of(scores(configuration, GiftModels.NAIVE2, series, windows).all())
            : Optional.empty();
    List<GiftScore> scores = new ArrayList<>();
    all.forEach(
        (model, sums) ->
            scores.add(score(model, sums.all(), naive2, seconds.getOrDefault(model, 0.0))));
    return new GiftOutcome(configuration, series.size(), windows, scores, omitted);
  }

  private static void requireRoom(
      GiftConfiguration configuration, GiftSeries shortest, int windows, long before) {
    if (before <= configuration.season()) {
      throw new TableException(
          ("%s: series %s has %d values; %d windows of %d steps leave %d before them, and the"
                  + " seasonal naive forecast needs more than %d. Leave the configuration out, or"
                  + " give a smaller horizon or fewer windows in the description.")
              .formatted(
                  configuration.name(),
                  shortest.name(),
                  shortest.values().length,
                  windows,
                  configuration.horizon(),
                  before,
                  configuration.season()));
    }
  }

  private static GiftScore score(
      GiftModel model, ErrorSums sums, Optional<ErrorSums> naive2, double seconds) {
    Optional<Figure> owa = naive2.map(sums::owa);
    return new GiftScore(
        model.id(),
        model.label(),
        sums.figure(Measure.MASE),
        sums.figure(Measure.WEIGHTED_QUANTILE_LOSS),
        sums.figure(Measure.SMAPE),
        owa,
        seconds);
  }

  private ForecastScores scores(
      GiftConfiguration configuration, GiftModel model, List<GiftSeries> series, int windows) {
    ForecastScores scores = new ForecastScores(configuration.horizon(), LEVELS);
    String doing = configuration.name() + ": " + model.label();
    listener.doing(doing);
    int atOnce = model.slow() ? 1 : SERIES_AT_ONCE;
    for (int from = 0; from < series.size(); from += atOnce) {
      List<GiftSeries> some = series.subList(from, Math.min(series.size(), from + atOnce));
      ForecastCase[][] windowsOf = new ForecastCase[some.size()][];
      Workers.Body body =
          at ->
              windowsOf[at] =
                  cases(configuration, model, some.get(at), windows).toArray(ForecastCase[]::new);
      if (model.slow()) {
        // Its own loops are parallel.
        body.run(0);
      } else {
        workers.parallel(some.size(), body);
      }
      for (int at = 0; at < some.size(); at++) {
        for (ForecastCase one : windowsOf[at]) {
          scores.add(some.get(at).name(), one);
        }
      }
      listener.progress(doing, (from + some.size()) / (double) series.size());
    }
    return scores;
  }

  static List<ForecastCase> cases(
      GiftConfiguration configuration, GiftModel model, GiftSeries series, int windows) {
    double[] values = series.values();
    int horizon = configuration.horizon();
    int[] origins = configuration.origins(values.length, windows);
    try {
      WindowForecast[] forecasts = model.forecasts(configuration, series, origins);
      List<ForecastCase> cases = new ArrayList<>();
      for (int at = 0; at < origins.length; at++) {
        double[][] quantiles = forecasts[at].quantiles().orElseThrow();
        cases.add(
            new ForecastCase(
                Arrays.copyOfRange(values, origins[at], origins[at] + horizon),
                quantiles[Arrays.binarySearch(LEVELS.all(), MEDIAN)],
                Optional.of(quantiles),
                SeriesScale.of(values, origins[at], configuration.season())));
      }
      return cases;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s, series %s: the %s cannot be used: %s"
              .formatted(configuration.name(), series.name(), model.label(), e.getMessage()),
          e);
    }
  }
}
