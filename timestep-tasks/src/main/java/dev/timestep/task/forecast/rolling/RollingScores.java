package dev.timestep.task.forecast.rolling;

import dev.timestep.judge.BlockResampling;
import dev.timestep.judge.Cases;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Judge;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Omitted;
import dev.timestep.judge.Score;
import dev.timestep.judge.ScoreTable;
import dev.timestep.judge.Verdict;
import dev.timestep.task.forecast.IntervalScores;
import dev.timestep.task.forecast.backtest.BacktestModel;
import dev.timestep.task.forecast.backtest.BacktestRun;
import dev.timestep.task.forecast.backtest.Rolling;
import dev.timestep.task.forecast.backtest.WindowForecast;
import dev.timestep.task.forecast.interval.QuantileShares;
import dev.timestep.task.forecast.interval.StepFactors;
import dev.timestep.task.forecast.interval.WindowErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Scores of models at rolling origins, the verdict on one of them, and widened intervals. */
final class RollingScores {
  /** What is measured, the measure that decides first. */
  private static final List<Measure> MEASURES = List.of(Measure.MAE, Measure.RMSE, Measure.MASE);

  private static final int LOWER = 0;

  private RollingScores() {}

  /**
   * Holds a model against every single one.
   *
   * @param judged the model
   * @param all every model that ran, the simplest first; the judged one may be among them
   * @param horizon rows of a window
   * @param advice what can be done where there are too few origins
   * @param doubt what is used while nothing is proven
   */
  static Findings judge(
      BacktestRun judged,
      List<BacktestRun> all,
      List<Omitted> omitted,
      int horizon,
      String advice,
      Judge.Doubt doubt,
      long seed) {
    ScoreTable table =
        new ScoreTable(
                MEASURES, score(judged), scores(RollingModels.opponents(all, judged.id())), omitted)
            .withBeside(scores(RollingModels.beside(all, judged.id())));
    Findings found =
        new Judge(
                table,
                new BlockResampling(horizon),
                new Cases("origin", "origins", "of horizon " + horizon),
                advice,
                doubt)
            .findings(seed)
            .withNotes(undefined(judged));
    Verdict verdict = found.verdict();
    return verdict.outcome() == Verdict.Outcome.TOO_FEW
        ? found
        : found.withVerdict(
            new Verdict(
                verdict.outcome(),
                verdict.leaning(),
                "%s It stands on %d rolling origins of horizon %d."
                    .formatted(verdict.sentence(), table.cases(), horizon)));
  }

  /** Why a figure is shown as a dash. */
  private static List<String> undefined(BacktestRun judged) {
    return MEASURES.stream()
        .filter(measure -> judged.scores().all().figure(measure).value().isEmpty())
        .map(
            measure ->
                measure.label()
                    + " is undefined (shown as \"-\"): "
                    + judged.scores().all().figure(measure).reason().orElse("no window has it"))
        .toList();
  }

  private static List<Score> scores(List<BacktestRun> runs) {
    return runs.stream().map(RollingScores::score).toList();
  }

  private static Score score(BacktestRun run) {
    return new BacktestModel(List.of(run)).score(MEASURES);
  }

  /** A model on one of several targets. */
  static BacktestRun only(Rolling all, BacktestRun run, int target) {
    Rolling one =
        new Rolling(
            List.of(all.targets().get(target)),
            new double[][] {all.series()[target]},
            all.season(),
            all.origins(),
            all.horizon());
    return one.scored(
        run.id(),
        run.label(),
        run.seed(),
        run.choice(),
        run.forecasts().stream()
            .map(window -> new WindowForecast[] {window[target]})
            .toArray(WindowForecast[][]::new),
        run.fits(),
        run.seconds());
  }

  /** The same model with other forecasts. */
  static BacktestRun with(Rolling rolling, BacktestRun run, WindowForecast[][] windows) {
    return rolling.scored(
        run.id(), run.label(), run.seed(), run.choice(), windows, run.fits(), run.seconds());
  }

  // ------------------------------------------------------------------------------- intervals

  /**
   * How far what came lies from the medians of a model, in half widths of its 90 % intervals.
   *
   * @param series values of the target
   */
  static WindowErrors distances(BacktestRun run, int target, double[] series, int... origins) {
    double[][] distances = new double[origins.length][];
    for (int w = 0; w < origins.length; w++) {
      double[][] quantiles = quantiles(run.forecasts().get(w)[target]);
      int steps = quantiles[LOWER].length;
      distances[w] = new double[steps];
      for (int h = 0; h < steps; h++) {
        distances[w][h] =
            StepFactors.distance(
                series[origins[w] + h],
                quantiles[LOWER][h],
                quantiles[quantiles.length / 2][h],
                quantiles[quantiles.length - 1][h]);
      }
    }
    return new WindowErrors(origins, distances);
  }

  private static double[][] quantiles(WindowForecast window) {
    return window.quantiles().orElseThrow();
  }

  /** A window with its distances from the median multiplied, by step. */
  static WindowForecast widened(WindowForecast window, StepFactors factors) {
    double[][] own = quantiles(window);
    double[] median = own[own.length / 2];
    double[][] wider = new double[own.length][];
    for (int at = 0; at < own.length; at++) {
      wider[at] = factors.around(median, own[at]);
    }
    return new WindowForecast(window.point(), Optional.of(wider));
  }

  /**
   * All models that ran, their intervals at each origin as wide as the windows that were known then
   * say.
   */
  static List<BacktestRun> widened(RollingModels models) {
    Rolling rolling = models.rolling();
    int[] origins = rolling.origins();
    WindowErrors[][] distances = models.distances();
    List<BacktestRun> wider = new ArrayList<>();
    for (int m = 0; m < distances.length; m++) {
      BacktestRun run = models.runs().get(m);
      WindowForecast[][] windows = new WindowForecast[origins.length][distances[m].length];
      for (int w = 0; w < origins.length; w++) {
        for (int k = 0; k < windows[w].length; k++) {
          windows[w][k] =
              widened(run.forecasts().get(w)[k], StepFactors.cautious(distances[m][k], origins[w]));
        }
      }
      wider.add(with(rolling, run, windows));
    }
    return wider;
  }

  /**
   * How the intervals of all models did.
   *
   * @param all every model that ran, its intervals widened
   * @param kept what answers, with the intervals that it gave at each origin; where it is one of
   *     the others it stands in its place, else last
   */
  static IntervalScores intervals(Rolling rolling, List<BacktestRun> all, BacktestRun kept) {
    List<IntervalScores.Model> models = new ArrayList<>();
    for (BacktestRun run : all) {
      models.add(model(run.id().equals(kept.id()) ? kept : run));
    }
    if (models.stream().noneMatch(one -> one.id().equals(kept.id()))) {
      models.add(model(kept));
    }
    QuantileShares shares = new QuantileShares(WindowForecast.LEVELS.all());
    int[] origins = rolling.origins();
    for (int w = 0; w < origins.length; w++) {
      for (int k = 0; k < rolling.series().length; k++) {
        shares.add(
            Arrays.copyOfRange(rolling.series()[k], origins[w], origins[w] + rolling.horizon()),
            quantiles(kept.forecasts().get(w)[k]));
      }
    }
    return new IntervalScores(models, kept.id(), shares);
  }

  private static IntervalScores.Model model(BacktestRun run) {
    return new IntervalScores.Model(run.id(), run.label(), run.scores(), List.of());
  }
}
