package dev.timestep.task.forecast.rolling;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Omitted;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import dev.timestep.task.RunStamp;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.BaselineMethod;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastPipeline;
import dev.timestep.task.forecast.ForecastPlan;
import dev.timestep.task.forecast.LookbackMethod;
import dev.timestep.task.forecast.backtest.BacktestRun;
import dev.timestep.task.forecast.backtest.Refit;
import dev.timestep.task.forecast.backtest.Rolling;
import dev.timestep.task.forecast.backtest.SeriesModel;
import dev.timestep.task.forecast.backtest.WindowForecast;
import dev.timestep.task.forecast.interval.StepFactors;
import dev.timestep.task.forecast.interval.WindowErrors;
import dev.timestep.task.forecast.statistical.Arima;
import dev.timestep.task.forecast.statistical.Combination;
import dev.timestep.task.forecast.statistical.DynamicTheta;
import dev.timestep.task.forecast.statistical.Ets;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.statistical.SeriesMethods;
import dev.timestep.task.message.Message;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Chooses a model for each target of a short table by rolling origins, judges that choice by the
 * same origins, and fits it to all rows.
 *
 * <p>Every baseline and every statistical model forecasts from each origin with the rows before it.
 * What is judged is the choice itself: at each origin the {@link Combination} of three models, or
 * the one that was clearly better so far ({@link RollingChoice}). So no window is chosen on and
 * judged by at once, and no end of the series has to be held back. A table of two rows has a
 * forecast, too: the last value.
 *
 * <pre>{@code
 * ForecastResult run = RollingTask.train(table, ForecastOptions.of("passengers"), TaskListener.NONE);
 * }</pre>
 */
final class RollingTraining {
  private final TimeTable table;
  private final ForecastOptions options;
  private final double[][] series;
  private final int season;
  private final int horizon;
  private final RollingOrigins origins;
  private final Rolling rolling;
  private final List<SeriesMethod> baselines;
  private final List<SeriesMethod> methods = new ArrayList<>();
  private final List<BacktestRun> runs = new ArrayList<>();
  private final List<Omitted> omitted = new ArrayList<>();

  private RollingTraining(TimeTable table, ForecastOptions options) {
    this.table = table;
    this.options = options;
    int rows = table.rows();
    if (rows < RollingOrigins.FEWEST_ROWS) {
      throw new TaskException(
          "A forecast needs "
              + RollingOrigins.FEWEST_ROWS
              + " rows or more; the table has "
              + rows
              + ". Give a longer series.");
    }
    season = options.season().orElse(Math.max(1, table.axis().frequency().seasonLength()));
    if (options.season().isPresent() && season > rows) {
      throw new TaskException(
          "%s expects at most the %d rows of the series; received %d."
              .formatted(setting("season"), rows, season));
    }
    horizon = options.horizon().orElseGet(() -> ForecastPlan.horizonOf(table));
    int farthest = Math.max(rows, ForecastPlan.usualHorizon(table.axis().frequency()));
    if (horizon > farthest) {
      throw new TaskException(
          "%s expects at most %d rows for a series of %d; received %d."
              .formatted(setting("horizon"), farthest, rows, horizon));
    }
    origins = RollingOrigins.of(rows, season, horizon);
    series = ForecastPipeline.series(table, options.targets());
    rolling = new Rolling(options.targets(), series, season, origins.rows(), origins.horizon());
    baselines = BaselineMethod.standard(season, table.axis().frequency().perYear());
  }

  /**
   * Runs on a table.
   *
   * @param reason why the table is too short for a split, a clause
   * @throws TableException when the options do not fit the table
   */
  static RollingRun run(
      TimeTable table, ForecastOptions options, String reason, TaskListener listener) {
    long start = System.nanoTime();
    try (Workers workers = new Workers(options.run().threads())) {
      return new RollingTraining(table, options)
          .run(reason, start, new Engine(KernelProvider.chosen(), workers), listener);
    } catch (TableException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new TableException(table.file() + ": " + TaskException.text(e).marked(), e);
    }
  }

  private RollingRun run(String reason, long start, Engine engine, TaskListener listener) {
    listener.doing("Forecasting from " + CountText.of(origins.count(), "rolling origin") + ".");
    Stream.of(baselines, statistical(), LookbackMethod.all(horizon))
        .flatMap(List::stream)
        .forEach(method -> roll(method, engine.workers()));
    WindowErrors[][] distances = distances();
    RollingChoice[] choices = choices();
    int named = named();
    WindowForecast[][] judged = judged(choices, named, distances);
    BacktestRun judgedRun =
        named >= 0
            ? rolling.scored(
                runs.get(named).id(),
                runs.get(named).label(),
                OptionalLong.empty(),
                "",
                judged,
                1,
                0)
            : rolling.scored(
                RollingRun.CHOICE, RollingRun.CHOICE_LABEL, OptionalLong.empty(), "", judged, 1, 0);
    Findings findings = judge(judgedRun);
    int[] kept = kept(choices, named, findings);
    int fittedRows = options.training().refit() ? table.rows() : table.rows() - origins.horizon();
    List<ChosenSeries> chosen = new ArrayList<>();
    for (int k = 0; k < series.length; k++) {
      SeriesMethod method = methods.get(kept[k]);
      chosen.add(
          new ChosenSeries(
              method.label(),
              method.fit(Arrays.copyOf(series[k], fittedRows), season),
              StepFactors.cautious(distances[kept[k]][k], table.rows())));
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    ChosenModel model =
        new ChosenModel(
            new ChosenForm(
                options.targets(), season, horizon, table.axis().frequency(), options.quantiles()),
            chosen,
            stamp(fittedRows, findings, engine, seconds),
            table.reading());
    return new RollingRun(
        model,
        table,
        options,
        reason,
        origins,
        runs,
        judgedRun,
        best(findings),
        findings,
        model.predict(table),
        seconds);
  }

  private ChosenStamp stamp(int fittedRows, Findings findings, Engine engine, double seconds) {
    int rows = table.rows();
    return new ChosenStamp(
        RunStamp.of(
                table.file(),
                table.fingerprint(),
                options.run().seed(),
                engine,
                seconds,
                Optional.empty())
            .judged(Message.plain(findings.verdict().sentence())),
        ForecastPipeline.fingerprint(table, options.targets(), rows),
        rows,
        fittedRows,
        origins.first(),
        origins.count(),
        origins.horizon());
  }

  // ------------------------------------------------------------------------------- all models

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

  private void roll(SeriesMethod method, Workers workers) {
    if (method.history(season) > origins.first()) {
      omit(
          method,
          "needs %d rows before the first origin; there are %d"
              .formatted(method.history(season), origins.first()));
      return;
    }
    try {
      runs.add(
          rolling.run(
              new SeriesModel(method, series, season, origins.horizon()),
              new Refit(origins.fitEvery()),
              workers,
              share -> {}));
      methods.add(method);
    } catch (IllegalArgumentException e) {
      String words = TaskException.text(e).marked().strip();
      omit(method, words.endsWith(".") ? words.substring(0, words.length() - 1) : words);
    }
  }

  private void omit(SeriesMethod method, String why) {
    omitted.add(new Omitted(method.id(), method.label(), why));
  }

  /** [model][target] */
  private WindowErrors[][] distances() {
    WindowErrors[][] all = new WindowErrors[runs.size()][series.length];
    for (int m = 0; m < all.length; m++) {
      for (int k = 0; k < series.length; k++) {
        all[m][k] = RollingScores.distances(runs.get(m), k, series[k], origins.rows());
      }
    }
    return all;
  }

  // ------------------------------------------------------------------------------- the choice

  /** One for each target. */
  private RollingChoice[] choices() {
    int[] rows = origins.rows();
    RollingChoice[] choices = new RollingChoice[series.length];
    for (int k = 0; k < choices.length; k++) {
      double[][][] errors = new double[runs.size()][rows.length][origins.horizon()];
      for (int m = 0; m < errors.length; m++) {
        for (int w = 0; w < rows.length; w++) {
          double[] point = runs.get(m).forecasts().get(w)[k].point();
          for (int h = 0; h < point.length; h++) {
            errors[m][w][h] = Math.abs(series[k][rows[w] + h] - point[h]);
          }
        }
      }
      choices[k] =
          new RollingChoice(rows, errors, Math.max(0, place("seasonal_naive")), combination());
    }
    return choices;
  }

  private OptionalInt combination() {
    int place = place(Combination.ID);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }

  private int place(String id) {
    return runs.stream().map(BacktestRun::id).toList().indexOf(id);
  }

  /** Place of the model that was asked for; -1 where the choice is free. */
  private int named() {
    String keep = options.keep();
    if (keep.equals(ForecastOptions.MIX) || keep.equals(ForecastOptions.BEST)) {
      return -1;
    }
    int place = place(keep);
    if (place < 0) {
      throw new TaskException(
          setting("keep")
              + " expects a model that these data allow, one of "
              + String.join(", ", runs.stream().map(BacktestRun::id).toList())
              + "; received "
              + keep
              + ", which "
              + omitted.stream()
                  .filter(one -> one.id().equals(keep))
                  .findFirst()
                  .map(Omitted::reason)
                  .map(why -> why.startsWith("needs ") ? why : "cannot be fitted: " + why)
                  .orElse("makes no sense without a season or a year of several rows")
              + ".");
    }
    return place;
  }

  /** [origin][target] what is judged, its intervals widened by what was known then. */
  private WindowForecast[][] judged(
      RollingChoice[] choices, int named, WindowErrors[][] distances) {
    int[] rows = origins.rows();
    WindowForecast[][] judged = new WindowForecast[rows.length][series.length];
    for (int w = 0; w < rows.length; w++) {
      for (int k = 0; k < series.length; k++) {
        int model = named >= 0 ? named : choices[k].at(rows[w]);
        judged[w][k] =
            RollingScores.widened(
                runs.get(model).forecasts().get(w)[k],
                StepFactors.cautious(distances[model][k], rows[w]));
      }
    }
    return judged;
  }

  private Findings judge(BacktestRun judged) {
    List<String> simple = baselines.stream().map(SeriesMethod::id).toList();
    List<BacktestRun> opponents =
        runs.stream()
            .filter(run -> simple.contains(run.id()) && !run.id().equals(judged.id()))
            .toList();
    return RollingScores.judge(
        judged,
        opponents.isEmpty() ? List.of(runs.getFirst()) : opponents,
        runs.stream()
            .filter(run -> !simple.contains(run.id()) && !run.id().equals(judged.id()))
            .toList(),
        omitted,
        origins.horizon(),
        origins.advice(table.rows(), season),
        options.run().seed());
  }

  private BacktestRun best(Findings findings) {
    return runs.get(place(findings.best().id()));
  }

  /** [target] place of the model that answers. */
  private int[] kept(RollingChoice[] choices, int named, Findings findings) {
    int[] kept = new int[series.length];
    int advised =
        options.keep().equals(ForecastOptions.BEST) ? place(findings.advised().id()) : named;
    for (int k = 0; k < kept.length; k++) {
      kept[k] = advised >= 0 ? advised : choices[k].at(table.rows());
    }
    return kept;
  }
}
