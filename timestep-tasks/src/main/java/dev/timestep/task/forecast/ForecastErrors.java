package dev.timestep.task.forecast;

import dev.timestep.judge.SquareSum;
import dev.timestep.task.forecast.window.Observed;
import dev.timestep.task.forecast.window.SeriesMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Sums of errors of one model over consecutive windows. */
final class ForecastErrors {
  private final double[][] absolute;
  private final SquareSum[] squared;

  /** [target][step] values that were in the file. */
  private final int[][] counts;

  private final double[] byWindow;

  private ForecastErrors(
      double[][] absolute, SquareSum[] squared, int[][] counts, double[] byWindow) {
    this.absolute = absolute;
    this.squared = squared;
    this.counts = counts;
    this.byWindow = byWindow;
  }

  /**
   * Forecasts and compares every window. An error that is no more than rounding counts as none, so
   * that a forecast that is right is seen to be right.
   *
   * @param label the model's name for messages
   * @param targets [target][row]
   * @param observed which of these values count
   * @param origins origins of the windows
   * @throws IllegalArgumentException if a forecast has the wrong shape or is not finite
   */
  static ForecastErrors measure(
      String label,
      Forecaster model,
      double[][] targets,
      Observed observed,
      int[] origins,
      int horizon) {
    double[][] absolute = new double[targets.length][horizon];
    SquareSum[] squared = new SquareSum[targets.length];
    Arrays.setAll(squared, target -> new SquareSum());
    int[][] counts = new int[targets.length][horizon];
    double[] byWindow = new double[origins.length];
    double[] rounding = new double[targets.length];
    for (int target = 0; target < targets.length; target++) {
      rounding[target] = SeriesMath.rounding(targets[target], 0, targets[target].length);
    }
    for (int w = 0; w < origins.length; w++) {
      double[][] forecast = model.forecast(origins[w]);
      requireShape(label, forecast, targets.length, horizon);
      double sum = 0;
      int counted = 0;
      for (int target = 0; target < targets.length; target++) {
        for (int h = 0; h < horizon; h++) {
          double error = forecast[target][h] - targets[target][origins[w] + h];
          if (!Double.isFinite(error)) {
            throw new IllegalArgumentException(
                "The forecast of %s is not finite: %s for target %d at origin %d, step %d."
                    .formatted(label, forecast[target][h], target, origins[w], h));
          }
          if (!observed.at(target, origins[w] + h)) {
            continue;
          }
          double size = Math.abs(error) > rounding[target] ? Math.abs(error) : 0;
          absolute[target][h] += size;
          squared[target].add(size);
          counts[target][h]++;
          sum += size;
          counted++;
        }
      }
      byWindow[w] = sum / Math.max(1, counted);
    }
    return new ForecastErrors(absolute, squared, counts, byWindow);
  }

  private static void requireShape(String label, double[][] forecast, int targets, int horizon) {
    boolean fits = forecast.length == targets;
    for (double[] steps : forecast) {
      fits &= steps.length == horizon;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "%s expects to forecast [%d targets, %d steps]; received [%d, %d]."
              .formatted(
                  label,
                  targets,
                  horizon,
                  forecast.length,
                  forecast.length == 0 ? 0 : forecast[0].length));
    }
  }

  /** [window] mean absolute error over targets and steps. */
  double[] byWindow() {
    return byWindow.clone();
  }

  /** Metrics of each target. */
  List<Metrics> byTarget(List<OptionalDouble> scales) {
    List<Metrics> metrics = new ArrayList<>();
    for (int target = 0; target < absolute.length; target++) {
      int horizon = absolute[target].length;
      double[] byStep = new double[horizon];
      double sum = 0;
      double count = 0;
      for (int h = 0; h < horizon; h++) {
        byStep[h] = absolute[target][h] / counts[target][h];
        sum += absolute[target][h];
        count += counts[target][h];
      }
      double mae = sum / count;
      OptionalDouble scale = scales.get(target);
      metrics.add(
          new Metrics(
              mae,
              squared[target].rootMean(count),
              scale.isPresent()
                  ? OptionalDouble.of(mae / scale.getAsDouble())
                  : OptionalDouble.empty(),
              byStep));
    }
    return List.copyOf(metrics);
  }

  /** The mean of several targets' metrics; MASE over those targets that have one. */
  static Metrics mean(List<Metrics> targets) {
    int count = targets.size();
    double[] byStep = new double[targets.get(0).maeByStep().length];
    double mae = 0;
    double rmse = 0;
    for (Metrics target : targets) {
      mae += target.mae() / count;
      rmse += target.rmse() / count;
      for (int h = 0; h < byStep.length; h++) {
        byStep[h] += target.maeByStep()[h] / count;
      }
    }
    OptionalDouble mase =
        targets.stream()
            .map(Metrics::mase)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .average();
    return new Metrics(mae, rmse, mase, byStep);
  }
}
