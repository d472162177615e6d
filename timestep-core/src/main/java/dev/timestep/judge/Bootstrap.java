package dev.timestep.judge;

import java.util.Arrays;
import java.util.Random;

/** Draws blocks of paired differences, and widens what comes out for how few there are. */
final class Bootstrap {
  /** Resamples drawn for an interval. */
  static final int RESAMPLES = 10_000;

  private static final double NORMAL = 1.959963984540054;
  private static final double TAIL = 0.025;

  private Bootstrap() {}

  static void requirePairs(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "A resampling expects losses on the same cases; received %d and %d."
              .formatted(first.length, second.length));
    }
  }

  /** The interval of first minus second; blocks may wrap around the end. */
  static Interval interval(double[] first, double[] second, int block, long seed) {
    int n = first.length;
    double[] sums = circularSums(first, second);
    double[] means = resample(sums, n, block, seed);
    return interval(sums[n] / n, means, (double) n / block, block, n);
  }

  /**
   * The interval of the mean of groups of unequal size, drawn as wholes.
   *
   * @param sums [group] differences, summed
   * @param cases [group] how many there are
   */
  static Interval interval(double[] sums, int[] cases, long seed) {
    Random random = new Random(seed);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      long count = 0;
      for (int draw = 0; draw < sums.length; draw++) {
        int group = random.nextInt(sums.length);
        sum += sums[group];
        count += cases[group];
      }
      means[r] = sum / count;
    }
    int all = Arrays.stream(cases).sum();
    return interval(Arrays.stream(sums).sum() / all, means, sums.length, 1, all);
  }

  /** The middle of the means, widened for how few independent parts they were drawn from. */
  private static Interval interval(double mean, double[] means, double parts, int block, int n) {
    Arrays.sort(means);
    double widening = Math.sqrt(parts / (parts - 1)) * student(parts - 1) / NORMAL;
    return new Interval(
        mean,
        mean + widening * (quantile(means, TAIL) - mean),
        mean + widening * (quantile(means, 1 - TAIL) - mean),
        1 - 2 * TAIL,
        below(means),
        block,
        RESAMPLES,
        n);
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

  /** Share of the means below zero; those at zero count as half. */
  private static double below(double[] means) {
    double count = 0;
    for (double mean : means) {
      count += mean < 0 ? 1 : mean == 0 ? 0.5 : 0;
    }
    return count / means.length;
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
