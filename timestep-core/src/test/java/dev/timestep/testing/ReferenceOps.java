package dev.timestep.testing;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** The small operations in float64 on row-major numbers, element by element by coordinates. */
public final class ReferenceOps {
  private ReferenceOps() {}

  /** The coordinates of element {@code at}. */
  private static int[] place(int at, int[] shape) {
    int[] place = new int[shape.length];
    int rest = at;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      place[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return place;
  }

  private static int index(int[] place, int[] shape) {
    int index = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      index = index * shape[axis] + place[axis];
    }
    return index;
  }

  private static int size(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** z = x ∘ y with NumPy's broadcasting to the shape {@code out}. */
  public static double[] binary(
      DoubleBinaryOperator op, double[] x, int[] shapeX, double[] y, int[] shapeY, int[] out) {
    double[] z = new double[size(out)];
    for (int at = 0; at < z.length; at++) {
      int[] place = place(at, out);
      z[at] = op.applyAsDouble(x[read(place, shapeX)], y[read(place, shapeY)]);
    }
    return z;
  }

  /** The element of an operand that a place of the result reads. */
  private static int read(int[] place, int[] shape) {
    int[] own = new int[shape.length];
    for (int axis = 0; axis < shape.length; axis++) {
      own[axis] = shape[axis] == 1 ? 0 : place[place.length - shape.length + axis];
    }
    return index(own, shape);
  }

  /** Sum over one axis. */
  public static double[] sum(double[] x, int[] shape, int axis) {
    int[] out = shape.clone();
    out[axis] = 1;
    double[] y = new double[size(out)];
    for (int at = 0; at < x.length; at++) {
      int[] place = place(at, shape);
      place[axis] = 0;
      y[index(place, out)] += x[at];
    }
    return y;
  }

  /** Two axes exchanged. */
  public static double[] transpose(double[] x, int[] shape, int a, int b) {
    int[] out = shape.clone();
    out[a] = shape[b];
    out[b] = shape[a];
    double[] y = new double[x.length];
    for (int at = 0; at < x.length; at++) {
      int[] place = place(at, shape);
      int swap = place[a];
      place[a] = place[b];
      place[b] = swap;
      y[index(place, out)] = x[at];
    }
    return y;
  }

  /** The part [from, to) of an axis. */
  public static double[] slice(double[] x, int[] shape, int axis, int from, int to) {
    int[] out = shape.clone();
    out[axis] = to - from;
    double[] y = new double[size(out)];
    for (int at = 0; at < y.length; at++) {
      int[] place = place(at, out);
      place[axis] += from;
      y[at] = x[index(place, shape)];
    }
    return y;
  }

  /** Arrays joined along an axis. */
  public static double[] concat(List<double[]> parts, List<int[]> shapes, int axis) {
    int[] out = shapes.getFirst().clone();
    out[axis] = shapes.stream().mapToInt(shape -> shape[axis]).sum();
    double[] y = new double[size(out)];
    int start = 0;
    for (int part = 0; part < parts.size(); part++) {
      int[] shape = shapes.get(part);
      for (int at = 0; at < size(shape); at++) {
        int[] place = place(at, shape);
        place[axis] += start;
        y[index(place, out)] = parts.get(part)[at];
      }
      start += shape[axis];
    }
    return y;
  }

  /** x·w (+ bias) for w [k, n] and rows of k numbers. */
  public static double[] linear(double[] x, double[] w, int k, double... bias) {
    int n = w.length / k;
    double[] y = new double[x.length / k * n];
    for (int row = 0; row < x.length / k; row++) {
      double[] sum = ReferenceCell.times(Arrays.copyOfRange(x, row * k, (row + 1) * k), w, n);
      System.arraycopy(ReferenceCell.add(sum, bias), 0, y, row * n, n);
    }
    return y;
  }

  /** e^x / Σ e^x over rows of n. */
  public static double[] softmax(double[] x, int n) {
    double[] y = new double[x.length];
    for (int from = 0; from < x.length; from += n) {
      double sum = 0;
      for (int at = from; at < from + n; at++) {
        sum += Math.exp(x[at]);
      }
      for (int at = from; at < from + n; at++) {
        y[at] = Math.exp(x[at]) / sum;
      }
    }
    return y;
  }

  /** γ·(x − mean)/√(variance + ε) + β over rows of γ's length. */
  public static double[] layerNorm(double[] x, double[] gamma, double[] beta, double epsilon) {
    int n = gamma.length;
    double[] y = new double[x.length];
    for (int from = 0; from < x.length; from += n) {
      double[] row = Arrays.copyOfRange(x, from, from + n);
      double mean = Arrays.stream(row).average().orElseThrow();
      double variance = Arrays.stream(row).map(v -> (v - mean) * (v - mean)).sum() / n;
      for (int j = 0; j < n; j++) {
        y[from + j] = gamma[j] * (row[j] - mean) / Math.sqrt(variance + epsilon) + beta[j];
      }
    }
    return y;
  }
}
