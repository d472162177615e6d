package dev.timestep.task.ridge;

import dev.timestep.kernel.Engine;
import java.util.Arrays;

/**
 * The inputs of a ridge regression, standardised by their own rows.
 *
 * <p>Legend: n rows, p features, {@code X[i][f] = (rows[i][f] - mean[f]) / scale[f]}. A feature
 * that does not vary has the scale 0 and takes no part. Standardised values are formed in blocks of
 * features, so that memory does not hold X beside the rows.
 */
final class RidgeInputs {
  private static final int BLOCK = 128;

  /** Share of a feature's mean square below which its variance is rounding. */
  private static final double CONSTANT = 1e-12;

  private final float[][] rows;
  private final double[] mean;
  private final double[] scale;

  private RidgeInputs(float[][] rows, double[] mean, double[] scale) {
    this.rows = rows;
    this.mean = mean;
    this.scale = scale;
  }

  /** Standardises by mean and standard deviation (divisor n) of the rows. */
  static RidgeInputs of(float[][] rows) {
    int features = rows[0].length;
    double[] mean = new double[features];
    double[] square = new double[features];
    for (float[] row : rows) {
      for (int f = 0; f < features; f++) {
        mean[f] += row[f];
      }
    }
    for (int f = 0; f < features; f++) {
      mean[f] /= rows.length;
    }
    for (float[] row : rows) {
      for (int f = 0; f < features; f++) {
        double off = row[f] - mean[f];
        square[f] += off * off;
      }
    }
    double[] scale = new double[features];
    for (int f = 0; f < features; f++) {
      double variance = square[f] / rows.length;
      scale[f] = variance > CONSTANT * mean[f] * mean[f] ? Math.sqrt(variance) : 0;
    }
    return new RidgeInputs(rows, mean, scale);
  }

  /** [output] means over the rows. */
  static double[] means(double[][] outputs) {
    double[] mean = new double[outputs[0].length];
    for (double[] row : outputs) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += row[k] / outputs.length;
      }
    }
    return mean;
  }

  /** Some of the rows, on the same scale. */
  RidgeInputs select(int[] which) {
    return new RidgeInputs(
        Arrays.stream(which).mapToObj(i -> rows[i]).toArray(float[][]::new), mean, scale);
  }

  /** Other rows of the same features, on the same scale. */
  RidgeInputs like(float[][] others) {
    return new RidgeInputs(others, mean, scale);
  }

  int count() {
    return rows.length;
  }

  int features() {
    return mean.length;
  }

  double mean(int feature) {
    return mean[feature];
  }

  double scale(int feature) {
    return scale[feature];
  }

  /** Number of features that vary. */
  int varying() {
    return (int) Arrays.stream(scale).filter(s -> s > 0).count();
  }

  /** [n][m] products of these rows with {@code other} rows, {@code X Yᵀ}. */
  double[][] timesTransposed(RidgeInputs other, Engine engine) {
    double[][] product = new double[count()][other.count()];
    for (int from = 0; from < features(); from += BLOCK) {
      int begin = from;
      int size = Math.min(BLOCK, features() - from);
      double[][] columns = other.columns(begin, size);
      engine.forRows(
          count(),
          (long) size * other.count(),
          (first, end) -> {
            double[] x = new double[size];
            for (int i = first; i < end; i++) {
              standardise(rows[i], begin, x);
              RowMath.addRows(product[i], x, columns, 0, size, 0, other.count());
            }
          });
    }
    return product;
  }

  /** [p][p] products of the features, {@code XᵀX}. */
  double[][] products(Engine engine) {
    double[][] product = new double[features()][features()];
    for (int from = 0; from < count(); from += BLOCK) {
      int begin = from;
      int size = Math.min(BLOCK, count() - from);
      double[][] x = new double[size][features()];
      for (int i = 0; i < size; i++) {
        standardise(rows[begin + i], 0, x[i]);
      }
      engine.forRows(
          features(),
          (long) size * features(),
          (first, end) -> {
            double[] column = new double[size];
            for (int f = first; f < end; f++) {
              for (int i = 0; i < size; i++) {
                column[i] = x[i][f];
              }
              RowMath.addRows(product[f], column, x, 0, size, 0, features());
            }
          });
    }
    return product;
  }

  /** [p][outputs] {@code Xᵀ y} for {@code y} [n][outputs]. */
  double[][] transposedTimes(double[][] y) {
    double[][] product = new double[features()][y[0].length];
    double[] x = new double[features()];
    for (int i = 0; i < count(); i++) {
      standardise(rows[i], 0, x);
      for (int f = 0; f < x.length; f++) {
        double factor = x[f];
        for (int k = 0; k < y[i].length; k++) {
          product[f][k] += factor * y[i][k];
        }
      }
    }
    return product;
  }

  /** [n][columns] {@code X B} for {@code b} [p][columns]. */
  double[][] times(double[][] b) {
    double[][] product = new double[count()][b[0].length];
    double[] x = new double[features()];
    for (int i = 0; i < count(); i++) {
      standardise(rows[i], 0, x);
      RowMath.addRows(product[i], x, b, 0, x.length, 0, b[0].length);
    }
    return product;
  }

  /** [size][n] standardised features, feature after feature. */
  private double[][] columns(int from, int size) {
    double[][] columns = new double[size][count()];
    double[] x = new double[size];
    for (int i = 0; i < count(); i++) {
      standardise(rows[i], from, x);
      for (int f = 0; f < size; f++) {
        columns[f][i] = x[f];
      }
    }
    return columns;
  }

  private void standardise(float[] row, int from, double[] to) {
    for (int f = 0; f < to.length; f++) {
      double s = scale[from + f];
      to[f] = s == 0 ? 0 : (row[from + f] - mean[from + f]) / s;
    }
  }
}
