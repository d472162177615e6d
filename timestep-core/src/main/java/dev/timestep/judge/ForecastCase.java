package dev.timestep.judge;

import java.util.Optional;

/**
 * One window of one series: what was forecast, and what came.
 *
 * @param actual [step] what came, in the unit of the series
 * @param point [step] the point forecast; boards that score the median give it here
 * @param quantiles [level][step] at the {@linkplain ScoreLevels#all levels}, ascending with the
 *     level; nothing where the model gives points only
 * @param scale the scale of the series before the window
 */
public record ForecastCase(
    double[] actual, double[] point, Optional<double[][]> quantiles, SeriesScale scale) {
  /** Checks that all are finite, of one horizon, and that quantiles do not cross. */
  public ForecastCase {
    actual = finite("actual", actual, actual.length);
    point = finite("point", point, actual.length);
    if (quantiles.isPresent()) {
      double[][] levels = quantiles.get().clone();
      for (int at = 0; at < levels.length; at++) {
        levels[at] = finite("quantiles", levels[at], actual.length);
        requireAbove(levels, at);
      }
      quantiles = Optional.of(levels);
    }
  }

  private static double[] finite(String what, double[] values, int steps) {
    if (steps == 0 || values.length != steps) {
      throw new IllegalArgumentException(
          "ForecastCase expects one value or more per step; received %d values in %s for %d steps."
              .formatted(values.length, what, steps));
    }
    for (int h = 0; h < steps; h++) {
      if (!Double.isFinite(values[h])) {
        throw new IllegalArgumentException(
            "ForecastCase expects finite numbers; received %s in %s at step %d."
                .formatted(values[h], what, h + 1));
      }
    }
    return values.clone();
  }

  private static void requireAbove(double[][] levels, int at) {
    for (int h = 0; at > 0 && h < levels[at].length; h++) {
      if (levels[at][h] < levels[at - 1][h]) {
        throw new IllegalArgumentException(
            "ForecastCase expects quantiles that do not cross; received %s below %s at step %d."
                .formatted(levels[at][h], levels[at - 1][h], h + 1));
      }
    }
  }
}
