package dev.timestep.task.forecast.rolling;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Judge;
import dev.timestep.judge.Omitted;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import dev.timestep.task.RunStamp;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastPipeline;
import dev.timestep.task.forecast.ForecastPlan;
import dev.timestep.task.forecast.backtest.BacktestRun;
import dev.timestep.task.forecast.backtest.Refit;
import dev.timestep.task.forecast.backtest.Rolling;
import dev.timestep.task.forecast.backtest.WindowForecast;
import dev.timestep.task.forecast.interval.StepFactors;
import dev.timestep.task.forecast.statistical.Combination;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.message.Message;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Chooses a model for each target of a short table by rolling origins, judges that choice by the
 * same origins, and fits it to all rows.
 *
 * <p>Every baseline and every statistical model forecasts from each origin with the rows before it.
 * What is judged is the choice itself: at each origin the {@link Combination} of three models, or
 * the one that was clearly better so far ({@link RollingChoice}). So no window is chosen on and
 * judged by at once, and no end of the series has to be held back. Its opponents are all single
 * models. A table of two rows has a forecast, too: the last value.
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
    season = ForecastPlan.seasonOf(table, options);
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
    RollingModels models =
        RollingModels.of(
            rolling,
            table.axis().frequency().perYear(),
            horizon,
            new Refit(origins.fitEvery()),
            engine.workers());
    int named = named(models);
    RollingChoice[] choices = choices(models);
    boolean intervals = !options.quantiles().isEmpty();
    List<BacktestRun> runs = intervals ? RollingScores.widened(models) : models.runs();
    BacktestRun judged = named >= 0 ? runs.get(named) : chosen(choices, runs);
    Findings findings = judge(judged, models.runs(), models.omitted());
    List<Findings> byTarget = byTarget(findings, judged, models);
    int[] kept = new int[series.length];
    for (int k = 0; k < kept.length; k++) {
      int advised = named >= 0 ? named : models.place(byTarget.get(k).advised().id());
      kept[k] = advised >= 0 ? advised : choices[k].at(table.rows());
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    ChosenModel model =
        new ChosenModel(
            new ChosenForm(
                options.targets(), season, horizon, table.axis().frequency(), options.quantiles()),
            chosen(models, kept),
            stamp(findings, engine, seconds),
            table.reading());
    return new RollingRun(
        model,
        table,
        options,
        reason,
        origins,
        models.runs(),
        judged,
        models.runs().get(models.place(findings.best().id())),
        findings,
        byTarget,
        intervals
            ? Optional.of(
                RollingScores.intervals(rolling, runs, answering(judged, byTarget, kept, runs)))
            : Optional.empty(),
        model.predict(table),
        seconds);
  }

  /** What answers, fitted to all rows that it may see. */
  private List<ChosenSeries> chosen(RollingModels models, int... kept) {
    List<ChosenSeries> chosen = new ArrayList<>();
    for (int k = 0; k < series.length; k++) {
      SeriesMethod method = models.methods().get(kept[k]);
      chosen.add(
          new ChosenSeries(
              method.label(),
              method.fit(Arrays.copyOf(series[k], fittedRows()), season),
              StepFactors.cautious(
                  RollingScores.distances(models.runs().get(kept[k]), k, series[k], origins.rows()),
                  table.rows())));
    }
    return chosen;
  }

  private int fittedRows() {
    return options.training().refit() ? table.rows() : table.rows() - origins.horizon();
  }

  private ChosenStamp stamp(Findings findings, Engine engine, double seconds) {
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
        fittedRows(),
        origins.first(),
        origins.count(),
        origins.horizon());
  }

  // ------------------------------------------------------------------------------- the choice

  /** One for each target. */
  private RollingChoice[] choices(RollingModels models) {
    int[] rows = origins.rows();
    RollingChoice[] choices = new RollingChoice[series.length];
    for (int k = 0; k < choices.length; k++) {
      double[][][] errors = new double[models.runs().size()][rows.length][origins.horizon()];
      for (int m = 0; m < errors.length; m++) {
        for (int w = 0; w < rows.length; w++) {
          double[] point = models.runs().get(m).forecasts().get(w)[k].point();
          for (int h = 0; h < point.length; h++) {
            errors[m][w][h] = Math.abs(series[k][rows[w] + h] - point[h]);
          }
        }
      }
      choices[k] =
          new RollingChoice(
              rows, errors, Math.max(0, models.place("seasonal_naive")), models.combination());
    }
    return choices;
  }

  /** The choice as a model: what it took at each origin. */
  private BacktestRun chosen(RollingChoice[] choices, List<BacktestRun> runs) {
    int[] rows = origins.rows();
    WindowForecast[][] windows = new WindowForecast[rows.length][series.length];
    for (int w = 0; w < rows.length; w++) {
      for (int k = 0; k < series.length; k++) {
        windows[w][k] = runs.get(choices[k].at(rows[w])).forecasts().get(w)[k];
      }
    }
    return choice(windows);
  }

  private BacktestRun choice(WindowForecast[][] windows) {
    return rolling.scored(
        RollingRun.CHOICE, RollingRun.CHOICE_LABEL, OptionalLong.empty(), "", windows, 1, 0);
  }

  /** Place of the model that was asked for; -1 where the choice is free. */
  private int named(RollingModels models) {
    String keep = options.keep();
    if (keep.equals(ForecastOptions.MIX) || keep.equals(ForecastOptions.BEST)) {
      return -1;
    }
    int place = models.place(keep);
    if (place < 0) {
      throw new TaskException(
          setting("keep")
              + " expects a model that these data allow, one of "
              + String.join(", ", models.runs().stream().map(BacktestRun::id).toList())
              + "; received "
              + keep
              + ", which "
              + models.omitted().stream()
                  .filter(one -> one.id().equals(keep))
                  .findFirst()
                  .map(Omitted::reason)
                  .map(
                      why ->
                          why.startsWith("needs ")
                              ? why + wayOut()
                              : "cannot be fitted: " + why + ". Keep one of these.")
                  .orElse(
                      "makes no sense without a season or a year of several rows. Keep one of"
                          + " these."));
    }
    return place;
  }

  /** What makes room for a model that needs more rows before the first origin. */
  private String wayOut() {
    OptionalInt less =
        IntStream.iterate(horizon - 1, h -> h > 0, h -> h - 1).filter(this::makesRoom).findFirst();
    return ". Keep one of these, or give a longer series"
        + (less.isPresent()
            ? ", or a " + setting("horizon") + " of " + less.getAsInt() + " or less"
            : "")
        + ".";
  }

  /** Whether the model that was asked for has its rows at this horizon and at every shorter one. */
  private boolean makesRoom(int longest) {
    return IntStream.rangeClosed(1, longest)
        .allMatch(
            h ->
                RollingModels.all(season, table.axis().frequency().perYear(), h).stream()
                    .filter(method -> method.id().equals(options.keep()))
                    .anyMatch(
                        method ->
                            method.history(season)
                                <= RollingOrigins.of(table.rows(), season, h).first()));
  }

  // ------------------------------------------------------------------------------- the judgement

  private Findings judge(BacktestRun judged, List<BacktestRun> runs, List<Omitted> omitted) {
    return RollingScores.judge(
        judged,
        runs,
        omitted,
        origins.horizon(),
        origins.advice(table.rows(), season),
        judged.id().equals(RollingRun.CHOICE) ? Judge.Doubt.SIMPLEST_OF_ENOUGH : Judge.Doubt.JUDGED,
        options.run().seed());
  }

  /** The same for each target alone, which decides what answers for it. */
  private List<Findings> byTarget(Findings all, BacktestRun judged, RollingModels models) {
    if (series.length == 1) {
      return List.of(all);
    }
    return IntStream.range(0, series.length)
        .mapToObj(
            k ->
                judge(
                    RollingScores.only(rolling, judged, k),
                    models.runs().stream().map(run -> RollingScores.only(rolling, run, k)).toList(),
                    models.omitted()))
        .toList();
  }

  /** What answers, as it would have at each origin: what is judged, or what the verdict advises. */
  private BacktestRun answering(
      BacktestRun judged, List<Findings> byTarget, int[] kept, List<BacktestRun> runs) {
    List<BacktestRun> answers = new ArrayList<>();
    for (int k = 0; k < kept.length; k++) {
      boolean stays = byTarget.get(k).advised().id().equals(judged.id());
      answers.add(stays || !judged.id().equals(RollingRun.CHOICE) ? judged : runs.get(kept[k]));
    }
    if (answers.stream().distinct().count() == 1) {
      return answers.getFirst();
    }
    WindowForecast[][] windows = new WindowForecast[origins.count()][series.length];
    for (int w = 0; w < windows.length; w++) {
      for (int k = 0; k < series.length; k++) {
        windows[w][k] = answers.get(k).forecasts().get(w)[k];
      }
    }
    return choice(windows);
  }
}
