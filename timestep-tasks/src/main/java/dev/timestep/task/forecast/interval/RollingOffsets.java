package dev.timestep.task.forecast.interval;

import java.util.stream.DoubleStream;

/**
 * Quantiles of the errors by step, as they are known at each origin: as a forecast is made, every
 * error before it counts, of validation and test windows alike, and none after it.
 *
 * <p>Intervals that were fixed on the validation windows alone would be too narrow wherever later
 * rows are livelier.
 */
final class RollingOffsets {
  private final WindowErrors errors;
  private final ErrorQuantiles quantiles;
  private final double[] dependence;
  private final int spacing;

  /**
   * Offsets of errors.
   *
   * @param first the first origin that asks: how far errors depend on each other is measured on
   *     what is known then
   */
  RollingOffsets(WindowErrors errors, double[] levels, int first) {
    this.errors = errors;
    quantiles = new ErrorQuantiles(levels);
    spacing = errors.spacing();
    dependence = new double[errors.horizon()];
    for (int h = 0; h < dependence.length; h++) {
      dependence[h] =
          Dependence.of(errors.of(h, first), h / spacing, Math.ceilDiv(errors.horizon(), spacing));
    }
  }

  /** [step][level] quantiles of what is known at an origin. */
  double[][] at(int origin) {
    double[][] all = new double[errors.horizon()][];
    for (int h = 0; h < all.length; h++) {
      all[h] = quantiles.of(known(h, origin), independent(h, origin));
    }
    return all;
  }

  /** The known errors that count for a step. */
  double[] known(int h, int origin) {
    int beside = errors.beside(h, origin);
    DoubleStream some = DoubleStream.empty();
    for (int at = Math.max(0, h - beside); at <= Math.min(errors.horizon() - 1, h + beside); at++) {
      some = DoubleStream.concat(some, DoubleStream.of(errors.of(at, origin)));
    }
    double[] known = some.toArray();
    if (known.length == 0) {
      throw new IllegalArgumentException(
          "No error of step " + (h + 1) + " is known at row " + origin + ".");
    }
    return known;
  }

  /**
   * How many independent errors are known: the windows that the errors speak of, over those that
   * depend on each other.
   */
  double independent(int h, int origin) {
    int beside = errors.beside(h, origin);
    double windows = errors.of(h, origin).length + 2.0 * beside / spacing;
    return windows / dependence[h];
  }
}
