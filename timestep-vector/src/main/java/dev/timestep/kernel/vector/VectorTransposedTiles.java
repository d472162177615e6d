package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The register tiles of {@link VectorTransposedGemm}: like {@link VectorTiles}, but A is packed
 * with the elements of one step of {@code k} side by side. In this form five rows run near the peak
 * and six at a third of it (the JIT spills), so five is the tallest.
 */
final class VectorTransposedTiles {

  /** Rows of the tallest tile. */
  static final int ROWS = 5;

  private static final int PANEL = VectorTiles.PANEL;

  private VectorTransposedTiles() {}

  static void rows5(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    int c1 = cOff + ldc;
    int c2 = cOff + 2 * ldc;
    int c3 = cOff + 3 * ldc;
    int c4 = cOff + 4 * ldc;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector t3 = FloatVector.zero(SPECIES);
    FloatVector s4 = FloatVector.zero(SPECIES);
    FloatVector t4 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s0 = FloatVector.fromArray(SPECIES, c, cOff);
      t0 = FloatVector.fromArray(SPECIES, c, cOff + LENGTH);
      s1 = FloatVector.fromArray(SPECIES, c, c1);
      t1 = FloatVector.fromArray(SPECIES, c, c1 + LENGTH);
      s2 = FloatVector.fromArray(SPECIES, c, c2);
      t2 = FloatVector.fromArray(SPECIES, c, c2 + LENGTH);
      s3 = FloatVector.fromArray(SPECIES, c, c3);
      t3 = FloatVector.fromArray(SPECIES, c, c3 + LENGTH);
      s4 = FloatVector.fromArray(SPECIES, c, c4);
      t4 = FloatVector.fromArray(SPECIES, c, c4 + LENGTH);
    }
    for (int p = 0; p < k; p++) {
      int ai = aOff + p * 5;
      int bi = bOff + p * PANEL;
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      e = FloatVector.broadcast(SPECIES, a[ai + 1]);
      s1 = e.fma(lo, s1);
      t1 = e.fma(hi, t1);
      e = FloatVector.broadcast(SPECIES, a[ai + 2]);
      s2 = e.fma(lo, s2);
      t2 = e.fma(hi, t2);
      e = FloatVector.broadcast(SPECIES, a[ai + 3]);
      s3 = e.fma(lo, s3);
      t3 = e.fma(hi, t3);
      e = FloatVector.broadcast(SPECIES, a[ai + 4]);
      s4 = e.fma(lo, s4);
      t4 = e.fma(hi, t4);
    }
    s0.intoArray(c, cOff);
    t0.intoArray(c, cOff + LENGTH);
    s1.intoArray(c, c1);
    t1.intoArray(c, c1 + LENGTH);
    s2.intoArray(c, c2);
    t2.intoArray(c, c2 + LENGTH);
    s3.intoArray(c, c3);
    t3.intoArray(c, c3 + LENGTH);
    s4.intoArray(c, c4);
    t4.intoArray(c, c4 + LENGTH);
  }

  static void rows4(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    int c1 = cOff + ldc;
    int c2 = cOff + 2 * ldc;
    int c3 = cOff + 3 * ldc;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector t3 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s0 = FloatVector.fromArray(SPECIES, c, cOff);
      t0 = FloatVector.fromArray(SPECIES, c, cOff + LENGTH);
      s1 = FloatVector.fromArray(SPECIES, c, c1);
      t1 = FloatVector.fromArray(SPECIES, c, c1 + LENGTH);
      s2 = FloatVector.fromArray(SPECIES, c, c2);
      t2 = FloatVector.fromArray(SPECIES, c, c2 + LENGTH);
      s3 = FloatVector.fromArray(SPECIES, c, c3);
      t3 = FloatVector.fromArray(SPECIES, c, c3 + LENGTH);
    }
    for (int p = 0; p < k; p++) {
      int ai = aOff + p * 4;
      int bi = bOff + p * PANEL;
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      e = FloatVector.broadcast(SPECIES, a[ai + 1]);
      s1 = e.fma(lo, s1);
      t1 = e.fma(hi, t1);
      e = FloatVector.broadcast(SPECIES, a[ai + 2]);
      s2 = e.fma(lo, s2);
      t2 = e.fma(hi, t2);
      e = FloatVector.broadcast(SPECIES, a[ai + 3]);
      s3 = e.fma(lo, s3);
      t3 = e.fma(hi, t3);
    }
    s0.intoArray(c, cOff);
    t0.intoArray(c, cOff + LENGTH);
    s1.intoArray(c, c1);
    t1.intoArray(c, c1 + LENGTH);
    s2.intoArray(c, c2);
    t2.intoArray(c, c2 + LENGTH);
    s3.intoArray(c, c3);
    t3.intoArray(c, c3 + LENGTH);
  }

  static void rows3(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    int c1 = cOff + ldc;
    int c2 = cOff + 2 * ldc;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s0 = FloatVector.fromArray(SPECIES, c, cOff);
      t0 = FloatVector.fromArray(SPECIES, c, cOff + LENGTH);
      s1 = FloatVector.fromArray(SPECIES, c, c1);
      t1 = FloatVector.fromArray(SPECIES, c, c1 + LENGTH);
      s2 = FloatVector.fromArray(SPECIES, c, c2);
      t2 = FloatVector.fromArray(SPECIES, c, c2 + LENGTH);
    }
    for (int p = 0; p < k; p++) {
      int ai = aOff + p * 3;
      int bi = bOff + p * PANEL;
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      e = FloatVector.broadcast(SPECIES, a[ai + 1]);
      s1 = e.fma(lo, s1);
      t1 = e.fma(hi, t1);
      e = FloatVector.broadcast(SPECIES, a[ai + 2]);
      s2 = e.fma(lo, s2);
      t2 = e.fma(hi, t2);
    }
    s0.intoArray(c, cOff);
    t0.intoArray(c, cOff + LENGTH);
    s1.intoArray(c, c1);
    t1.intoArray(c, c1 + LENGTH);
    s2.intoArray(c, c2);
    t2.intoArray(c, c2 + LENGTH);
  }

  static void rows2(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    int c1 = cOff + ldc;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s0 = FloatVector.fromArray(SPECIES, c, cOff);
      t0 = FloatVector.fromArray(SPECIES, c, cOff + LENGTH);
      s1 = FloatVector.fromArray(SPECIES, c, c1);
      t1 = FloatVector.fromArray(SPECIES, c, c1 + LENGTH);
    }
    for (int p = 0; p < k; p++) {
      int ai = aOff + p * 2;
      int bi = bOff + p * PANEL;
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      e = FloatVector.broadcast(SPECIES, a[ai + 1]);
      s1 = e.fma(lo, s1);
      t1 = e.fma(hi, t1);
    }
    s0.intoArray(c, cOff);
    t0.intoArray(c, cOff + LENGTH);
    s1.intoArray(c, c1);
    t1.intoArray(c, c1 + LENGTH);
  }

  static void rows1(
      int k, float[] a, int aOff, float[] b, int bOff, float[] c, int cOff, boolean accumulate) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s0 = FloatVector.fromArray(SPECIES, c, cOff);
      t0 = FloatVector.fromArray(SPECIES, c, cOff + LENGTH);
    }
    for (int p = 0; p < k; p++) {
      int ai = aOff + p;
      int bi = bOff + p * PANEL;
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
    }
    s0.intoArray(c, cOff);
    t0.intoArray(c, cOff + LENGTH);
  }
}
