package dev.timestep.judge;

/**
 * A sum of squares that neither vanishes nor overflows: values of 1e-301 have squares that a double
 * cannot hold, and so have values of 1e200. Squares of small and of large values are summed apart,
 * in units of their own.
 *
 * <pre>{@code
 * SquareSum squares = new SquareSum();
 * squares.add(3e-301);
 * squares.add(4e-301);
 * double root = squares.rootMean(2);   // 3.5e-301
 * }</pre>
 *
 * <p>Source of the three sums: J. L. Blue, "A portable Fortran program to find the Euclidean norm
 * of a vector", ACM Transactions on Mathematical Software 4 (1978).
 */
public final class SquareSum {
  private static final double SMALL = 0x1p-500;
  private static final double LARGE = 0x1p480;

  /** What small values are multiplied by, and large ones divided by. */
  private static final double UNIT = 0x1p600;

  private double small;
  private double usual;
  private double large;

  /** Adds the square of a value. */
  public void add(double value) {
    double size = Math.abs(value);
    if (size > LARGE) {
      large += value / UNIT * (value / UNIT);
    } else if (size < SMALL) {
      small += value * UNIT * (value * UNIT);
    } else {
      usual += value * value;
    }
  }

  /** Adds another sum. */
  public void add(SquareSum other) {
    small += other.small;
    usual += other.usual;
    large += other.large;
  }

  /** {@code √(sum / count)}; not finite only where a value was not. */
  public double rootMean(double count) {
    double root = Math.sqrt(usual / count);
    if (small > 0) {
      root = Math.hypot(root, Math.sqrt(small / count) / UNIT);
    }
    return large > 0 || Double.isNaN(large)
        ? Math.hypot(root, Math.sqrt(large / count) * UNIT)
        : root;
  }
}
