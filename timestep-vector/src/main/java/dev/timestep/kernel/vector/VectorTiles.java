package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The register tiles of the packed product: a few rows of A times one whole panel of B, two vectors
 * wide, all sums held in registers while {@code k} runs.
 *
 * <p>Six rows take 12 of the 16 vector registers of AVX2 for sums, two for B and one for the
 * broadcast element of A; five and four rows still hide the latency of the multiply-add. The form
 * matters more than it looks. The loop over {@code k} is plain and the rows are spelled out:
 * unrolled by hand, or with the sums in an array, the JIT spills registers and the tile runs three
 * times slower. The same happens if a branch or a call follows the loop while the sums are live, so
 * {@code accumulate} is decided before it and a tile is always whole. Every row takes its sum in
 * the same order whatever the height of its tile.
 */
final class VectorTiles {

  /** Columns of a panel. */
  static final int PANEL = 2 * LENGTH;

  /** Rows of the tallest tile. */
  static final int ROWS = 6;

  private VectorTiles() {}

  static void rows6(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    int a1 = aOff + lda;
    int a2 = aOff + 2 * lda;
    int a3 = aOff + 3 * lda;
    int a4 = aOff + 4 * lda;
    int a5 = aOff + 5 * lda;
    int c1 = cOff + ldc;
    int c2 = cOff + 2 * ldc;
    int c3 = cOff + 3 * ldc;
    int c4 = cOff + 4 * ldc;
    int c5 = cOff + 5 * ldc;
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
      s5 = FloatVector.fromArray(SPECIES, c, c5);
      t5 = FloatVector.fromArray(SPECIES, c, c5 + LENGTH);
    }
    for (int p = 0; p < k; p++) {
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL + LENGTH);
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
    s5.intoArray(c, c5);
    t5.intoArray(c, c5 + LENGTH);
  }

  static void rows5(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    int a1 = aOff + lda;
    int a2 = aOff + 2 * lda;
    int a3 = aOff + 3 * lda;
    int a4 = aOff + 4 * lda;
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
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL + LENGTH);
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
      int lda,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    int a1 = aOff + lda;
    int a2 = aOff + 2 * lda;
    int a3 = aOff + 3 * lda;
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
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL + LENGTH);
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
      int lda,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    int a1 = aOff + lda;
    int a2 = aOff + 2 * lda;
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
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL + LENGTH);
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
      int lda,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    int a1 = aOff + lda;
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
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[aOff + p]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      e = FloatVector.broadcast(SPECIES, a[a1 + p]);
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
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bOff + p * PANEL + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[aOff + p]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
    }
    s0.intoArray(c, cOff);
    t0.intoArray(c, cOff + LENGTH);
  }
}
