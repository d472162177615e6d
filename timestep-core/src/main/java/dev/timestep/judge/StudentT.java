package dev.timestep.judge;

/**
 * Student's t distribution, exact to some twelve digits: the tail by the continued fraction of the
 * incomplete beta function, the quantile by halving.
 *
 * <p>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.5.8, 26.7.1 and 6.1.41.
 */
public final class StudentT {
  private static final int TERMS = 10_000;
  private static final double SMALL = 1e-300;
  private static final double EXACT = 1e-16;

  private StudentT() {}

  /**
   * The chance of a value at least as far from zero, in either direction.
   *
   * @param t the value
   * @param degrees degrees of freedom, above 0
   */
  public static double twoSided(double t, double degrees) {
    require(degrees);
    double x = degrees / (degrees + t * t);
    return incompleteBeta(x, degrees / 2, 0.5);
  }

  /**
   * The value that a share of the distribution lies below.
   *
   * @param level above 0 and below 1
   * @param degrees degrees of freedom, above 0
   */
  public static double quantile(double level, double degrees) {
    require(degrees);
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "StudentT expects a level between 0 and 1; received " + level + ".");
    }
    if (level == 0.5) {
      return 0;
    }
    if (level < 0.5) {
      return -quantile(1 - level, degrees);
    }
    double tails = 2 * (1 - level);
    double high = 1;
    while (twoSided(high, degrees) > tails && high < Double.MAX_VALUE / 4) {
      high *= 2;
    }
    double low = 0;
    // Halving ends where two doubles are neighbours.
    for (double middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
      if (twoSided(middle, degrees) > tails) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static void require(double degrees) {
    if (!(degrees > 0)) {
      throw new IllegalArgumentException(
          "StudentT expects degrees of freedom above 0; received " + degrees + ".");
    }
  }

  /** The regularised incomplete beta function I(x; a, b). */
  private static double incompleteBeta(double x, double a, double b) {
    if (x <= 0) {
      return 0;
    }
    if (x >= 1) {
      return 1;
    }
    double front =
        Math.exp(
            logGamma(a + b)
                - logGamma(a)
                - logGamma(b)
                + a * Math.log(x)
                + b * Math.log1p(-x));
    // The fraction converges fast on this side only; the other follows from symmetry.
    return x < (a + 1) / (a + b + 2)
        ? front / a * fraction(x, a, b)
        : 1 - front / b * fraction(1 - x, b, a);
  }

  /** The continued fraction by Lentz's method. */
  private static double fraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / keptFromZero(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m <= TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / keptFromZero(1 + even * d);
      c = keptFromZero(1 + even / c);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / keptFromZero(1 + odd * d);
      c = keptFromZero(1 + odd / c);
      double factor = d * c;
      value *= factor;
      if (Math.abs(factor - 1) < EXACT) {
        break;
      }
    }
    return value;
  }

  private static double keptFromZero(double value) {
    return Math.abs(value) < SMALL ? SMALL : value;
  }

  /** Stirling's series above 15, and the recurrence up to there. */
  private static double logGamma(double x) {
    double product = 1;
    double z = x;
    while (z < 15) {
      product *= z;
      z += 1;
    }
    double square = 1 / (z * z);
    double series =
        (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680)))) / z;
    return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
  }
}
