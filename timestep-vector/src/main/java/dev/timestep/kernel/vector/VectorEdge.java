package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.VectorTiles.PANEL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The last panel of a packed product when the columns of B do not fill it: one vector at a time,
 * storing only the columns that exist. The sums take the same order as in {@link VectorTiles}.
 */
final class VectorEdge {

  private VectorEdge() {}

  static void panel(
      int m,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      int width,
      boolean accumulate) {
    for (int j = 0; j < width; j += LENGTH) {
      VectorMask<Float> valid = SPECIES.indexInRange(j, width);
      int i = 0;
      for (; i + 4 <= m; i += 4) {
        int at = aOff + i * lda;
        rows4(k, a, at, lda, b, bOff + j, c, cOff + i * ldc + j, ldc, valid, accumulate);
      }
      for (; i < m; i++) {
        row(k, a, aOff + i * lda, b, bOff + j, c, cOff + i * ldc + j, valid, accumulate);
      }
    }
  }

  private static void rows4(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      VectorMask<Float> valid,
      boolean accumulate) {
    int a1 = aOff + lda;
    int a2 = aOff + 2 * lda;
    int a3 = aOff + 3 * lda;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s0 = FloatVector.fromArray(SPECIES, c, cOff, valid);
      s1 = FloatVector.fromArray(SPECIES, c, cOff + ldc, valid);
      s2 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc, valid);
      s3 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc, valid);
    }
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL);
      s0 = FloatVector.broadcast(SPECIES, a[aOff + p]).fma(v, s0);
      s1 = FloatVector.broadcast(SPECIES, a[a1 + p]).fma(v, s1);
      s2 = FloatVector.broadcast(SPECIES, a[a2 + p]).fma(v, s2);
      s3 = FloatVector.broadcast(SPECIES, a[a3 + p]).fma(v, s3);
    }
    s0.intoArray(c, cOff, valid);
    s1.intoArray(c, cOff + ldc, valid);
    s2.intoArray(c, cOff + 2 * ldc, valid);
    s3.intoArray(c, cOff + 3 * ldc, valid);
  }

  private static void row(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      VectorMask<Float> valid,
      boolean accumulate) {
    FloatVector s = FloatVector.zero(SPECIES);
    if (accumulate) {
      s = FloatVector.fromArray(SPECIES, c, cOff, valid);
    }
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL);
      s = FloatVector.broadcast(SPECIES, a[aOff + p]).fma(v, s);
    }
    s.intoArray(c, cOff, valid);
  }
}
