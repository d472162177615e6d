package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/**
 * The smoothing parameters of a form of exponential smoothing.
 *
 * @param alpha share of an error that moves the level, above 0 and below 1
 * @param beta share that moves the trend, from 0 to alpha; 0 without a trend
 * @param gamma share that moves the season, from 0 to 1 - alpha; 0 without a season
 * @param phi what the trend keeps from row to row; 1 where it is not damped
 */
record EtsWeights(double alpha, double beta, double gamma, double phi) {
  static final double LEAST = 1e-4;
  static final double MOST = 0.9999;
  static final double LEAST_PHI = 0.8;
  static final double MOST_PHI = 0.98;

  EtsWeights {
    boolean usual =
        alpha > 0
            && alpha < 1
            && beta >= 0
            && beta <= alpha
            && gamma >= 0
            && gamma <= 1 - alpha + 1e-12
            && phi > 0
            && phi <= 1;
    if (!usual) {
      throw new IllegalArgumentException(
          "Exponential smoothing expects 0 < alpha < 1, 0 <= beta <= alpha, 0 <= gamma <= 1 - alpha"
              + " and 0 < phi <= 1; received alpha %s, beta %s, gamma %s, phi %s."
                  .formatted(alpha, beta, gamma, phi));
    }
  }

  /**
   * Whether errors of long ago fade, so that the weights can be learned from the values: the
   * admissible region (Hyndman, Koehler, Ord and Snyder 2008, chapter 10). Without a season the
   * usual bounds lie inside it. With one, the roots of
   *
   * <pre>
   * z^(m+1) + (a + b - p) z^m + (a + b - a p) (z^(m-1) + .. + z^2) + (a + b - a p + g - 1) z
   *   + p (1 - a - g)
   * </pre>
   *
   * must lie inside the unit circle, which the recursion of Schur and Cohn tells without finding
   * them. Without a trend, b = 0 and p = 1, one root is 1 itself: level and season can exchange a
   * constant, which no forecast shows. It is divided out,
   *
   * <pre>z^m + a (z^(m-1) + .. + z) + a + g - 1</pre>
   *
   * @param season rows per season, 1 where the form has none
   */
  boolean admissible(int season) {
    if (season < 2) {
      return true;
    }
    if (beta == 0 && phi == 1) {
      double[] polynomial = new double[season + 1];
      Arrays.fill(polynomial, alpha);
      polynomial[season] = 1;
      polynomial[0] = alpha + gamma - 1;
      return insideUnitCircle(polynomial);
    }
    double[] polynomial = new double[season + 2];
    double middle = alpha + beta - alpha * phi;
    Arrays.fill(polynomial, middle);
    polynomial[season + 1] = 1;
    polynomial[season] = alpha + beta - phi;
    polynomial[1] = middle + gamma - 1;
    polynomial[0] = phi * (1 - alpha - gamma);
    return insideUnitCircle(polynomial);
  }

  /** Whether all roots of {@code c[0] + c[1] z + .. + z^n} lie inside the unit circle. */
  private static boolean insideUnitCircle(double[] coefficients) {
    double[] now = coefficients;
    for (int degree = now.length - 1; degree > 0; degree--) {
      double reflection = now[0] / now[degree];
      if (!(Math.abs(reflection) < 1)) {
        return false;
      }
      double[] next = new double[degree];
      for (int at = 0; at < degree; at++) {
        next[at] = now[at + 1] - reflection * now[degree - 1 - at];
      }
      now = next;
    }
    return true;
  }
}
