package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.PANEL;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.VectorScratch.STEP;

import jdk.incubator.vector.FloatVector;

/**
 * The tiles of {@link VectorTransposedGemm} for up to 256 bits: 16 registers.
 *
 * <p>Written by {@code TileWriter} of the tests; see {@link Tiles} for the reasons.
 */
final class NarrowStepTiles {

  private NarrowStepTiles() {}

  static void run(
      int rows,
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    switch (rows) {
      case 5 -> rows5(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 4 -> rows4(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 3 -> rows3(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 2 -> rows2(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      default -> rows1(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
    }
  }

  static void rows5(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    FloatVector held0 = FloatVector.fromArray(SPECIES, old, oldOff);
    FloatVector held1 = FloatVector.fromArray(SPECIES, old, oldOff + LENGTH);
    FloatVector held2 = FloatVector.fromArray(SPECIES, old, oldOff + oldLd);
    FloatVector s0v0 = FloatVector.zero(SPECIES);
    FloatVector s0v1 = FloatVector.zero(SPECIES);
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s1v1 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s2v1 = FloatVector.zero(SPECIES);
    FloatVector s3v0 = FloatVector.zero(SPECIES);
    FloatVector s3v1 = FloatVector.zero(SPECIES);
    FloatVector s4v0 = FloatVector.zero(SPECIES);
    FloatVector s4v1 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p * STEP;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + 1]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      e = FloatVector.broadcast(SPECIES, a[at + 3]);
      s3v0 = e.fma(v0, s3v0);
      s3v1 = e.fma(v1, s3v1);
      e = FloatVector.broadcast(SPECIES, a[at + 4]);
      s4v0 = e.fma(v0, s4v0);
      s4v1 = e.fma(v1, s4v1);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(held0).intoArray(c, to);
    s0v1.add(held1).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s1v0.add(held2).intoArray(c, to);
    s1v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s2v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s3v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s3v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s4v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s4v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows4(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    FloatVector s0v0 = FloatVector.zero(SPECIES);
    FloatVector s0v1 = FloatVector.zero(SPECIES);
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s1v1 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s2v1 = FloatVector.zero(SPECIES);
    FloatVector s3v0 = FloatVector.zero(SPECIES);
    FloatVector s3v1 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p * STEP;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + 1]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      e = FloatVector.broadcast(SPECIES, a[at + 3]);
      s3v0 = e.fma(v0, s3v0);
      s3v1 = e.fma(v1, s3v1);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s0v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s1v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s2v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s3v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s3v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows3(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    FloatVector s0v0 = FloatVector.zero(SPECIES);
    FloatVector s0v1 = FloatVector.zero(SPECIES);
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s1v1 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s2v1 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p * STEP;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + 1]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s0v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s1v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s2v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows2(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    FloatVector s0v0 = FloatVector.zero(SPECIES);
    FloatVector s0v1 = FloatVector.zero(SPECIES);
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s1v1 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p * STEP;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + 1]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s0v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s1v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows1(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    FloatVector s0v0 = FloatVector.zero(SPECIES);
    FloatVector s0v1 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p * STEP;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s0v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }
}
