package dev.timestep.task.forecast.ridge;

import dev.timestep.task.forecast.window.ForecastWindows;
import java.util.Arrays;

/**
 * The ridge regression on all inputs of the network, or without the spare ones, whichever has the
 * lower error on the validation windows; of equals the one with fewer inputs.
 *
 * <p>The calendar of the last rows tells a regression which of them was a holiday. Where no such
 * thing matters, as with prices, hundreds of inputs without information only make it worse.
 *
 * @param ridge the fitted regression
 * @param lags rows of lookback per past column, 0 for a column that is left out
 * @param withoutSpare whether the spare columns are left out
 */
public record RidgeChoice(Ridge ridge, int[] lags, boolean withoutSpare) {

  /**
   * Fits on the training windows and chooses on the validation windows.
   *
   * @param targets [target][row]
   */
  public static RidgeChoice of(RidgeDesign design, double[][] targets, ForecastWindows windows) {
    Ridge all = Ridge.fit(design, targets, windows);
    if (design.spare() == 0) {
      return new RidgeChoice(all, design.lags(), false);
    }
    int[] fewer = design.lags().clone();
    Arrays.fill(fewer, fewer.length - design.spare(), fewer.length, 0);
    Ridge some = Ridge.fit(design.withLags(fewer), targets, windows);
    return relative(some, all, targets.length) <= 1
        ? new RidgeChoice(some, fewer, true)
        : new RidgeChoice(all, design.lags(), false);
  }

  /** The mean over the targets of one's error in terms of the other's. */
  private static double relative(Ridge one, Ridge other, int targets) {
    double sum = 0;
    for (int k = 0; k < targets; k++) {
      // Where neither errs they are equal.
      sum +=
          one.validationError(k) == other.validationError(k)
              ? 1
              : one.validationError(k) / other.validationError(k);
    }
    return sum / targets;
  }
}
