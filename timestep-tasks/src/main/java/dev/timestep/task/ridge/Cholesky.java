package dev.timestep.task.ridge;

/**
 * Cholesky factorisation and triangular solves for matrices of a few thousand rows.
 *
 * <p>Equation: {@code A = L Lᵀ}, L lower triangular; only the lower triangle of A is read. Work
 * goes in blocks of {@link #BLOCK} rows and {@link #TILE} columns, so that the rows being
 * subtracted stay in the second-level cache.
 */
public final class Cholesky {
  private static final int BLOCK = 64;
  private static final int TILE = 512;

  private final double[][] lower;

  private Cholesky(double[][] lower) {
    this.lower = lower;
  }

  /**
   * Factors a symmetric positive definite matrix in place.
   *
   * @param a [n][n]; its lower triangle becomes L
   * @throws ArithmeticException if the matrix is not positive definite
   */
  public static Cholesky factorInPlace(double[][] a) {
    int n = a.length;
    double[][] panel = new double[BLOCK][n];
    double[] coefficients = new double[BLOCK];
    for (int k = 0; k < n; k += BLOCK) {
      int width = Math.min(BLOCK, n - k);
      factorColumns(a, k, width);
      int below = k + width;
      for (int i = below; i < n; i++) {
        for (int j = 0; j < width; j++) {
          panel[j][i] = a[i][k + j];
        }
      }
      for (int tile = below; tile < n; tile += TILE) {
        for (int i = tile; i < n; i++) {
          copyNegated(a[i], k, coefficients, width);
          RowMath.addRows(a[i], coefficients, panel, 0, width, tile, Math.min(tile + TILE, i + 1));
        }
      }
    }
    return new Cholesky(a);
  }

  /** Factors columns {@code k .. k+width-1}, which hold all earlier updates already. */
  private static void factorColumns(double[][] a, int k, int width) {
    for (int i = k; i < a.length; i++) {
      int last = Math.min(i, k + width - 1);
      for (int j = k; j <= last; j++) {
        double sum = a[i][j];
        for (int p = k; p < j; p++) {
          sum -= a[i][p] * a[j][p];
        }
        if (i != j) {
          a[i][j] = sum / a[j][j];
        } else if (sum > 0) {
          a[i][i] = Math.sqrt(sum);
        } else {
          throw new ArithmeticException(
              "Cholesky expects a positive definite matrix; pivot " + i + " is " + sum + ".");
        }
      }
    }
  }

  private static void copyNegated(double[] from, int offset, double[] to, int count) {
    for (int p = 0; p < count; p++) {
      to[p] = -from[offset + p];
    }
  }

  /** Solves {@code L X = B} in place. B is [n][columns], n at least 1. */
  public void solveLower(double[][] b) {
    int n = lower.length;
    int columns = b[0].length;
    double[] coefficients = new double[BLOCK];
    for (int tile = 0; tile < columns; tile += TILE) {
      int end = Math.min(tile + TILE, columns);
      for (int k = 0; k < n; k += BLOCK) {
        int block = Math.min(k + BLOCK, n);
        for (int i = k; i < n; i++) {
          int count = Math.min(i, block) - k;
          copyNegated(lower[i], k, coefficients, count);
          RowMath.addRows(b[i], coefficients, b, k, count, tile, end);
          if (i < block) {
            divide(b[i], lower[i][i], tile, end);
          }
        }
      }
    }
  }

  /** Solves {@code Lᵀ X = B} in place. B is [n][columns], n at least 1. */
  public void solveLowerTransposed(double[][] b) {
    int n = lower.length;
    int columns = b[0].length;
    double[] coefficients = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      int count = n - 1 - i;
      for (int p = 0; p < count; p++) {
        coefficients[p] = -lower[i + 1 + p][i];
      }
      RowMath.addRows(b[i], coefficients, b, i + 1, count, 0, columns);
      divide(b[i], lower[i][i], 0, columns);
    }
  }

  private static void divide(double[] y, double divisor, int from, int to) {
    for (int j = from; j < to; j++) {
      y[j] /= divisor;
    }
  }
}
