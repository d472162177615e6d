package dev.timestep.task.ridge;

/**
 * The one inner loop of ridge regressions.
 *
 * <p>Matrices are arrays of rows, and the loop runs over one index that all its rows share. The JIT
 * turns that shape into vector instructions; rows at different offsets of one flat array stay
 * scalar, because it cannot exclude that they overlap.
 */
public final class RowMath {
  private RowMath() {}

  /** {@code y[j] += sum over p < count of c[p] * b[first + p][j]} for {@code from <= j < to}. */
  public static void addRows(
      double[] y, double[] c, double[][] b, int first, int count, int from, int to) {
    int p = 0;
    for (; p + 4 <= count; p += 4) {
      double c0 = c[p];
      double c1 = c[p + 1];
      double c2 = c[p + 2];
      double c3 = c[p + 3];
      double[] b0 = b[first + p];
      double[] b1 = b[first + p + 1];
      double[] b2 = b[first + p + 2];
      double[] b3 = b[first + p + 3];
      for (int j = from; j < to; j++) {
        y[j] += (c0 * b0[j] + c1 * b1[j]) + (c2 * b2[j] + c3 * b3[j]);
      }
    }
    for (; p < count; p++) {
      double cp = c[p];
      double[] bp = b[first + p];
      for (int j = from; j < to; j++) {
        y[j] += cp * bp[j];
      }
    }
  }
}
