package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The register tiles of {@link VectorTransposedGemm}: as {@link VectorTiles}, with its reasons, but
 * A is packed with the elements of one step of {@code k} side by side, those of the next step
 * {@link #STEP} floats further on.
 */
final class VectorTransposedTiles {

  /** Rows of the tallest tile: in this form no choice of held vectors keeps six in registers. */
  static final int ROWS = 5;

  /** Floats from a step of packed A to the next: three tiles and one float to spare. */
  static final int STEP = 16;

  private static final int PANEL = VectorTiles.PANEL;

  private VectorTransposedTiles() {}

  static void rows5(int k, float[] a, int aOff, float[] b, int bOff, float[] c, int cOff, int ldc) {
    FloatVector held0s = FloatVector.fromArray(SPECIES, c, cOff);
    FloatVector held0t = FloatVector.fromArray(SPECIES, c, cOff + LENGTH);
    FloatVector held1s = FloatVector.fromArray(SPECIES, c, cOff + ldc);
    FloatVector held1t = FloatVector.fromArray(SPECIES, c, cOff + ldc + LENGTH);
    FloatVector held2s = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc);
    FloatVector held2t = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc + LENGTH);
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
    for (int p = 0; p < k; p++) {
      int bi = bOff + p * PANEL;
      int ai = aOff + p * STEP;
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
    int at = cOff;
    s0.add(held0s).intoArray(c, at);
    t0.add(held0t).intoArray(c, at + LENGTH);
    at += ldc;
    s1.add(held1s).intoArray(c, at);
    t1.add(held1t).intoArray(c, at + LENGTH);
    at += ldc;
    s2.add(held2s).intoArray(c, at);
    t2.add(held2t).intoArray(c, at + LENGTH);
    at += ldc;
    s3.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    t3.add(FloatVector.fromArray(SPECIES, c, at + LENGTH)).intoArray(c, at + LENGTH);
    at += ldc;
    s4.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    t4.add(FloatVector.fromArray(SPECIES, c, at + LENGTH)).intoArray(c, at + LENGTH);
  }

  static void rows4(int k, float[] a, int aOff, float[] b, int bOff, float[] c, int cOff, int ldc) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector t3 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int bi = bOff + p * PANEL;
      int ai = aOff + p * STEP;
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
    int at = cOff;
    s0.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    t0.add(FloatVector.fromArray(SPECIES, c, at + LENGTH)).intoArray(c, at + LENGTH);
    at += ldc;
    s1.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    t1.add(FloatVector.fromArray(SPECIES, c, at + LENGTH)).intoArray(c, at + LENGTH);
    at += ldc;
    s2.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    t2.add(FloatVector.fromArray(SPECIES, c, at + LENGTH)).intoArray(c, at + LENGTH);
    at += ldc;
    s3.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    t3.add(FloatVector.fromArray(SPECIES, c, at + LENGTH)).intoArray(c, at + LENGTH);
  }

  static void rows3(int k, float[] a, int aOff, float[] b, int bOff, float[] c, int cOff, int ldc) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int bi = bOff + p * PANEL;
      int ai = aOff + p * STEP;
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
    int at = cOff;
    s0.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    t0.add(FloatVector.fromArray(SPECIES, c, at + LENGTH)).intoArray(c, at + LENGTH);
    at += ldc;
    s1.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    t1.add(FloatVector.fromArray(SPECIES, c, at + LENGTH)).intoArray(c, at + LENGTH);
    at += ldc;
    s2.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    t2.add(FloatVector.fromArray(SPECIES, c, at + LENGTH)).intoArray(c, at + LENGTH);
  }

  static void rows2(int k, float[] a, int aOff, float[] b, int bOff, float[] c, int cOff, int ldc) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int bi = bOff + p * PANEL;
      int ai = aOff + p * STEP;
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      e = FloatVector.broadcast(SPECIES, a[ai + 1]);
      s1 = e.fma(lo, s1);
      t1 = e.fma(hi, t1);
    }
    int at = cOff;
    s0.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    t0.add(FloatVector.fromArray(SPECIES, c, at + LENGTH)).intoArray(c, at + LENGTH);
    at += ldc;
    s1.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    t1.add(FloatVector.fromArray(SPECIES, c, at + LENGTH)).intoArray(c, at + LENGTH);
  }
}
