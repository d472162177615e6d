package dev.timestep.judge;

import java.util.Optional;

/**
 * A 95 % interval for the difference in mean loss of two models on windows of one series.
 *
 * <p>Windows one row apart share most of their target rows, so their errors are strongly dependent;
 * an interval that took them as independent would be far too narrow. Whole blocks of consecutive
 * windows are therefore drawn, from the windows laid out in a circle, and the mean of the paired
 * differences {@code d[i] = a[i] - b[i]} is taken over each resample.
 *
 * <ul>
 *   <li>Block length {@code b = max(2 · horizon, ⌈√n⌉)}: errors stay dependent over at least {@code
 *       horizon} windows, and blocks of just that length would miss a third of their variance.
 *   <li>With {@code k = n / b} blocks, the distances of the 2.5 % and 97.5 % points from the mean
 *       are widened by {@code √(k/(k-1))} and by Student's t for {@code k - 1} degrees of freedom
 *       over the normal point, since a few blocks give only a rough estimate of their spread.
 *   <li>Fewer than {@code max(6 · horizon, 20)} windows, that is fewer than three blocks, give no
 *       interval.
 * </ul>
 *
 * <p>Sources: Künsch, "The jackknife and the bootstrap for general stationary observations", Annals
 * of Statistics 17 (1989); Politis and Romano, "A circular block-resampling procedure for
 * stationary data" (1992).
 *
 * @param horizon rows that neighbouring windows may share, 1 or more
 */
public record BlockResampling(int horizon) implements Resampling {
  private static final int LEAST_WINDOWS = 20;

  /** Checks the horizon. */
  public BlockResampling {
    if (horizon < 1) {
      throw new IllegalArgumentException(
          "BlockResampling expects a horizon of 1 or more; received " + horizon + ".");
    }
  }

  @Override
  public int leastCases() {
    return leastWindows(horizon);
  }

  /** The least number of windows that an interval needs at this horizon. */
  public static int leastWindows(int horizon) {
    return Math.max(Math.multiplyExact(6, horizon), LEAST_WINDOWS);
  }

  @Override
  public Optional<Interval> interval(double[] first, double[] second, long seed) {
    Bootstrap.requirePairs(first, second);
    int n = first.length;
    if (n < leastCases()) {
      return Optional.empty();
    }
    int block = Math.max(2 * horizon, (int) Math.ceil(Math.sqrt(n)));
    return Optional.of(Bootstrap.interval(first, second, block, seed));
  }

  @Override
  public Optional<DieboldMariano> test(double[] first, double[] second) {
    Bootstrap.requirePairs(first, second);
    // With fewer windows its variance rests on covariances of less than three blocks.
    return first.length < leastCases()
        ? Optional.empty()
        : DieboldMariano.of(first, second, horizon);
  }

  @Override
  public String words() {
    return "a paired block bootstrap over the test windows";
  }
}
