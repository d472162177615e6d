package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.PANEL;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.VectorScratch.STEP;

import jdk.incubator.vector.FloatVector;

/**
 * The tiles of {@link VectorTransposedGemm} for 512 bits: 32 registers.
 *
 * <p>Written by {@code TileWriter} of the tests; see {@link Tiles} for the reasons.
 */
final class WideStepTiles {

  private WideStepTiles() {}

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
      case 14 -> rows14(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 13 -> rows13(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 12 -> rows12(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 11 -> rows11(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 10 -> rows10(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 9 -> rows9(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 8 -> rows8(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 7 -> rows7(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 6 -> rows6(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 5 -> rows5(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 4 -> rows4(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 3 -> rows3(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 2 -> rows2(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      default -> rows1(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
    }
  }

  static void rows14(
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
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s5v1 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s6v1 = FloatVector.zero(SPECIES);
    FloatVector s7v0 = FloatVector.zero(SPECIES);
    FloatVector s7v1 = FloatVector.zero(SPECIES);
    FloatVector s8v0 = FloatVector.zero(SPECIES);
    FloatVector s8v1 = FloatVector.zero(SPECIES);
    FloatVector s9v0 = FloatVector.zero(SPECIES);
    FloatVector s9v1 = FloatVector.zero(SPECIES);
    FloatVector s10v0 = FloatVector.zero(SPECIES);
    FloatVector s10v1 = FloatVector.zero(SPECIES);
    FloatVector s11v0 = FloatVector.zero(SPECIES);
    FloatVector s11v1 = FloatVector.zero(SPECIES);
    FloatVector s12v0 = FloatVector.zero(SPECIES);
    FloatVector s12v1 = FloatVector.zero(SPECIES);
    FloatVector s13v0 = FloatVector.zero(SPECIES);
    FloatVector s13v1 = FloatVector.zero(SPECIES);
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
      e = FloatVector.broadcast(SPECIES, a[at + 5]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
      e = FloatVector.broadcast(SPECIES, a[at + 7]);
      s7v0 = e.fma(v0, s7v0);
      s7v1 = e.fma(v1, s7v1);
      e = FloatVector.broadcast(SPECIES, a[at + 8]);
      s8v0 = e.fma(v0, s8v0);
      s8v1 = e.fma(v1, s8v1);
      e = FloatVector.broadcast(SPECIES, a[at + 9]);
      s9v0 = e.fma(v0, s9v0);
      s9v1 = e.fma(v1, s9v1);
      e = FloatVector.broadcast(SPECIES, a[at + 10]);
      s10v0 = e.fma(v0, s10v0);
      s10v1 = e.fma(v1, s10v1);
      e = FloatVector.broadcast(SPECIES, a[at + 11]);
      s11v0 = e.fma(v0, s11v0);
      s11v1 = e.fma(v1, s11v1);
      e = FloatVector.broadcast(SPECIES, a[at + 12]);
      s12v0 = e.fma(v0, s12v0);
      s12v1 = e.fma(v1, s12v1);
      e = FloatVector.broadcast(SPECIES, a[at + 13]);
      s13v0 = e.fma(v0, s13v0);
      s13v1 = e.fma(v1, s13v1);
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
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s5v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s6v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s7v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s7v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s8v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s8v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s9v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s9v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s10v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s10v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s11v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s11v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s12v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s12v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s13v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s13v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows13(
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
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s5v1 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s6v1 = FloatVector.zero(SPECIES);
    FloatVector s7v0 = FloatVector.zero(SPECIES);
    FloatVector s7v1 = FloatVector.zero(SPECIES);
    FloatVector s8v0 = FloatVector.zero(SPECIES);
    FloatVector s8v1 = FloatVector.zero(SPECIES);
    FloatVector s9v0 = FloatVector.zero(SPECIES);
    FloatVector s9v1 = FloatVector.zero(SPECIES);
    FloatVector s10v0 = FloatVector.zero(SPECIES);
    FloatVector s10v1 = FloatVector.zero(SPECIES);
    FloatVector s11v0 = FloatVector.zero(SPECIES);
    FloatVector s11v1 = FloatVector.zero(SPECIES);
    FloatVector s12v0 = FloatVector.zero(SPECIES);
    FloatVector s12v1 = FloatVector.zero(SPECIES);
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
      e = FloatVector.broadcast(SPECIES, a[at + 5]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
      e = FloatVector.broadcast(SPECIES, a[at + 7]);
      s7v0 = e.fma(v0, s7v0);
      s7v1 = e.fma(v1, s7v1);
      e = FloatVector.broadcast(SPECIES, a[at + 8]);
      s8v0 = e.fma(v0, s8v0);
      s8v1 = e.fma(v1, s8v1);
      e = FloatVector.broadcast(SPECIES, a[at + 9]);
      s9v0 = e.fma(v0, s9v0);
      s9v1 = e.fma(v1, s9v1);
      e = FloatVector.broadcast(SPECIES, a[at + 10]);
      s10v0 = e.fma(v0, s10v0);
      s10v1 = e.fma(v1, s10v1);
      e = FloatVector.broadcast(SPECIES, a[at + 11]);
      s11v0 = e.fma(v0, s11v0);
      s11v1 = e.fma(v1, s11v1);
      e = FloatVector.broadcast(SPECIES, a[at + 12]);
      s12v0 = e.fma(v0, s12v0);
      s12v1 = e.fma(v1, s12v1);
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
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s5v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s6v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s7v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s7v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s8v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s8v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s9v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s9v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s10v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s10v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s11v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s11v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s12v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s12v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows12(
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
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s5v1 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s6v1 = FloatVector.zero(SPECIES);
    FloatVector s7v0 = FloatVector.zero(SPECIES);
    FloatVector s7v1 = FloatVector.zero(SPECIES);
    FloatVector s8v0 = FloatVector.zero(SPECIES);
    FloatVector s8v1 = FloatVector.zero(SPECIES);
    FloatVector s9v0 = FloatVector.zero(SPECIES);
    FloatVector s9v1 = FloatVector.zero(SPECIES);
    FloatVector s10v0 = FloatVector.zero(SPECIES);
    FloatVector s10v1 = FloatVector.zero(SPECIES);
    FloatVector s11v0 = FloatVector.zero(SPECIES);
    FloatVector s11v1 = FloatVector.zero(SPECIES);
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
      e = FloatVector.broadcast(SPECIES, a[at + 5]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
      e = FloatVector.broadcast(SPECIES, a[at + 7]);
      s7v0 = e.fma(v0, s7v0);
      s7v1 = e.fma(v1, s7v1);
      e = FloatVector.broadcast(SPECIES, a[at + 8]);
      s8v0 = e.fma(v0, s8v0);
      s8v1 = e.fma(v1, s8v1);
      e = FloatVector.broadcast(SPECIES, a[at + 9]);
      s9v0 = e.fma(v0, s9v0);
      s9v1 = e.fma(v1, s9v1);
      e = FloatVector.broadcast(SPECIES, a[at + 10]);
      s10v0 = e.fma(v0, s10v0);
      s10v1 = e.fma(v1, s10v1);
      e = FloatVector.broadcast(SPECIES, a[at + 11]);
      s11v0 = e.fma(v0, s11v0);
      s11v1 = e.fma(v1, s11v1);
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
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s5v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s6v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s7v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s7v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s8v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s8v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s9v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s9v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s10v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s10v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s11v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s11v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows11(
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
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s5v1 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s6v1 = FloatVector.zero(SPECIES);
    FloatVector s7v0 = FloatVector.zero(SPECIES);
    FloatVector s7v1 = FloatVector.zero(SPECIES);
    FloatVector s8v0 = FloatVector.zero(SPECIES);
    FloatVector s8v1 = FloatVector.zero(SPECIES);
    FloatVector s9v0 = FloatVector.zero(SPECIES);
    FloatVector s9v1 = FloatVector.zero(SPECIES);
    FloatVector s10v0 = FloatVector.zero(SPECIES);
    FloatVector s10v1 = FloatVector.zero(SPECIES);
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
      e = FloatVector.broadcast(SPECIES, a[at + 5]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
      e = FloatVector.broadcast(SPECIES, a[at + 7]);
      s7v0 = e.fma(v0, s7v0);
      s7v1 = e.fma(v1, s7v1);
      e = FloatVector.broadcast(SPECIES, a[at + 8]);
      s8v0 = e.fma(v0, s8v0);
      s8v1 = e.fma(v1, s8v1);
      e = FloatVector.broadcast(SPECIES, a[at + 9]);
      s9v0 = e.fma(v0, s9v0);
      s9v1 = e.fma(v1, s9v1);
      e = FloatVector.broadcast(SPECIES, a[at + 10]);
      s10v0 = e.fma(v0, s10v0);
      s10v1 = e.fma(v1, s10v1);
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
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s5v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s6v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s7v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s7v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s8v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s8v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s9v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s9v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s10v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s10v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows10(
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
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s5v1 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s6v1 = FloatVector.zero(SPECIES);
    FloatVector s7v0 = FloatVector.zero(SPECIES);
    FloatVector s7v1 = FloatVector.zero(SPECIES);
    FloatVector s8v0 = FloatVector.zero(SPECIES);
    FloatVector s8v1 = FloatVector.zero(SPECIES);
    FloatVector s9v0 = FloatVector.zero(SPECIES);
    FloatVector s9v1 = FloatVector.zero(SPECIES);
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
      e = FloatVector.broadcast(SPECIES, a[at + 5]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
      e = FloatVector.broadcast(SPECIES, a[at + 7]);
      s7v0 = e.fma(v0, s7v0);
      s7v1 = e.fma(v1, s7v1);
      e = FloatVector.broadcast(SPECIES, a[at + 8]);
      s8v0 = e.fma(v0, s8v0);
      s8v1 = e.fma(v1, s8v1);
      e = FloatVector.broadcast(SPECIES, a[at + 9]);
      s9v0 = e.fma(v0, s9v0);
      s9v1 = e.fma(v1, s9v1);
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
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s5v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s6v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s7v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s7v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s8v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s8v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s9v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s9v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows9(
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
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s5v1 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s6v1 = FloatVector.zero(SPECIES);
    FloatVector s7v0 = FloatVector.zero(SPECIES);
    FloatVector s7v1 = FloatVector.zero(SPECIES);
    FloatVector s8v0 = FloatVector.zero(SPECIES);
    FloatVector s8v1 = FloatVector.zero(SPECIES);
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
      e = FloatVector.broadcast(SPECIES, a[at + 5]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
      e = FloatVector.broadcast(SPECIES, a[at + 7]);
      s7v0 = e.fma(v0, s7v0);
      s7v1 = e.fma(v1, s7v1);
      e = FloatVector.broadcast(SPECIES, a[at + 8]);
      s8v0 = e.fma(v0, s8v0);
      s8v1 = e.fma(v1, s8v1);
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
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s5v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s6v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s7v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s7v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s8v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s8v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows8(
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
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s5v1 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s6v1 = FloatVector.zero(SPECIES);
    FloatVector s7v0 = FloatVector.zero(SPECIES);
    FloatVector s7v1 = FloatVector.zero(SPECIES);
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
      e = FloatVector.broadcast(SPECIES, a[at + 5]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
      e = FloatVector.broadcast(SPECIES, a[at + 7]);
      s7v0 = e.fma(v0, s7v0);
      s7v1 = e.fma(v1, s7v1);
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
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s5v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s6v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s7v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s7v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows7(
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
    FloatVector s4v0 = FloatVector.zero(SPECIES);
    FloatVector s4v1 = FloatVector.zero(SPECIES);
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s5v1 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s6v1 = FloatVector.zero(SPECIES);
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
      e = FloatVector.broadcast(SPECIES, a[at + 5]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
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
    from += oldLd;
    to += ldc;
    s4v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s4v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s5v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s6v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows6(
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
    FloatVector s4v0 = FloatVector.zero(SPECIES);
    FloatVector s4v1 = FloatVector.zero(SPECIES);
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s5v1 = FloatVector.zero(SPECIES);
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
      e = FloatVector.broadcast(SPECIES, a[at + 5]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
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
    from += oldLd;
    to += ldc;
    s4v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s4v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s5v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
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
