package dev.timestep.task.forecast.interval;

import dev.timestep.task.forecast.statistical.SeriesForecast;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Quantiles around a point forecast, by step: {@code point + spread · offset}. Immutable; what a
 * model file holds.
 *
 * @param levels ascending, each above 0 and below 1
 * @param spread what the offsets are multiplied by
 * @param offsets one array per step, each with an offset for each level, ascending
 * @param windows windows whose errors they were made of
 * @param independent how many independent errors that is, at the last step
 * @param own factors of the quantiles that the model gives itself, where these are delivered in
 *     place of the offsets
 */
public record StepIntervals(
    double[] levels,
    Spread spread,
    List<double[]> offsets,
    int windows,
    double independent,
    Optional<StepFactors> own) {
  /** Checks that no quantiles cross. */
  public StepIntervals {
    levels = levels.clone();
    offsets = List.copyOf(offsets);
    requireAscending("levels", levels);
    boolean inside = levels.length > 0 && levels[0] > 0 && levels[levels.length - 1] < 1;
    if (!inside || offsets.isEmpty() || windows < 1 || !(independent > 0)) {
      throw new IllegalArgumentException(
          "StepIntervals expects levels between 0 and 1, one step or more, and errors that they"
              + " rest on; received levels %s, %d steps, %d windows and %s independent errors."
                  .formatted(Arrays.toString(levels), offsets.size(), windows, independent));
    }
    if (own.isPresent() && own.get().factors().length != offsets.size()) {
      throw new IllegalArgumentException(
          "StepIntervals expects a factor for each of %d steps; received %d."
              .formatted(offsets.size(), own.get().factors().length));
    }
    for (double[] step : offsets) {
      if (step.length != levels.length) {
        throw new IllegalArgumentException(
            "StepIntervals expects %d offsets at each step; received %d."
                .formatted(levels.length, step.length));
      }
      for (int at = 0; at < step.length; at++) {
        if (!Double.isFinite(step[at]) || (at > 0 && step[at] < step[at - 1])) {
          throw new IllegalArgumentException(
              "StepIntervals expects finite offsets that ascend with the level; received "
                  + Arrays.toString(step)
                  + ".");
        }
      }
    }
  }

  private static void requireAscending(String what, double... values) {
    for (int at = 1; at < values.length; at++) {
      if (!(values[at] > values[at - 1])) {
        throw new IllegalArgumentException(
            "StepIntervals expects ascending "
                + what
                + "; received "
                + Arrays.toString(values)
                + ".");
      }
    }
  }

  /**
   * Quantiles of a forecast.
   *
   * @param point [step]
   * @param series only values before the origin are read
   * @return [level][step]
   */
  public double[][] around(double[] point, double[] series, int origin) {
    if (point.length != offsets.size()) {
      throw new IllegalArgumentException(
          "StepIntervals are of %d steps; received a forecast of %d."
              .formatted(offsets.size(), point.length));
    }
    double scale = spread.at(series, origin);
    double[][] quantiles = new double[levels.length][point.length];
    for (int at = 0; at < levels.length; at++) {
      for (int h = 0; h < point.length; h++) {
        quantiles[at][h] = point[h] + scale * offsets.get(h)[at];
      }
    }
    return quantiles;
  }

  /**
   * Quantiles of a statistical model that delivers its own.
   *
   * @param forecast of the model
   * @return [level][step]
   */
  public double[][] of(SeriesForecast forecast) {
    StepFactors factors = own.orElseThrow();
    double[][] quantiles = new double[levels.length][];
    Arrays.setAll(quantiles, at -> factors.quantile(forecast, levels[at]));
    return quantiles;
  }

  /** How much wider than those of many errors the outermost quantiles are, as a factor. */
  public double widening() {
    return ErrorQuantiles.widening(levels[levels.length - 1], independent);
  }
}
