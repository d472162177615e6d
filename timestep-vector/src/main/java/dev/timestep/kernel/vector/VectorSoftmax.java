package dev.timestep.kernel.vector;

/** Softmax, row by row. */
final class VectorSoftmax {

  private VectorSoftmax() {}

  static void rows(
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
      float largest = VectorReductions.max(n, x, from);
      VectorExp.exp(n, largest, x, from, y, to);
      float total = VectorReductions.sum(n, y, to);
      VectorElementwise.scale(n, 1f / total, y, to);
      logSumExp[lseOff + row] = largest + (float) Math.log(total);
    }
  }
}
