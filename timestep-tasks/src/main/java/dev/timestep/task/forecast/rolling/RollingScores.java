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
import dev.timestep.task.forecast.backtest.BacktestModel;
import dev.timestep.task.forecast.backtest.BacktestRun;
import dev.timestep.task.forecast.backtest.WindowForecast;
import dev.timestep.task.forecast.interval.StepFactors;
import dev.timestep.task.forecast.interval.WindowErrors;
import java.util.List;
import java.util.Optional;

/** Scores of models at rolling origins, the verdict on one of them, and widened intervals. */
final class RollingScores {
  /** What is measured, the measure that decides first. */
  private static final List<Measure> MEASURES = List.of(Measure.MAE, Measure.RMSE, Measure.MASE);

  private static final int LOWER = 0;

  private RollingScores() {}

  /**
   * Holds a model against baselines.
   *
   * @param judged the model
   * @param opponents baselines, the simplest first; one or more
   * @param beside models that are shown and are no opponents
   * @param horizon rows of a window
   * @param advice what can be done where there are too few origins
   */
  static Findings judge(
      BacktestRun judged,
      List<BacktestRun> opponents,
      List<BacktestRun> beside,
      List<Omitted> omitted,
      int horizon,
      String advice,
      long seed) {
    ScoreTable table =
        new ScoreTable(MEASURES, score(judged), scores(opponents), omitted)
            .withBeside(scores(beside));
    Findings found =
        new Judge(
                table,
                new BlockResampling(horizon),
                new Cases("origin", "origins", "of horizon " + horizon),
                advice)
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
}
