package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Softmax, row by row, and its parts. */
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
      VectorActivations.shiftedExp(n, largest, x, from, y, to);
      float total = VectorReductions.sum(n, y, to);
      VectorElementwise.scale(n, 1f / total, y, to);
      logSumExp[lseOff + row] = largest + (float) Math.log(total);
    }
  }

  static float sumExp(int n, float shift, float[] x, int xOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector s = FloatVector.zero(SPECIES);
    for (int e = 0; e < whole; e += LENGTH) {
      s = s.add(VectorMath.expOfNegative(FloatVector.fromArray(SPECIES, x, xOff + e).sub(shift)));
    }
    float total = VectorReductions.fold(s);
    for (int e = whole; e < n; e++) {
      total += VectorMath.expOfNegative(x[xOff + e] - shift);
    }
    return total;
  }

  static void addScaledExp(
      int n, float alpha, float shift, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector factor = FloatVector.broadcast(SPECIES, alpha);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e).sub(shift);
      FloatVector old = FloatVector.fromArray(SPECIES, y, yOff + e);
      VectorMath.expOfNegative(v).fma(factor, old).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      y[yOff + e] = Math.fma(VectorMath.expOfNegative(x[xOff + e] - shift), alpha, y[yOff + e]);
    }
  }
}
