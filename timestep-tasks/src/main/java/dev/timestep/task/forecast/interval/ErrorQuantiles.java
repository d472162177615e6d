package dev.timestep.task.forecast.interval;

import dev.timestep.judge.StudentT;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Quantiles of the next error, from the errors so far of one step.
 *
 * <p>Of n errors in ascending order the one at rank {@code ⌈(n + 1)·p⌉} is an upper quantile of
 * level p that a next error, drawn like them, exceeds with a chance of at most 1 - p; the one at
 * {@code ⌊(n + 1)·p⌋} a lower one. These are the ranks of split conformal prediction (Vovk, Gammerman
 * and Shafer, "Algorithmic learning in a random world", 2005; Lei et al., "Distribution-free
 * predictive inference for regression", 2018).
 *
 * <p>Errors of neighbouring windows are not independent. The distance of a quantile from the median
 * is therefore widened for k independent errors, fewer than n: by {@code √(1 + 1/k)} and by
 * Student's t for k - 1 degrees of freedom over the normal point. Where the rank lies beyond the
 * errors, the quantile is that of a normal forecast with unknown mean and variance, {@code mean +
 * t·sd·√(1 + 1/k)}, and never inside the outermost error.
 */
final class ErrorQuantiles {
  /** Fewer independent errors than this are taken as this many: t has no variance below. */
  private static final int LEAST = 3;

  /** So many degrees of freedom are those of the normal distribution. */
  private static final double NORMAL = 1e4;

  /** More independent errors than this are as good as any number. */
  private static final int MOST = 1_000;

  private static final double ROUNDING = 1e-9;

  private final double[] levels;
  private final double[] normal;

  /** [independent errors][level] points of Student's t, as they are asked for. */
  private final Map<Integer, double[]> points = new HashMap<>();

  ErrorQuantiles(double[] levels) {
    this.levels = levels.clone();
    normal = Arrays.stream(levels).map(level -> StudentT.quantile(level, NORMAL)).toArray();
  }

  /** By how much a quantile lies farther from the median than that of many independent errors. */
  static double widening(double level, double independent) {
    int k = (int) Math.clamp(independent, LEAST, MOST);
    double z = StudentT.quantile(level, NORMAL);
    return z == 0 ? 1 : StudentT.quantile(level, k - 1) / z * Math.sqrt(1 + 1.0 / k);
  }

  /**
   * The quantiles.
   *
   * @param errors one or more, in any order; they are sorted
   * @param independent how many independent errors they are worth
   * @return [level] ascending with the level
   */
  double[] of(double[] errors, double independent) {
    Arrays.sort(errors);
    int n = errors.length;
    int k = (int) Math.clamp(independent, LEAST, MOST);
    double[] student =
        points.computeIfAbsent(
            k,
            degrees ->
                Arrays.stream(levels).map(p -> StudentT.quantile(p, degrees - 1)).toArray());
    double median = (errors[(n - 1) / 2] + errors[n / 2]) / 2;
    double mean = Arrays.stream(errors).average().orElseThrow();
    double squares = Arrays.stream(errors).map(e -> (e - mean) * (e - mean)).sum();
    double deviation = Math.sqrt(squares / Math.max(1, n - 1));
    double[] quantiles = new double[levels.length];
    for (int at = 0; at < levels.length; at++) {
      double level = levels[at];
      double t = student[at];
      double factor = Math.sqrt(1 + 1.0 / k);
      int rank =
          level > 0.5
              ? (int) Math.ceil((n + 1) * level - ROUNDING)
              : (int) Math.floor((n + 1) * level + ROUNDING);
      if (normal[at] == 0) {
        quantiles[at] = median;
      } else if (rank < 1) {
        quantiles[at] = Math.min(errors[0], mean + t * deviation * factor);
      } else if (rank > n) {
        quantiles[at] = Math.max(errors[n - 1], mean + t * deviation * factor);
      } else {
        quantiles[at] = median + t / normal[at] * factor * (errors[rank - 1] - median);
      }
    }
    Arrays.sort(quantiles);
    return quantiles;
  }
}
