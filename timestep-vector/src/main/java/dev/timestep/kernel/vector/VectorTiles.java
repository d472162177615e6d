package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The register tiles of the packed product: C = old + A·B for a few rows of A times one whole panel
 * of B, two vectors wide, all sums held in registers while {@code k} runs. Every row takes its sum
 * in the same order whatever the height of its tile.
 *
 * <p>Six rows take 12 of the 16 vector registers of AVX2 for sums, two for B and the rest for
 * broadcast elements of A. The form of the code matters more than it looks, because two things
 * decide whether C2 keeps the sums in registers (90 % of the peak) or spills one in every step (30
 * %):
 *
 * <ul>
 *   <li>Nothing but plain stores may follow the loop: no branch, no call. So a tile always adds
 *       something: C itself, or zeros.
 *   <li>C2 schedules loads first, all broadcasts before the first multiply-add, and then runs out
 *       of registers, unless it finds before the loop that registers are short. The {@code held}
 *       vectors, old values that cross the loop unused, make it find that. They are spilled
 *       themselves, outside of the loop, for nothing.
 * </ul>
 *
 * <p>{@code docs/kernels.md} has the measurements. Unrolling the loop by hand or an array of sums
 * also spill.
 */
final class VectorTiles {

  /** Columns of a panel. */
  static final int PANEL = 2 * LENGTH;

  /** Rows of the tallest tile. */
  static final int ROWS = 6;

  private VectorTiles() {}

  /** Makes the rows of C that a tile is about to add to zero. */
  static void clear(int rows, float[] c, int cOff, int ldc) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int at = cOff;
    for (int r = 0; r < rows; r++) {
      zero.intoArray(c, at);
      zero.intoArray(c, at + LENGTH);
      at += ldc;
    }
  }

  static void rows6(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    int a1 = aOff + lda;
    int a2 = aOff + 2 * lda;
    int a3 = aOff + 3 * lda;
    int a4 = aOff + 4 * lda;
    int a5 = aOff + 5 * lda;
    FloatVector held0s = FloatVector.fromArray(SPECIES, old, oldOff);
    FloatVector held0t = FloatVector.fromArray(SPECIES, old, oldOff + LENGTH);
    FloatVector held1s = FloatVector.fromArray(SPECIES, old, oldOff + oldLd);
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
    FloatVector s5 = FloatVector.zero(SPECIES);
    FloatVector t5 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int bi = bOff + p * PANEL;
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[aOff + p]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      e = FloatVector.broadcast(SPECIES, a[a1 + p]);
      s1 = e.fma(lo, s1);
      t1 = e.fma(hi, t1);
      e = FloatVector.broadcast(SPECIES, a[a2 + p]);
      s2 = e.fma(lo, s2);
      t2 = e.fma(hi, t2);
      e = FloatVector.broadcast(SPECIES, a[a3 + p]);
      s3 = e.fma(lo, s3);
      t3 = e.fma(hi, t3);
      e = FloatVector.broadcast(SPECIES, a[a4 + p]);
      s4 = e.fma(lo, s4);
      t4 = e.fma(hi, t4);
      e = FloatVector.broadcast(SPECIES, a[a5 + p]);
      s5 = e.fma(lo, s5);
      t5 = e.fma(hi, t5);
    }
    int from = oldOff;
    int at = cOff;
    s0.add(held0s).intoArray(c, at);
    t0.add(held0t).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s1.add(held1s).intoArray(c, at);
    t1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s2.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t2.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s3.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t3.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s4.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t4.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s5.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t5.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
  }

  static void rows5(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    int a1 = aOff + lda;
    int a2 = aOff + 2 * lda;
    int a3 = aOff + 3 * lda;
    int a4 = aOff + 4 * lda;
    FloatVector held0s = FloatVector.fromArray(SPECIES, old, oldOff);
    FloatVector held0t = FloatVector.fromArray(SPECIES, old, oldOff + LENGTH);
    FloatVector held1s = FloatVector.fromArray(SPECIES, old, oldOff + oldLd);
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
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[aOff + p]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      e = FloatVector.broadcast(SPECIES, a[a1 + p]);
      s1 = e.fma(lo, s1);
      t1 = e.fma(hi, t1);
      e = FloatVector.broadcast(SPECIES, a[a2 + p]);
      s2 = e.fma(lo, s2);
      t2 = e.fma(hi, t2);
      e = FloatVector.broadcast(SPECIES, a[a3 + p]);
      s3 = e.fma(lo, s3);
      t3 = e.fma(hi, t3);
      e = FloatVector.broadcast(SPECIES, a[a4 + p]);
      s4 = e.fma(lo, s4);
      t4 = e.fma(hi, t4);
    }
    int from = oldOff;
    int at = cOff;
    s0.add(held0s).intoArray(c, at);
    t0.add(held0t).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s1.add(held1s).intoArray(c, at);
    t1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s2.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t2.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s3.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t3.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s4.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t4.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
  }

  static void rows4(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    int a1 = aOff + lda;
    int a2 = aOff + 2 * lda;
    int a3 = aOff + 3 * lda;
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
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[aOff + p]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      e = FloatVector.broadcast(SPECIES, a[a1 + p]);
      s1 = e.fma(lo, s1);
      t1 = e.fma(hi, t1);
      e = FloatVector.broadcast(SPECIES, a[a2 + p]);
      s2 = e.fma(lo, s2);
      t2 = e.fma(hi, t2);
      e = FloatVector.broadcast(SPECIES, a[a3 + p]);
      s3 = e.fma(lo, s3);
      t3 = e.fma(hi, t3);
    }
    int from = oldOff;
    int at = cOff;
    s0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t0.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s1.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s2.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t2.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s3.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t3.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
  }

  static void rows3(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    int a1 = aOff + lda;
    int a2 = aOff + 2 * lda;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int bi = bOff + p * PANEL;
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[aOff + p]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      e = FloatVector.broadcast(SPECIES, a[a1 + p]);
      s1 = e.fma(lo, s1);
      t1 = e.fma(hi, t1);
      e = FloatVector.broadcast(SPECIES, a[a2 + p]);
      s2 = e.fma(lo, s2);
      t2 = e.fma(hi, t2);
    }
    int from = oldOff;
    int at = cOff;
    s0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t0.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s1.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s2.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t2.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
  }

  static void rows2(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    int a1 = aOff + lda;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int bi = bOff + p * PANEL;
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[aOff + p]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      e = FloatVector.broadcast(SPECIES, a[a1 + p]);
      s1 = e.fma(lo, s1);
      t1 = e.fma(hi, t1);
    }
    int from = oldOff;
    int at = cOff;
    s0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t0.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
    from += oldLd;
    at += ldc;
    s1.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, at);
    t1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, at + LENGTH);
  }

  static void rows1(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      float[] c,
      int cOff) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int bi = bOff + p * PANEL;
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[aOff + p]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
    }
    s0.add(FloatVector.fromArray(SPECIES, old, oldOff)).intoArray(c, cOff);
    t0.add(FloatVector.fromArray(SPECIES, old, oldOff + LENGTH)).intoArray(c, cOff + LENGTH);
  }
}
