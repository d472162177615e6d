package dev.timestep.judge;

import java.util.Arrays;
import java.util.Optional;

/**
 * The test of Diebold and Mariano that two forecasts are equally good, with the correction of
 * Harvey, Leybourne and Newbold for few windows.
 *
 * <pre>
 *   d[i]  = first[i] - second[i]                           n windows, one row apart
 *   γ(k)  = mean of (d[i] - d̄)·(d[i+k] - d̄)
 *   V     = (γ(0) + 2·Σ γ(k), k = 1 … horizon-1) / n
 *   DM    = d̄ / √V · √((n + 1 - 2·horizon + horizon·(horizon-1)/n) / n)
 * </pre>
 *
 * <p>DM is held against Student's t with n - 1 degrees of freedom. Where V is not above zero, which
 * sums of covariances can be, the weights {@code 1 - k/horizon} of Bartlett are taken. Sources:
 * Diebold and Mariano, "Comparing predictive accuracy" (1995); Harvey, Leybourne and Newbold,
 * "Testing the equality of prediction mean squared errors" (1997); Newey and West (1987) for the
 * weights.
 *
 * @param statistic below zero if the first is better
 * @param pValue chance of a statistic at least as far from zero if both are equally good
 * @param horizon rows that neighbouring windows may share
 * @param cases windows compared
 * @param weighted whether Bartlett's weights were needed
 */
public record DieboldMariano(
    double statistic, double pValue, int horizon, int cases, boolean weighted) {
  /**
   * Runs the test.
   *
   * @param first [window] loss of the first model
   * @param second [window] loss of the second model on the same windows
   * @param horizon rows that neighbouring windows may share, 1 or more
   * @return the test; nothing where there are no more windows than two horizons, or where the
   *     difference is the same in every window
   */
  public static Optional<DieboldMariano> of(double[] first, double[] second, int horizon) {
    Bootstrap.requirePairs(first, second);
    if (horizon < 1) {
      throw new IllegalArgumentException(
          "DieboldMariano expects a horizon of 1 or more; received " + horizon + ".");
    }
    int n = first.length;
    if (n <= 2L * horizon) {
      return Optional.empty();
    }
    double[] difference = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      difference[i] = first[i] - second[i];
      mean += difference[i] / n;
    }
    double unit = unit(difference);
    for (int i = 0; i < n; i++) {
      difference[i] /= unit;
    }
    mean /= unit;
    double plain = variance(difference, mean, horizon, false);
    boolean weighted = !(plain > 0);
    double variance = weighted ? variance(difference, mean, horizon, true) : plain;
    // What is left of a constant difference is rounding.
    if (!(Math.sqrt(variance) > 1e-14 * Math.abs(mean))) {
      return Optional.empty();
    }
    double h = horizon;
    double correction = (n + 1 - 2 * h + h * (h - 1) / n) / n;
    double statistic = mean / Math.sqrt(variance) * Math.sqrt(correction);
    return Optional.of(
        new DieboldMariano(statistic, StudentT.twoSided(statistic, n - 1), horizon, n, weighted));
  }

  /** A power of two of the size of the differences: their squares must not leave the numbers. */
  private static double unit(double... differences) {
    double size = Arrays.stream(differences).map(Math::abs).max().orElse(0);
    return size > 0 && Double.isFinite(size)
        ? Math.scalb(1.0, Math.max(Double.MIN_EXPONENT, Math.getExponent(size)))
        : 1;
  }

  private static double variance(double[] d, double mean, int horizon, boolean weighted) {
    double sum = 0;
    for (int k = 0; k < horizon; k++) {
      double covariance = 0;
      for (int i = 0; i + k < d.length; i++) {
        covariance += (d[i] - mean) * (d[i + k] - mean);
      }
      double weight = weighted ? 1 - (double) k / horizon : 1;
      sum += (k == 0 ? 1 : 2 * weight) * covariance / d.length;
    }
    return sum / d.length;
  }

  /** The test in words: {@code Diebold-Mariano test: DM = -3.15, p = 0.0052}. */
  public String words() {
    String p = pValue < 0.0001 ? "p < 0.0001" : "p = " + NumberText.column(2, pValue).of(pValue);
    return "Diebold-Mariano test: DM = " + NumberText.column(3, statistic).of(statistic) + ", " + p;
  }
}
