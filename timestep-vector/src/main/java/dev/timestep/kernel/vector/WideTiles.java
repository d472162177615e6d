package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.PANEL;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.VectorScratch.ROW;

import jdk.incubator.vector.FloatVector;

/**
 * The tiles of {@link VectorGemm} for 512 bits, where there are 32 registers.
 *
 * <p>Written by {@code TileWriter} of the tests; see {@link Tiles} for the reasons.
 */
final class WideTiles {

  private WideTiles() {}

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

  static void runHalf(
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
      case 12 -> rows12Half(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 11 -> rows11Half(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 10 -> rows10Half(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 9 -> rows9Half(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 8 -> rows8Half(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 7 -> rows7Half(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 6 -> rows6Half(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 5 -> rows5Half(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 4 -> rows4Half(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 3 -> rows3Half(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      case 2 -> rows2Half(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
      default -> rows1Half(k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
    }
  }

  static void runPanels(
      int rows,
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      int panel,
      float[] old,
      int oldOff,
      int oldStep,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    switch (rows) {
      case 1 -> rows1Panels4(k, a, aOff, b, bOff, panel, old, oldOff, oldStep, oldLd, c, cOff, ldc);
      case 2 -> rows2Panels2(k, a, aOff, b, bOff, panel, old, oldOff, oldStep, oldLd, c, cOff, ldc);
      case 3 -> rows3Panels2(k, a, aOff, b, bOff, panel, old, oldOff, oldStep, oldLd, c, cOff, ldc);
      default ->
          rows4Panels2(k, a, aOff, b, bOff, panel, old, oldOff, oldStep, oldLd, c, cOff, ldc);
    }
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
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      s3v1 = e.fma(v1, s3v1);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      s4v1 = e.fma(v1, s4v1);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6 * ROW]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
      e = FloatVector.broadcast(SPECIES, a[at + 7 * ROW]);
      s7v0 = e.fma(v0, s7v0);
      s7v1 = e.fma(v1, s7v1);
      e = FloatVector.broadcast(SPECIES, a[at + 8 * ROW]);
      s8v0 = e.fma(v0, s8v0);
      s8v1 = e.fma(v1, s8v1);
      e = FloatVector.broadcast(SPECIES, a[at + 9 * ROW]);
      s9v0 = e.fma(v0, s9v0);
      s9v1 = e.fma(v1, s9v1);
      e = FloatVector.broadcast(SPECIES, a[at + 10 * ROW]);
      s10v0 = e.fma(v0, s10v0);
      s10v1 = e.fma(v1, s10v1);
      e = FloatVector.broadcast(SPECIES, a[at + 11 * ROW]);
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
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      s3v1 = e.fma(v1, s3v1);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      s4v1 = e.fma(v1, s4v1);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6 * ROW]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
      e = FloatVector.broadcast(SPECIES, a[at + 7 * ROW]);
      s7v0 = e.fma(v0, s7v0);
      s7v1 = e.fma(v1, s7v1);
      e = FloatVector.broadcast(SPECIES, a[at + 8 * ROW]);
      s8v0 = e.fma(v0, s8v0);
      s8v1 = e.fma(v1, s8v1);
      e = FloatVector.broadcast(SPECIES, a[at + 9 * ROW]);
      s9v0 = e.fma(v0, s9v0);
      s9v1 = e.fma(v1, s9v1);
      e = FloatVector.broadcast(SPECIES, a[at + 10 * ROW]);
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
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      s3v1 = e.fma(v1, s3v1);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      s4v1 = e.fma(v1, s4v1);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6 * ROW]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
      e = FloatVector.broadcast(SPECIES, a[at + 7 * ROW]);
      s7v0 = e.fma(v0, s7v0);
      s7v1 = e.fma(v1, s7v1);
      e = FloatVector.broadcast(SPECIES, a[at + 8 * ROW]);
      s8v0 = e.fma(v0, s8v0);
      s8v1 = e.fma(v1, s8v1);
      e = FloatVector.broadcast(SPECIES, a[at + 9 * ROW]);
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
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      s3v1 = e.fma(v1, s3v1);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      s4v1 = e.fma(v1, s4v1);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6 * ROW]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
      e = FloatVector.broadcast(SPECIES, a[at + 7 * ROW]);
      s7v0 = e.fma(v0, s7v0);
      s7v1 = e.fma(v1, s7v1);
      e = FloatVector.broadcast(SPECIES, a[at + 8 * ROW]);
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
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      s3v1 = e.fma(v1, s3v1);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      s4v1 = e.fma(v1, s4v1);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6 * ROW]);
      s6v0 = e.fma(v0, s6v0);
      s6v1 = e.fma(v1, s6v1);
      e = FloatVector.broadcast(SPECIES, a[at + 7 * ROW]);
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
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      s3v1 = e.fma(v1, s3v1);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      s4v1 = e.fma(v1, s4v1);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
      s5v1 = e.fma(v1, s5v1);
      e = FloatVector.broadcast(SPECIES, a[at + 6 * ROW]);
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
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      s3v1 = e.fma(v1, s3v1);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      s4v1 = e.fma(v1, s4v1);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
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
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      s3v1 = e.fma(v1, s3v1);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
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
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
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
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
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
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
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
      int at = aOff + p;
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

  static void rows12Half(
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
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s3v0 = FloatVector.zero(SPECIES);
    FloatVector s4v0 = FloatVector.zero(SPECIES);
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s7v0 = FloatVector.zero(SPECIES);
    FloatVector s8v0 = FloatVector.zero(SPECIES);
    FloatVector s9v0 = FloatVector.zero(SPECIES);
    FloatVector s10v0 = FloatVector.zero(SPECIES);
    FloatVector s11v0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
      e = FloatVector.broadcast(SPECIES, a[at + 6 * ROW]);
      s6v0 = e.fma(v0, s6v0);
      e = FloatVector.broadcast(SPECIES, a[at + 7 * ROW]);
      s7v0 = e.fma(v0, s7v0);
      e = FloatVector.broadcast(SPECIES, a[at + 8 * ROW]);
      s8v0 = e.fma(v0, s8v0);
      e = FloatVector.broadcast(SPECIES, a[at + 9 * ROW]);
      s9v0 = e.fma(v0, s9v0);
      e = FloatVector.broadcast(SPECIES, a[at + 10 * ROW]);
      s10v0 = e.fma(v0, s10v0);
      e = FloatVector.broadcast(SPECIES, a[at + 11 * ROW]);
      s11v0 = e.fma(v0, s11v0);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s3v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s4v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s7v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s8v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s9v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s10v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s11v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
  }

  static void rows11Half(
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
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s3v0 = FloatVector.zero(SPECIES);
    FloatVector s4v0 = FloatVector.zero(SPECIES);
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s7v0 = FloatVector.zero(SPECIES);
    FloatVector s8v0 = FloatVector.zero(SPECIES);
    FloatVector s9v0 = FloatVector.zero(SPECIES);
    FloatVector s10v0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
      e = FloatVector.broadcast(SPECIES, a[at + 6 * ROW]);
      s6v0 = e.fma(v0, s6v0);
      e = FloatVector.broadcast(SPECIES, a[at + 7 * ROW]);
      s7v0 = e.fma(v0, s7v0);
      e = FloatVector.broadcast(SPECIES, a[at + 8 * ROW]);
      s8v0 = e.fma(v0, s8v0);
      e = FloatVector.broadcast(SPECIES, a[at + 9 * ROW]);
      s9v0 = e.fma(v0, s9v0);
      e = FloatVector.broadcast(SPECIES, a[at + 10 * ROW]);
      s10v0 = e.fma(v0, s10v0);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s3v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s4v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s7v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s8v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s9v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s10v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
  }

  static void rows10Half(
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
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s3v0 = FloatVector.zero(SPECIES);
    FloatVector s4v0 = FloatVector.zero(SPECIES);
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s7v0 = FloatVector.zero(SPECIES);
    FloatVector s8v0 = FloatVector.zero(SPECIES);
    FloatVector s9v0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
      e = FloatVector.broadcast(SPECIES, a[at + 6 * ROW]);
      s6v0 = e.fma(v0, s6v0);
      e = FloatVector.broadcast(SPECIES, a[at + 7 * ROW]);
      s7v0 = e.fma(v0, s7v0);
      e = FloatVector.broadcast(SPECIES, a[at + 8 * ROW]);
      s8v0 = e.fma(v0, s8v0);
      e = FloatVector.broadcast(SPECIES, a[at + 9 * ROW]);
      s9v0 = e.fma(v0, s9v0);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s3v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s4v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s7v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s8v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s9v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
  }

  static void rows9Half(
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
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s3v0 = FloatVector.zero(SPECIES);
    FloatVector s4v0 = FloatVector.zero(SPECIES);
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s7v0 = FloatVector.zero(SPECIES);
    FloatVector s8v0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
      e = FloatVector.broadcast(SPECIES, a[at + 6 * ROW]);
      s6v0 = e.fma(v0, s6v0);
      e = FloatVector.broadcast(SPECIES, a[at + 7 * ROW]);
      s7v0 = e.fma(v0, s7v0);
      e = FloatVector.broadcast(SPECIES, a[at + 8 * ROW]);
      s8v0 = e.fma(v0, s8v0);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s3v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s4v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s7v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s8v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
  }

  static void rows8Half(
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
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s3v0 = FloatVector.zero(SPECIES);
    FloatVector s4v0 = FloatVector.zero(SPECIES);
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    FloatVector s7v0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
      e = FloatVector.broadcast(SPECIES, a[at + 6 * ROW]);
      s6v0 = e.fma(v0, s6v0);
      e = FloatVector.broadcast(SPECIES, a[at + 7 * ROW]);
      s7v0 = e.fma(v0, s7v0);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s3v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s4v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s7v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
  }

  static void rows7Half(
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
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s3v0 = FloatVector.zero(SPECIES);
    FloatVector s4v0 = FloatVector.zero(SPECIES);
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    FloatVector s6v0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
      e = FloatVector.broadcast(SPECIES, a[at + 6 * ROW]);
      s6v0 = e.fma(v0, s6v0);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s3v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s4v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s6v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
  }

  static void rows6Half(
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
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s3v0 = FloatVector.zero(SPECIES);
    FloatVector s4v0 = FloatVector.zero(SPECIES);
    FloatVector s5v0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
      e = FloatVector.broadcast(SPECIES, a[at + 5 * ROW]);
      s5v0 = e.fma(v0, s5v0);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s3v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s4v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s5v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
  }

  static void rows5Half(
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
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s3v0 = FloatVector.zero(SPECIES);
    FloatVector s4v0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      e = FloatVector.broadcast(SPECIES, a[at + 4 * ROW]);
      s4v0 = e.fma(v0, s4v0);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s3v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s4v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
  }

  static void rows4Half(
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
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s3v0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s3v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
  }

  static void rows3Half(
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
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
  }

  static void rows2Half(
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
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
  }

  static void rows1Half(
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
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
  }

  static void rows1Panels4(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      int panel,
      float[] old,
      int oldOff,
      int oldStep,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    int b1 = bOff + panel;
    int b2 = bOff + 2 * panel;
    int b3 = bOff + 3 * panel;
    int next = PANEL * oldStep;
    FloatVector s0v0 = FloatVector.zero(SPECIES);
    FloatVector s0v1 = FloatVector.zero(SPECIES);
    FloatVector s0v2 = FloatVector.zero(SPECIES);
    FloatVector s0v3 = FloatVector.zero(SPECIES);
    FloatVector s0v4 = FloatVector.zero(SPECIES);
    FloatVector s0v5 = FloatVector.zero(SPECIES);
    FloatVector s0v6 = FloatVector.zero(SPECIES);
    FloatVector s0v7 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector v2 = FloatVector.fromArray(SPECIES, b, b1 + step);
      FloatVector v3 = FloatVector.fromArray(SPECIES, b, b1 + step + LENGTH);
      FloatVector v4 = FloatVector.fromArray(SPECIES, b, b2 + step);
      FloatVector v5 = FloatVector.fromArray(SPECIES, b, b2 + step + LENGTH);
      FloatVector v6 = FloatVector.fromArray(SPECIES, b, b3 + step);
      FloatVector v7 = FloatVector.fromArray(SPECIES, b, b3 + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      s0v2 = e.fma(v2, s0v2);
      s0v3 = e.fma(v3, s0v3);
      s0v4 = e.fma(v4, s0v4);
      s0v5 = e.fma(v5, s0v5);
      s0v6 = e.fma(v6, s0v6);
      s0v7 = e.fma(v7, s0v7);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s0v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    s0v2.add(FloatVector.fromArray(SPECIES, old, from + next)).intoArray(c, to + 2 * LENGTH);
    s0v3.add(FloatVector.fromArray(SPECIES, old, from + next + LENGTH))
        .intoArray(c, to + 3 * LENGTH);
    s0v4.add(FloatVector.fromArray(SPECIES, old, from + 2 * next)).intoArray(c, to + 4 * LENGTH);
    s0v5.add(FloatVector.fromArray(SPECIES, old, from + 2 * next + LENGTH))
        .intoArray(c, to + 5 * LENGTH);
    s0v6.add(FloatVector.fromArray(SPECIES, old, from + 3 * next)).intoArray(c, to + 6 * LENGTH);
    s0v7.add(FloatVector.fromArray(SPECIES, old, from + 3 * next + LENGTH))
        .intoArray(c, to + 7 * LENGTH);
  }

  static void rows2Panels2(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      int panel,
      float[] old,
      int oldOff,
      int oldStep,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    int b1 = bOff + panel;
    int next = PANEL * oldStep;
    FloatVector s0v0 = FloatVector.zero(SPECIES);
    FloatVector s0v1 = FloatVector.zero(SPECIES);
    FloatVector s0v2 = FloatVector.zero(SPECIES);
    FloatVector s0v3 = FloatVector.zero(SPECIES);
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s1v1 = FloatVector.zero(SPECIES);
    FloatVector s1v2 = FloatVector.zero(SPECIES);
    FloatVector s1v3 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector v2 = FloatVector.fromArray(SPECIES, b, b1 + step);
      FloatVector v3 = FloatVector.fromArray(SPECIES, b, b1 + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      s0v2 = e.fma(v2, s0v2);
      s0v3 = e.fma(v3, s0v3);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      s1v2 = e.fma(v2, s1v2);
      s1v3 = e.fma(v3, s1v3);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s0v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    s0v2.add(FloatVector.fromArray(SPECIES, old, from + next)).intoArray(c, to + 2 * LENGTH);
    s0v3.add(FloatVector.fromArray(SPECIES, old, from + next + LENGTH))
        .intoArray(c, to + 3 * LENGTH);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s1v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    s1v2.add(FloatVector.fromArray(SPECIES, old, from + next)).intoArray(c, to + 2 * LENGTH);
    s1v3.add(FloatVector.fromArray(SPECIES, old, from + next + LENGTH))
        .intoArray(c, to + 3 * LENGTH);
  }

  static void rows3Panels2(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      int panel,
      float[] old,
      int oldOff,
      int oldStep,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    int b1 = bOff + panel;
    int next = PANEL * oldStep;
    FloatVector s0v0 = FloatVector.zero(SPECIES);
    FloatVector s0v1 = FloatVector.zero(SPECIES);
    FloatVector s0v2 = FloatVector.zero(SPECIES);
    FloatVector s0v3 = FloatVector.zero(SPECIES);
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s1v1 = FloatVector.zero(SPECIES);
    FloatVector s1v2 = FloatVector.zero(SPECIES);
    FloatVector s1v3 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s2v1 = FloatVector.zero(SPECIES);
    FloatVector s2v2 = FloatVector.zero(SPECIES);
    FloatVector s2v3 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector v2 = FloatVector.fromArray(SPECIES, b, b1 + step);
      FloatVector v3 = FloatVector.fromArray(SPECIES, b, b1 + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      s0v2 = e.fma(v2, s0v2);
      s0v3 = e.fma(v3, s0v3);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      s1v2 = e.fma(v2, s1v2);
      s1v3 = e.fma(v3, s1v3);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      s2v2 = e.fma(v2, s2v2);
      s2v3 = e.fma(v3, s2v3);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s0v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    s0v2.add(FloatVector.fromArray(SPECIES, old, from + next)).intoArray(c, to + 2 * LENGTH);
    s0v3.add(FloatVector.fromArray(SPECIES, old, from + next + LENGTH))
        .intoArray(c, to + 3 * LENGTH);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s1v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    s1v2.add(FloatVector.fromArray(SPECIES, old, from + next)).intoArray(c, to + 2 * LENGTH);
    s1v3.add(FloatVector.fromArray(SPECIES, old, from + next + LENGTH))
        .intoArray(c, to + 3 * LENGTH);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s2v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    s2v2.add(FloatVector.fromArray(SPECIES, old, from + next)).intoArray(c, to + 2 * LENGTH);
    s2v3.add(FloatVector.fromArray(SPECIES, old, from + next + LENGTH))
        .intoArray(c, to + 3 * LENGTH);
  }

  static void rows4Panels2(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      int panel,
      float[] old,
      int oldOff,
      int oldStep,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    int b1 = bOff + panel;
    int next = PANEL * oldStep;
    FloatVector s0v0 = FloatVector.zero(SPECIES);
    FloatVector s0v1 = FloatVector.zero(SPECIES);
    FloatVector s0v2 = FloatVector.zero(SPECIES);
    FloatVector s0v3 = FloatVector.zero(SPECIES);
    FloatVector s1v0 = FloatVector.zero(SPECIES);
    FloatVector s1v1 = FloatVector.zero(SPECIES);
    FloatVector s1v2 = FloatVector.zero(SPECIES);
    FloatVector s1v3 = FloatVector.zero(SPECIES);
    FloatVector s2v0 = FloatVector.zero(SPECIES);
    FloatVector s2v1 = FloatVector.zero(SPECIES);
    FloatVector s2v2 = FloatVector.zero(SPECIES);
    FloatVector s2v3 = FloatVector.zero(SPECIES);
    FloatVector s3v0 = FloatVector.zero(SPECIES);
    FloatVector s3v1 = FloatVector.zero(SPECIES);
    FloatVector s3v2 = FloatVector.zero(SPECIES);
    FloatVector s3v3 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int step = p * PANEL;
      int at = aOff + p;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, bOff + step);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, bOff + step + LENGTH);
      FloatVector v2 = FloatVector.fromArray(SPECIES, b, b1 + step);
      FloatVector v3 = FloatVector.fromArray(SPECIES, b, b1 + step + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[at]);
      s0v0 = e.fma(v0, s0v0);
      s0v1 = e.fma(v1, s0v1);
      s0v2 = e.fma(v2, s0v2);
      s0v3 = e.fma(v3, s0v3);
      e = FloatVector.broadcast(SPECIES, a[at + ROW]);
      s1v0 = e.fma(v0, s1v0);
      s1v1 = e.fma(v1, s1v1);
      s1v2 = e.fma(v2, s1v2);
      s1v3 = e.fma(v3, s1v3);
      e = FloatVector.broadcast(SPECIES, a[at + 2 * ROW]);
      s2v0 = e.fma(v0, s2v0);
      s2v1 = e.fma(v1, s2v1);
      s2v2 = e.fma(v2, s2v2);
      s2v3 = e.fma(v3, s2v3);
      e = FloatVector.broadcast(SPECIES, a[at + 3 * ROW]);
      s3v0 = e.fma(v0, s3v0);
      s3v1 = e.fma(v1, s3v1);
      s3v2 = e.fma(v2, s3v2);
      s3v3 = e.fma(v3, s3v3);
    }
    int from = oldOff;
    int to = cOff;
    s0v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s0v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    s0v2.add(FloatVector.fromArray(SPECIES, old, from + next)).intoArray(c, to + 2 * LENGTH);
    s0v3.add(FloatVector.fromArray(SPECIES, old, from + next + LENGTH))
        .intoArray(c, to + 3 * LENGTH);
    from += oldLd;
    to += ldc;
    s1v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s1v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    s1v2.add(FloatVector.fromArray(SPECIES, old, from + next)).intoArray(c, to + 2 * LENGTH);
    s1v3.add(FloatVector.fromArray(SPECIES, old, from + next + LENGTH))
        .intoArray(c, to + 3 * LENGTH);
    from += oldLd;
    to += ldc;
    s2v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s2v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    s2v2.add(FloatVector.fromArray(SPECIES, old, from + next)).intoArray(c, to + 2 * LENGTH);
    s2v3.add(FloatVector.fromArray(SPECIES, old, from + next + LENGTH))
        .intoArray(c, to + 3 * LENGTH);
    from += oldLd;
    to += ldc;
    s3v0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    s3v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    s3v2.add(FloatVector.fromArray(SPECIES, old, from + next)).intoArray(c, to + 2 * LENGTH);
    s3v3.add(FloatVector.fromArray(SPECIES, old, from + next + LENGTH))
        .intoArray(c, to + 3 * LENGTH);
  }
}
