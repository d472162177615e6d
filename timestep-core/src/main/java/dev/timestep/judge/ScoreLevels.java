package dev.timestep.judge;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The quantile levels that distributions are scored at.
 *
 * @param losses levels of the pinball loss, CRPS and weighted quantile loss, ascending, each above
 *     0 and below 1
 * @param alpha share of the values that may lie outside the interval: its ends are the quantiles
 *     {@code alpha/2} and {@code 1 - alpha/2}
 */
public record ScoreLevels(double[] losses, double alpha) {
  /** The nine deciles, as GIFT-Eval takes them, and an interval of 90 %. */
  public static final ScoreLevels DECILES =
      new ScoreLevels(new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}, 0.1);

  /** Levels closer than this are one. */
  private static final double SAME = 1e-9;

  /** Checks that levels are ascending and inside 0 and 1. */
  public ScoreLevels {
    losses = losses.clone();
    double before = 0;
    for (double level : losses) {
      if (!(level > before && level < 1)) {
        throw new IllegalArgumentException(
            "ScoreLevels expects ascending levels above 0 and below 1; received "
                + Arrays.toString(losses)
                + ".");
      }
      before = level;
    }
    if (losses.length == 0 || !(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "ScoreLevels expects one level or more and an alpha between 0 and 1; received %d levels"
                  .formatted(losses.length)
              + " and alpha = "
              + alpha
              + ".");
    }
  }

  @Override
  public double[] losses() {
    return losses.clone();
  }

  /** Every level that a {@link ForecastCase} has quantiles for, ascending. */
  public double[] all() {
    double[] sorted =
        DoubleStream.concat(Arrays.stream(losses), DoubleStream.of(lower(), upper()))
            .sorted()
            .toArray();
    int kept = 1;
    for (int at = 1; at < sorted.length; at++) {
      if (sorted[at] - sorted[kept - 1] > SAME) {
        sorted[kept++] = sorted[at];
      }
    }
    return Arrays.copyOf(sorted, kept);
  }

  /** The level of the interval's lower end. */
  public double lower() {
    return alpha / 2;
  }

  /** The level of the interval's upper end. */
  public double upper() {
    return 1 - alpha / 2;
  }

  /** Whether the levels of the losses are evenly spaced around the median, as CRPS needs them. */
  boolean even() {
    double step = 1.0 / (losses.length + 1);
    double half = 0.5 / losses.length;
    boolean inner = true;
    boolean middle = true;
    for (int at = 0; at < losses.length; at++) {
      inner &= Math.abs(losses[at] - (at + 1) * step) < SAME;
      middle &= Math.abs(losses[at] - (2 * at + 1) * half) < SAME;
    }
    return inner || middle;
  }

  /** Where a level stands among {@link #all}. */
  int index(double level) {
    double[] all = all();
    for (int at = 0; at < all.length; at++) {
      if (Math.abs(all[at] - level) <= SAME) {
        return at;
      }
    }
    throw new IllegalArgumentException(
        "The levels are " + Arrays.toString(all) + "; received " + level + ".");
  }
}
