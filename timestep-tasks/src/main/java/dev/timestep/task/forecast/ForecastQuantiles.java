package dev.timestep.task.forecast;

import dev.timestep.task.forecast.interval.QuantileLevels;
import dev.timestep.task.forecast.interval.StepIntervals;
import dev.timestep.task.forecast.statistical.FittedSeries;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The intervals that a model gives around its forecasts.
 *
 * @param asked levels that a prediction shows
 * @param targets one for each target, in their order, at these levels and those of the scores
 */
record ForecastQuantiles(QuantileLevels asked, List<StepIntervals> targets) {
  ForecastQuantiles {
    targets = List.copyOf(targets);
    for (StepIntervals target : targets) {
      if (!Arrays.equals(target.levels(), asked.all())) {
        throw new IllegalArgumentException(
            "The intervals of a model expect the levels %s; received %s."
                .formatted(Arrays.toString(asked.all()), Arrays.toString(target.levels())));
      }
    }
  }

  /** Rows that must lie before an origin. */
  int history() {
    return targets.stream().mapToInt(target -> target.spread().history()).max().orElse(0);
  }

  /** Whether a model's own quantiles are delivered for a target or more. */
  boolean own() {
    return targets.stream().anyMatch(target -> target.own().isPresent());
  }

  /**
   * What the next rows' quantiles are, rounded as the forecasts are.
   *
   * @param fitted the statistical models that answer, by target; empty where another model does
   */
  List<Forecast.Quantile> around(
      double[][] point, ForecastInputs inputs, int origin, List<FittedSeries> fitted) {
    double[] levels = asked.all();
    double[][][] all = new double[targets.size()][][];
    for (int k = 0; k < all.length; k++) {
      double[] series = inputs.series()[k];
      StepIntervals target = targets.get(k);
      all[k] =
          target.own().isPresent()
              ? target.of(fitted.get(k).forecast(series, origin, point[k].length))
              : target.around(point[k], series, origin);
      for (double[] steps : all[k]) {
        for (int h = 0; h < steps.length; h++) {
          steps[h] = inputs.rounded(k, origin, h, steps[h]);
        }
      }
    }
    return IntStream.range(0, levels.length)
        .mapToObj(
            at ->
                new Forecast.Quantile(
                    levels[at],
                    asked.asked().contains(levels[at]),
                    Arrays.stream(all).map(target -> target[at]).toArray(double[][]::new)))
        .toList();
  }
}
