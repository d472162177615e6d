package dev.timestep.task.forecast.interval;

import java.util.Arrays;

/**
 * The factors of {@link StepFactors} as they are known at each origin: distances of values before
 * it count, and none after it.
 */
final class RollingFactors {
  private static final double[] UPPER = {StepFactors.UPPER};

  private final RollingOffsets offsets;
  private final ErrorQuantiles quantiles = new ErrorQuantiles(UPPER);
  private final int horizon;

  /**
   * Factors of distances.
   *
   * @param distances of each window, as {@link StepFactors#distance} gives them
   * @param first the first origin that asks: how far distances depend on each other is measured on
   *     what is known then
   */
  RollingFactors(WindowErrors distances, int first) {
    offsets = new RollingOffsets(distances, UPPER, first);
    horizon = distances.horizon();
  }

  /**
   * The factors at an origin.
   *
   * @param cautious leaves no factor below that of a normal forecast with an unknown variance
   */
  StepFactors at(int origin, boolean cautious) {
    double[] factors = new double[horizon];
    for (int h = 0; h < factors.length; h++) {
      // With each distance on both sides, the upper end of the interval is the factor.
      double[] known = offsets.known(h, origin);
      double[] both = Arrays.copyOf(known, 2 * known.length);
      for (int at = 0; at < known.length; at++) {
        both[known.length + at] = -known[at];
      }
      double independent = offsets.independent(h, origin);
      double factor = quantiles.of(both, independent)[0];
      double least = cautious ? ErrorQuantiles.widening(UPPER[0], independent) : 0;
      factors[h] = Math.max(factor > 0 ? factor : 1, least);
    }
    return new StepFactors(factors);
  }
}
