package dev.timestep.task.forecast;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/**
 * A 95 % interval for the difference in mean absolute error of two models on the same windows.
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
 */
public final class PairedBlockBootstrap {
  /** Resamples drawn for an interval. */
  public static final int RESAMPLES = 10_000;

  private static final double NORMAL = 1.959963984540054;
  private static final int LEAST_WINDOWS = 20;

  private PairedBlockBootstrap() {}

  /**
   * The interval of a difference in mean absolute error.
   *
   * @param difference mean of first minus second; negative if the first model is better
   * @param low lower end
   * @param high upper end
   * @param confidence share of intervals that should cover the truth, 0.95
   * @param blockLength windows per block
   * @param resamples resamples drawn
   * @param windows windows compared
   */
  public record Interval(
      double difference,
      double low,
      double high,
      double confidence,
      int blockLength,
      int resamples,
      int windows) {}

  /** The least number of windows that an interval needs at this horizon. */
  public static int leastWindows(int horizon) {
    return Math.max(Math.multiplyExact(6, horizon), LEAST_WINDOWS);
  }

  /**
   * Draws the interval.
   *
   * @param first [window] mean absolute error of the first model
   * @param second [window] the same of the second model on the same windows
   * @param horizon steps per window
   * @param seed seed of the draws; the same seed gives the same interval
   * @return the interval, or nothing if there are too few windows
   */
  public static Optional<Interval> interval(
      double[] first, double[] second, int horizon, long seed) {
    if (first.length != second.length || horizon < 1) {
      throw new IllegalArgumentException(
          "PairedBlockBootstrap expects errors of the same windows and a horizon of at least 1; "
              + "received %d and %d windows and horizon %d."
                  .formatted(first.length, second.length, horizon));
    }
    int n = first.length;
    if (n < leastWindows(horizon)) {
      return Optional.empty();
    }
    double[] sums = circularSums(first, second);
    double mean = sums[n] / n;
    int block = Math.max(2 * horizon, (int) Math.ceil(Math.sqrt(n)));
    double[] means = resample(sums, n, block, seed);
    Arrays.sort(means);
    double blocks = (double) n / block;
    double widening = Math.sqrt(blocks / (blocks - 1)) * student(blocks - 1) / NORMAL;
    return Optional.of(
        new Interval(
            mean,
            mean + widening * (quantile(means, 0.025) - mean),
            mean + widening * (quantile(means, 0.975) - mean),
            0.95,
            block,
            RESAMPLES,
            n));
  }

  /** Running sums of the differences, gone through twice, so that a block may wrap around. */
  private static double[] circularSums(double[] first, double[] second) {
    int n = first.length;
    double[] sums = new double[2 * n + 1];
    for (int i = 0; i < 2 * n; i++) {
      sums[i + 1] = sums[i] + (first[i % n] - second[i % n]);
    }
    return sums;
  }

  private static double[] resample(double[] sums, int n, int block, long seed) {
    // java.util.Random: its sequence is part of its specification, on every JDK.
    Random random = new Random(seed);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      for (int left = n; left > 0; left -= block) {
        int start = random.nextInt(n);
        sum += sums[start + Math.min(block, left)] - sums[start];
      }
      means[r] = sum / n;
    }
    return means;
  }

  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    double weight = position - below;
    return sorted[below] * (1 - weight) + sorted[below + 1] * weight;
  }

  /**
   * The 97.5 % point of Student's t by its expansion around the normal point (Abramowitz and Stegun
   * 26.7.5), for 2 or more degrees of freedom.
   */
  static double student(double degrees) {
    double z = NORMAL;
    double z2 = z * z;
    double z3 = z2 * z;
    double z5 = z3 * z2;
    double z7 = z5 * z2;
    double z9 = z7 * z2;
    double g1 = (z3 + z) / 4;
    double g2 = (5 * z5 + 16 * z3 + 3 * z) / 96;
    double g3 = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384;
    double g4 = (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / 92_160;
    double v = degrees;
    return z + g1 / v + g2 / (v * v) + g3 / (v * v * v) + g4 / (v * v * v * v);
  }
}
