package dev.timestep.task.forecast.backtest;

import dev.timestep.judge.BlockResampling;
import dev.timestep.judge.Cases;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Judge;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Omitted;
import dev.timestep.judge.Score;
import dev.timestep.judge.ScoreTable;
import dev.timestep.kernel.Workers;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastPlan;
import dev.timestep.task.forecast.covariate.CovariateRows;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.ReadSettings;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Forecasts a table from many of its rows, each time with what was known then, and counts every
 * window.
 *
 * <p>An origin is the first row that is forecast. Models are fitted on the rows before an origin
 * only, and so is what they read. The last of the models that ran, the network where it is among
 * them, is held against the best of the others by {@link Judge}.
 *
 * <pre>{@code
 * BacktestResult result = Backtest.run(table, BacktestOptions.of("passengers"), TaskListener.NONE);
 * String tables = result.text(79);
 * OptionalDouble mae = result.model("ets").orElseThrow().figure(Measure.MAE);
 * }</pre>
 *
 * <p>Any number of threads gives the same bits.
 */
public final class Backtest {
  /** What the first table shows, the measure that decides first. */
  static final List<Measure> JUDGED =
      List.of(Measure.MAE, Measure.RMSE, Measure.MASE, Measure.CRPS, Measure.COVERAGE);

  /** A shorter series is forecast by no more than this share of it where nothing is asked for. */
  private static final int SHARE_OF_ROWS = 3;

  private final TimeTable table;
  private final BacktestOptions options;
  private final ForecastOptions forecast;
  private final BacktestOrigins origins;
  private final double[][] series;
  private final Rolling rolling;
  private final TaskListener listener;
  private final List<Omitted> omitted = new ArrayList<>();

  private Backtest(TimeTable table, BacktestOptions options, TaskListener listener) {
    this.table = table;
    this.options = options;
    this.listener = listener;
    ForecastOptions asked = options.forecast();
    int season = ForecastPlan.seasonOf(table, asked);
    int usual = ForecastPlan.usualHorizon(table.axis().frequency());
    int horizon = asked.horizon().orElse(Math.clamp(table.rows() / SHARE_OF_ROWS, 1, usual));
    forecast = asked.withHorizon(horizon, season);
    origins =
        BacktestOrigins.choose(table.rows(), season, horizon, options.origins(), options.step());
    series = asked.targets().stream().map(table::column).toArray(double[][]::new);
    rolling = new Rolling(asked.targets(), series, season, origins.rows(), horizon);
  }

  /** Reads a table and runs a backtest on it. */
  public static BacktestResult run(Source data, BacktestOptions options, TaskListener listener) {
    ReadSettings.refuseOthers(data.settings(), ReadSettings.NAMES, "A backtest");
    ReadOptions read = ReadSettings.over(options.forecast().read(), data.settings());
    listener.doing("Reading " + data.shortName() + ".");
    TimeTable table = TableReader.read(data, options.forecast().columns(), read);
    return run(table, options, listener);
  }

  /**
   * Runs a backtest on a table.
   *
   * @throws IllegalArgumentException when the table is too short for what is asked; the message
   *     says which setting helps
   */
  public static BacktestResult run(
      TimeTable table, BacktestOptions options, TaskListener listener) {
    try {
      return new Backtest(table, options, listener).run();
    } catch (TableException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new TableException(table.file() + ": " + TaskException.text(e).marked(), e);
    }
  }

  private BacktestResult run() {
    BacktestModels asked = BacktestModels.of(table, options, forecast, series, listener);
    omitted.addAll(asked.omitted());
    Map<String, List<BacktestRun>> runs = new LinkedHashMap<>();
    Map<String, RollingModel> models = new LinkedHashMap<>();
    try (Workers workers = new Workers(forecast.run().threads())) {
      for (RollingModel model : asked.models()) {
        listener.doing("Forecasting with the " + model.label() + words(model) + ".");
        rolled(model, workers)
            .ifPresent(run -> runs.computeIfAbsent(model.id(), id -> new ArrayList<>()).add(run));
        models.putIfAbsent(model.id(), model);
      }
    }
    List<BacktestModel> ran = runs.values().stream().map(BacktestModel::new).toList();
    Findings findings = judge(ran);
    String advised = findings.advised().id();
    return new BacktestResult(
        table,
        options,
        forecast,
        origins,
        ran,
        findings,
        next(
            Objects.requireNonNull(models.get(advised), advised),
            ran.stream().filter(one -> one.id().equals(advised)).findFirst().orElseThrow()));
  }

  private String words(RollingModel model) {
    return options.seeds().size() > 1 && model.seed().isPresent()
        ? ", seed " + model.seed().getAsLong()
        : "";
  }

  // ------------------------------------------------------------------------------- one model

  private Optional<BacktestRun> rolled(RollingModel model, Workers workers) {
    if (omitted.stream().anyMatch(one -> one.id().equals(model.id()))) {
      return Optional.empty();
    }
    if (model.history() > origins.first()) {
      leaveOut(
          model,
          "needs %d rows before the first origin; there are %d"
              .formatted(model.history(), origins.first()));
      return Optional.empty();
    }
    try {
      return Optional.of(run(model, workers));
    } catch (IllegalArgumentException e) {
      leaveOut(model, TaskException.reason(e));
      return Optional.empty();
    }
  }

  private void leaveOut(RollingModel model, String reason) {
    omitted.add(new Omitted(model.id(), model.label(), reason));
  }

  private BacktestRun run(RollingModel model, Workers workers) {
    Refit refit = options.refit().orElse(model.slow() ? Refit.NEVER : Refit.EACH);
    return rolling.run(
        model, refit, workers, share -> listener.progress("fitting the " + model.label(), share));
  }

  // ------------------------------------------------------------------------------- the verdict

  private Findings judge(List<BacktestModel> ran) {
    if (ran.size() < 2) {
      throw new TaskException(
          "A backtest expects two models or more that can be fitted; here "
              + (ran.isEmpty() ? "none can" : "only the " + ran.getFirst().label() + " can")
              + ". "
              + omitted.stream()
                  .map(one -> one.label() + ": " + one.reason() + ".")
                  .findFirst()
                  .orElse(""));
    }
    List<Score> scores = ran.stream().map(model -> model.score(JUDGED)).toList();
    ScoreTable scored =
        new ScoreTable(JUDGED, scores.getLast(), scores.subList(0, scores.size() - 1), omitted);
    Findings found =
        new Judge(
                scored,
                new BlockResampling(origins.overlap()),
                new Cases("window", "windows", "of horizon " + origins.horizon()),
                origins.advice(rolling.season()))
            .findings(forecast.run().seed());
    return found.withNotes(found.withoutSkill().stream().toList());
  }

  // ------------------------------------------------------------------------------- what comes next

  private Optional<NextForecast> next(RollingModel model, BacktestModel tested) {
    int rows = table.rows();
    boolean reads = !(model instanceof SeriesModel);
    if (reads
        && CovariateRows.missingAhead(forecast.covariates().future(), table, origins.horizon())
            .isPresent()) {
      return Optional.empty();
    }
    listener.doing("Fitting the " + model.label() + " on all rows.");
    WindowForecast[] windows = model.fit(rows).forecast(rows);
    List<Optional<Double>> factors = new ArrayList<>();
    for (int k = 0; k < windows.length; k++) {
      Optional<Widening> widening = widening(tested.runs().getFirst(), k);
      factors.add(widening.map(Widening::factor));
      if (widening.isPresent()) {
        windows[k] = widening.get().of(windows[k]);
      }
    }
    List<String> times =
        IntStream.range(0, origins.horizon()).mapToObj(h -> table.axis().text(rows + h)).toList();
    return Optional.of(
        new NextForecast(model.id(), model.label(), times, List.of(windows), factors));
  }

  private Optional<Widening> widening(BacktestRun tested, int target) {
    if (!tested.hasQuantiles()) {
      return Optional.empty();
    }
    int[] rows = origins.rows();
    double[][] actual = new double[rows.length][];
    WindowForecast[] forecasts = new WindowForecast[rows.length];
    for (int at = 0; at < rows.length; at++) {
      actual[at] = Arrays.copyOfRange(series[target], rows[at], rows[at] + origins.horizon());
      forecasts[at] = tested.forecasts().get(at)[target];
    }
    return Optional.of(Widening.of(actual, forecasts));
  }
}
