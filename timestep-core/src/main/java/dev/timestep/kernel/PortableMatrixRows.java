package dev.timestep.kernel;

/** The rows of a matrix in plain loops; the sums of a layer normalisation in double precision. */
final class PortableMatrixRows implements MatrixRowKernels {

  private final PortableReductions reductions;

  private final PortableExponentials exponentials;

  PortableMatrixRows(PortableReductions reductions, PortableExponentials exponentials) {
    this.reductions = reductions;
    this.exponentials = exponentials;
  }

  @Override
  public void copyRows(int m, int n, float[] a, int aOff, int lda, float[] c, int cOff, int ldc) {
    for (int i = 0; i < m; i++) {
      System.arraycopy(a, aOff + i * lda, c, cOff + i * ldc, n);
    }
  }

  @Override
  public void addColumnSums(int m, int n, float[] a, int aOff, int lda, float[] out, int outOff) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        out[outOff + j] += a[aOff + i * lda + j];
      }
    }
  }

  @Override
  public void normalize(
      int n,
      float epsilon,
      float[] x,
      int xOff,
      float[] gain,
      int gainOff,
      float[] offset,
      int offsetOff,
      float[] y,
      int yOff) {
    float mean = mean(n, x, xOff);
    float inverse = inverse(n, epsilon, x, xOff, mean);
    for (int e = 0; e < n; e++) {
      float unit = (x[xOff + e] - mean) * inverse;
      y[yOff + e] = Math.fma(gain[gainOff + e], unit, offset[offsetOff + e]);
    }
  }

  private static float mean(int n, float[] x, int xOff) {
    double sum = 0;
    for (int e = 0; e < n; e++) {
      sum += x[xOff + e];
    }
    return (float) (sum / n);
  }

  private static float inverse(int n, float epsilon, float[] x, int xOff, float mean) {
    double squares = 0;
    for (int e = 0; e < n; e++) {
      double apart = x[xOff + e] - mean;
      squares += apart * apart;
    }
    return (float) (1 / Math.sqrt(squares / n + epsilon));
  }

  @Override
  public void normalizeBackward(
      int n,
      float epsilon,
      float[] x,
      int xOff,
      float[] gain,
      int gainOff,
      float[] dy,
      int dyOff,
      float[] unit,
      int unitOff,
      float[] dx,
      int dxOff) {
    float mean = mean(n, x, xOff);
    float inverse = inverse(n, epsilon, x, xOff, mean);
    double sum = 0;
    double product = 0;
    for (int e = 0; e < n; e++) {
      float one = (x[xOff + e] - mean) * inverse;
      float u = dy[dyOff + e] * gain[gainOff + e];
      unit[unitOff + e] = one;
      sum += u;
      product += (double) u * one;
    }
    float meanU = (float) (sum / n);
    float meanUx = (float) (product / n);
    for (int e = 0; e < n; e++) {
      float u = dy[dyOff + e] * gain[gainOff + e];
      // What cancels comes together before it meets dx, which may be larger.
      float rest = Math.fma(-meanUx, unit[unitOff + e], u - meanU);
      dx[dxOff + e] = Vanishing.flushed(Math.fma(inverse, rest, dx[dxOff + e]));
    }
  }

  @Override
  public void softmaxRows(
      int m,
      int n,
      float[] x,
      int xOff,
      int ldx,
      float[] y,
      int yOff,
      int ldy,
      float[] logSumExp,
      int lseOff) {
    for (int row = 0; row < m; row++) {
      int from = xOff + row * ldx;
      int to = yOff + row * ldy;
      float largest = reductions.max(n, x, from);
      for (int j = 0; j < n; j++) {
        y[to + j] = x[from + j] - largest;
      }
      exponentials.exp(n, y, to, y, to);
      float total = reductions.sum(n, y, to);
      scaleNormal(n, total, y, to);
      logSumExp[lseOff + row] = largest + (float) Math.log(total);
    }
  }

  /** y / total, and 0 where that is not a normal number. */
  private static void scaleNormal(int n, float total, float[] y, int yOff) {
    float factor = 1f / total;
    float smallest = 2 * Float.MIN_NORMAL * total;
    for (int j = 0; j < n; j++) {
      float term = y[yOff + j];
      y[yOff + j] = term < smallest ? 0f : term * factor;
    }
  }
}
