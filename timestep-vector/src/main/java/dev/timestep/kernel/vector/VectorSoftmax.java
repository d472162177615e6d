package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

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
      scaleNormal(n, total, y, to);
      logSumExp[lseOff + row] = largest + (float) Math.log(total);
    }
  }

  /** y / total, and 0 where that is not a normal number. */
  private static void scaleNormal(int n, float total, float[] y, int yOff) {
    float factor = 1f / total;
    float smallest = 2 * Float.MIN_NORMAL * total;
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector terms = FloatVector.fromArray(SPECIES, y, yOff + e);
      VectorMath.flushed(terms, smallest).mul(factor).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      y[yOff + e] = VectorMath.flushed(y[yOff + e], smallest) * factor;
    }
  }
}
