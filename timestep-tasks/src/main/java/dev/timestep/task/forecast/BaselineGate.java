package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.BlockResampling;
import dev.timestep.judge.Cases;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Judge;
import dev.timestep.judge.Omitted;
import dev.timestep.judge.Part;
import dev.timestep.judge.Score;
import dev.timestep.judge.ScoreTable;
import dev.timestep.judge.Verdict;
import dev.timestep.task.forecast.GateResult.WindowCounts;
import dev.timestep.task.forecast.baseline.Baseline;
import dev.timestep.task.forecast.ridge.RidgeDesign;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Observed;
import dev.timestep.task.message.TaskException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Scores the baselines once, then compares any number of networks with them.
 *
 * <p>All models forecast the same test windows, every one of them, in original units.
 *
 * <pre>{@code
 * var gate = BaselineGate.prepare(targets, windows, 7, 365.25, Optional.of(design));
 * GateResult result = gate.judge(origin -> network.forecast(origin), seed);
 * String table = FindingsText.render(result.findings());
 * }</pre>
 */
public final class BaselineGate {
  /** The network's name in JSON. */
  public static final String NETWORK = "network";

  private final List<String> names;
  private final double[][] targets;
  private final Observed observed;
  private final ForecastWindows windows;
  private final int season;
  private final List<OptionalDouble> scales = new ArrayList<>();
  private final List<ModelScore> scores = new ArrayList<>();
  private final List<double[]> errorsByWindow = new ArrayList<>();
  private final Map<String, Forecaster> forecasters = new HashMap<>();
  private final Map<String, KeptBaseline> fitted = new HashMap<>();
  private final List<Omitted> omitted = new ArrayList<>();
  private final List<String> fits = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final ScoreNotes scoreNotes;
  private final Map<LinearKind, LinearFit> regressions = new EnumMap<>(LinearKind.class);

  private BaselineGate(
      List<String> names,
      double[][] targets,
      Observed observed,
      ForecastWindows windows,
      int season) {
    this.names = names;
    this.targets = targets;
    this.observed = observed;
    this.windows = windows;
    this.season = season;
    scoreNotes = new ScoreNotes(names, targets, windows.split().train(), season);
  }

  /**
   * Fits and scores the baselines of targets that have no names.
   *
   * @see #prepare(List, double[][], ForecastWindows, int, double, Optional)
   */
  public static BaselineGate prepare(
      double[][] targets,
      ForecastWindows windows,
      int season,
      double rowsPerYear,
      Optional<RidgeDesign> design) {
    List<String> names =
        targets.length == 1
            ? List.of("the series")
            : IntStream.rangeClosed(1, targets.length).mapToObj(k -> "target " + k).toList();
    return prepare(names, targets, windows, season, rowsPerYear, design);
  }

  /**
   * Fits and scores the baselines, but no statistical models.
   *
   * @see #prepare(List, double[][], ForecastWindows, int, double, List, Optional)
   */
  public static BaselineGate prepare(
      List<String> names,
      double[][] targets,
      ForecastWindows windows,
      int season,
      double rowsPerYear,
      Optional<RidgeDesign> design) {
    return prepare(names, targets, windows, season, rowsPerYear, List.of(), design);
  }

  /**
   * Fits and scores the baselines.
   *
   * @param names names of the targets, for notes
   * @param targets [target][row] in original units, all finite
   * @param windows windows of the split
   * @param season rows per season, 1 if there is none
   * @param rowsPerYear rows per year, or 0 if there is no year
   * @param methods statistical models, the simplest first; each is fitted to the rows before the
   *     first test row
   * @param design the network's inputs for the ridge regression, or nothing to leave it out
   */
  public static BaselineGate prepare(
      List<String> names,
      double[][] targets,
      ForecastWindows windows,
      int season,
      double rowsPerYear,
      List<SeriesMethod> methods,
      Optional<RidgeDesign> design) {
    BaselineGate gate = of(names, targets, Observed.ALL, windows, season, rowsPerYear, methods);
    design.ifPresent(inputs -> gate.add(LinearFit.ridge(inputs, targets, windows)));
    gate.notes.addAll(gate.scoreNotes.of(gate.scores));
    return gate;
  }

  /** The baselines and the statistical models, scored, without notes on the scores. */
  private static BaselineGate of(
      List<String> names,
      double[][] targets,
      Observed observed,
      ForecastWindows windows,
      int season,
      double rowsPerYear,
      List<SeriesMethod> methods) {
    if (targets.length == 0 || targets[0].length != windows.split().rows()) {
      throw new IllegalArgumentException(
          "BaselineGate expects at least one target of %d rows; received %d targets of %d rows."
              .formatted(
                  windows.split().rows(),
                  targets.length,
                  targets.length == 0 ? 0 : targets[0].length));
    }
    var gate = new BaselineGate(List.copyOf(names), targets, observed, windows, season);
    for (double[] target : targets) {
      gate.scales.add(Metrics.naiveScale(target, windows.split().train(), season));
    }
    for (Baseline baseline : Baseline.standard(season, rowsPerYear)) {
      gate.add(baseline);
    }
    methods.forEach(gate::add);
    return gate;
  }

  /**
   * Fits and scores the baselines and every regression.
   *
   * @param inputs of the network, over the table
   * @param windows windows of the split
   * @param rowsPerYear rows per year, or 0 if there is no year
   * @param methods statistical models, the simplest first
   */
  static BaselineGate prepare(
      ForecastInputs inputs,
      ForecastWindows windows,
      double rowsPerYear,
      List<SeriesMethod> methods) {
    InputSpec spec = inputs.spec();
    BaselineGate gate =
        of(
            spec.targets(),
            inputs.series(),
            inputs.observed(),
            windows,
            spec.season(),
            rowsPerYear,
            methods);
    for (LinearKind kind : LinearKind.values()) {
      kind.missing(spec)
          .ifPresentOrElse(
              why -> gate.omitted.add(new Omitted(kind.id(), kind.label(), why)),
              () -> gate.add(LinearFit.of(kind, inputs, windows)));
    }
    gate.notes.addAll(gate.scoreNotes.of(gate.scores));
    return gate;
  }

  private void add(Baseline baseline) {
    int first = windows.firstOrigin(Part.TEST);
    if (baseline.history() > first) {
      omitted.add(
          new Omitted(
              baseline.name(),
              baseline.label(),
              "needs %d rows before the first test row; there are %d"
                  .formatted(baseline.history(), first)));
      return;
    }
    fitted.put(baseline.name(), new KeptBaseline.Simple(baseline));
    int horizon = windows.horizon();
    score(
        baseline.name(),
        baseline.label(),
        origin -> {
          double[][] forecast = new double[targets.length][];
          for (int target = 0; target < forecast.length; target++) {
            forecast[target] = baseline.forecast(targets[target], origin, horizon);
          }
          return forecast;
        });
  }

  /** Fits a model to each target's rows before the first test row. */
  private void add(SeriesMethod method) {
    int first = windows.firstOrigin(Part.TEST);
    List<FittedSeries> models = new ArrayList<>();
    Forecaster onTest;
    SeriesForecaster forecaster;
    try {
      for (double[] target : targets) {
        models.add(method.fit(Arrays.copyOf(target, first), season));
      }
      forecaster = new SeriesForecaster(models, targets, windows.horizon());
      onTest = forecaster.at(windows.origins(Part.TEST));
    } catch (IllegalArgumentException e) {
      omitted.add(new Omitted(method.id(), method.label(), TaskException.reason(e)));
      return;
    }
    for (int target = 0; target < targets.length; target++) {
      String which = targets.length == 1 ? "" : " for " + names.get(target);
      fits.add(method.label() + which + ": " + models.get(target).choice());
    }
    fitted.put(method.id(), new KeptBaseline.Series(method.label(), models));
    score(method.id(), method.label(), onTest);
    forecasters.put(method.id(), forecaster);
  }

  private void add(LinearFit fit) {
    LinearKind kind = fit.kept().kind();
    regressions.put(kind, fit);
    fitted.put(kind.id(), fit.kept());
    score(kind.id(), kind.label(), fit.forecaster());
    for (int target = 0; target < targets.length; target++) {
      String which = targets.length == 1 ? "" : " for " + names.get(target);
      fits.add(kind.label() + which + ": " + fit.choices().get(target));
    }
    fit.notes().forEach(note -> notes.add(kind.label() + ": " + note));
  }

  private void score(String name, String label, Forecaster model) {
    ForecastErrors errors = measure(label, model);
    scores.add(scored(name, label, errors));
    forecasters.put(name, model);
    errorsByWindow.add(errors.byWindow());
  }

  private ForecastErrors measure(String label, Forecaster model) {
    return ForecastErrors.measure(
        label, model, targets, observed, windows.origins(Part.TEST), windows.horizon());
  }

  private ModelScore scored(String name, String label, ForecastErrors errors) {
    List<Metrics> byTarget = errors.byTarget(scales);
    return new ModelScore(name, label, ForecastErrors.mean(byTarget), byTarget);
  }

  /** What the baseline of this name forecasts. */
  public Forecaster forecaster(String name) {
    return Objects.requireNonNull(forecasters.get(name), name);
  }

  /**
   * The regression with which the network is mixed: of the two that read all that it does the one
   * with the lower error on the validation windows, of equals the one without products.
   */
  Optional<KeptBaseline.Linear> linear() {
    LinearFit plain = regressions.get(LinearKind.RIDGE);
    LinearFit products = regressions.get(LinearKind.RIDGE_CALENDAR);
    if (plain == null) {
      return Optional.empty();
    }
    return Optional.of(
        products != null && products.relativeTo(plain) < 1 ? products.kept() : plain.kept());
  }

  /** The penalties that were chosen for the regressions. */
  LinearPenalties penalties() {
    LinearPenalties penalties = new LinearPenalties();
    regressions.forEach((kind, fit) -> penalties.put(kind, fit.penalties()));
    return penalties;
  }

  /** The baseline of this name, to be kept in a model. */
  KeptBaseline kept(String name) {
    KeptBaseline kept = fitted.get(name);
    if (kept == null) {
      throw new TaskException(
          "%s %s cannot be fitted to these data: %s. Keep another model."
              .formatted(
                  setting("keep"),
                  name,
                  omitted.stream()
                      .filter(one -> one.id().equals(name))
                      .map(Omitted::reason)
                      .findFirst()
                      .orElse("it is no baseline")));
    }
    return kept;
  }

  /** How a kept baseline forecasts these windows; nothing where the first has too few rows. */
  Optional<ModelScore> score(KeptBaseline kept, ForecastInputs inputs) {
    return kept.history() > windows.firstOrigin(Part.TEST)
        ? Optional.empty()
        : Optional.of(scored(kept.name(), kept.label(), measure(kept.label(), kept.over(inputs))));
  }

  /** Scores of the baselines, the simplest first. */
  public List<ModelScore> baselines() {
    return List.copyOf(scores);
  }

  /** Judges a network that is being trained, so that every option can be chosen again. */
  public GateResult judge(Forecaster network, long seed) {
    return judge(new NetworkForms(network), seed, Remedy.TRAINING_OPTIONS);
  }

  /**
   * Scores a network on the test windows and holds the form of it that is judged against the best
   * baseline; its other form is scored beside it.
   *
   * @param network forecasts in original units
   * @param seed seed of the bootstrap's draws
   * @param remedy what can be done where there are too few test windows
   */
  GateResult judge(NetworkForms network, long seed, Remedy remedy) {
    String name = network.judgedName();
    ForecastErrors errors = measure(name, network.judged());
    ModelScore mine = scored(name, name, errors);
    List<ModelScore> beside = new ArrayList<>();
    List<Score> besideScores = new ArrayList<>();
    network
        .beside()
        .forEach(
            (other, forecaster) -> {
              ForecastErrors its = measure(other, forecaster);
              beside.add(scored(other, other, its));
              besideScores.add(beside.getLast().score(its.byWindow()));
            });
    List<Score> opponents = new ArrayList<>();
    for (int at = 0; at < scores.size(); at++) {
      opponents.add(scores.get(at).score(errorsByWindow.get(at)));
    }
    var table =
        new ScoreTable(
                ModelScore.MEASURES, mine.score(errors.byWindow()), opponents, List.copyOf(omitted))
            .withBeside(besideScores);
    Findings found =
        new Judge(
                table,
                new BlockResampling(windows.horizon()),
                Cases.windows(windows.horizon()),
                remedy.advice(windows))
            .findings(seed)
            .withNotes(withSkillNote(table.best()));
    return new GateResult(
        mine.metrics().mae() == 0 && scoreNotes.nothingToForecast()
            ? found.withVerdict(nothingToForecast(found.simplest()))
            : found,
        fits,
        mine,
        beside,
        scores,
        season,
        windows.horizon(),
        windows.lookback(),
        new WindowCounts(
            windows.count(Part.TRAIN), windows.count(Part.VALIDATION), windows.count(Part.TEST)));
  }

  private Verdict nothingToForecast(Score simplest) {
    return new Verdict(
        Verdict.Outcome.NO_DIFFERENCE,
        Verdict.Leaning.NEITHER,
        "There is nothing to forecast: %s. Use the %s, which repeats it."
            .formatted(scoreNotes.constants(), simplest.label()));
  }

  private List<String> withSkillNote(Score best) {
    if (best.figure(ModelScore.MEASURES.getFirst()) > 0 || scoreNotes.nothingToForecast()) {
      return notes;
    }
    List<String> more = new ArrayList<>(notes);
    more.add(
        "skill is undefined (shown as \"-\"): the %s makes no error on the test windows"
            .formatted(best.label()));
    return more;
  }
}
