package dev.timestep.task.forecast.statistical;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Minimises a smooth function of a few numbers by the method of Broyden, Fletcher, Goldfarb and
 * Shanno (BFGS): gradients by differences, steps halved until the value falls enough
 * (Armijo's rule).
 *
 * <p>A value that is not finite is a refused step, so what it returns is never worse than the
 * start, and never NaN where the start is finite. Nothing is random.
 *
 * <p>Expects arguments of about the size of 1: scale them. Source: Nocedal and Wright, "Numerical
 * Optimization", 2nd edition, chapter 6.
 */
final class QuasiNewton {
  private static final int ITERATIONS = 150;
  private static final int HALVINGS = 30;
  private static final double DIFFERENCE = 1e-5;
  private static final double SUFFICIENT = 1e-4;

  private final ToDoubleFunction<double[]> function;
  private final double tolerance;

  private final boolean central;

  private QuasiNewton(
      ToDoubleFunction<double[]> function, double tolerance, boolean central) {
    this.function = function;
    this.tolerance = tolerance;
    this.central = central;
  }

  /**
   * Where a search ended.
   *
   * @param at the arguments
   * @param value the function there; not finite only if it was not finite at the start
   */
  record Minimum(double[] at, double value) {}

  /** Searches from a start until the value falls by less than 1e-11 of itself in two steps. */
  static Minimum minimise(ToDoubleFunction<double[]> function, double[] start) {
    return minimise(function, start, 1e-11);
  }

  /**
   * The same with a tolerance of its own.
   *
   * @param tolerance smallest relative improvement of a step that is worth another one
   */
  static Minimum minimise(
      ToDoubleFunction<double[]> function, double[] start, double tolerance) {
    return new QuasiNewton(function, tolerance, true).search(start.clone());
  }

  /**
   * Searches at half the price, to some 1e-7 of the value: gradients by differences to one side.
   */
  static Minimum roughly(ToDoubleFunction<double[]> function, double[] start) {
    return new QuasiNewton(function, 1e-7, false).search(start.clone());
  }

  private Minimum search(double[] at) {
    int size = at.length;
    double value = function.applyAsDouble(at);
    if (size == 0 || !Double.isFinite(value)) {
      return new Minimum(at, value);
    }
    double[][] inverse = identity(size);
    double[] gradient = gradient(at, value);
    int still = 0;
    for (int iteration = 0; iteration < ITERATIONS && still < 2; iteration++) {
      double[] direction = negated(inverse, gradient);
      double slope = dot(direction, gradient);
      if (!(slope < 0)) {
        inverse = identity(size);
        direction = negated(inverse, gradient);
        slope = dot(direction, gradient);
        if (!(slope < 0)) {
          break;
        }
      }
      double step = Math.min(1, 2 / Math.sqrt(dot(direction, direction)));
      double[] next = moved(at, direction, step);
      double nextValue = function.applyAsDouble(next);
      for (int halving = 0;
          halving < HALVINGS && !(nextValue <= value + SUFFICIENT * step * slope);
          halving++) {
        step /= 2;
        next = moved(at, direction, step);
        nextValue = function.applyAsDouble(next);
      }
      if (!(nextValue < value)) {
        if (isIdentity(inverse)) {
          break;
        }
        inverse = identity(size);
        continue;
      }
      still = value - nextValue <= tolerance * (Math.abs(value) + tolerance) ? still + 1 : 0;
      double[] nextGradient = gradient(next, nextValue);
      update(inverse, difference(next, at), difference(nextGradient, gradient));
      at = next;
      value = nextValue;
      gradient = nextGradient;
    }
    return new Minimum(at, value);
  }

  private double[] gradient(double[] at, double value) {
    double[] gradient = new double[at.length];
    double[] moved = at.clone();
    for (int i = 0; i < at.length; i++) {
      double width = DIFFERENCE * Math.max(1, Math.abs(at[i]));
      moved[i] = at[i] + width;
      double above = function.applyAsDouble(moved);
      moved[i] = at[i] - width;
      double below =
          central || !Double.isFinite(above) ? function.applyAsDouble(moved) : Double.NaN;
      moved[i] = at[i];
      // At an edge of what is allowed only one side has a value.
      double slope =
          Double.isFinite(above)
              ? Double.isFinite(below) ? (above - below) / (2 * width) : (above - value) / width
              : Double.isFinite(below) ? (value - below) / width : 0;
      gradient[i] = Double.isFinite(slope) ? slope : 0;
    }
    return gradient;
  }

  /** The inverse Hessian after a step s over which the gradient changed by y. */
  private static void update(double[][] inverse, double[] s, double[] y) {
    double curvature = dot(s, y);
    if (!(curvature > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y)))) {
      return;
    }
    int size = s.length;
    double[] hy = new double[size];
    for (int i = 0; i < size; i++) {
      hy[i] = dot(inverse[i], y);
    }
    double factor = (1 + dot(y, hy) / curvature) / curvature;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        inverse[i][j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature;
      }
    }
  }

  private static double[][] identity(int size) {
    double[][] identity = new double[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private static boolean isIdentity(double[][] matrix) {
    return Arrays.deepEquals(matrix, identity(matrix.length));
  }

  private static double[] negated(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = -dot(matrix[i], vector);
    }
    return product;
  }

  private static double[] moved(double[] from, double[] direction, double step) {
    double[] to = from.clone();
    for (int i = 0; i < to.length; i++) {
      to[i] += step * direction[i];
    }
    return to;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= b[i];
    }
    return difference;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
