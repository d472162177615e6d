package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * C = Aᵀ·B with both matrices read in place: the weight-gradient product, where {@code k} is time ×
 * batch and long.
 *
 * <p>A tile is five rows of C (five neighbouring columns of A) by two vectors. Six rows, the best
 * height in {@link VectorTiles}, ran at half the speed here: two moving indices more than there are
 * registers for. The indices are advanced by addition for the same reason. Blocks of {@code k} keep
 * the strips of A and B that a tile reads in the second-level cache; a tile takes up its sums from
 * C where the block before left them.
 */
final class VectorTransposedGemm {

  private static final int PANEL = VectorTiles.PANEL;
  private static final int ROWS = 5;
  private static final int K_BLOCK = 128;

  private VectorTransposedGemm() {}

  static void gemm(
      int mFrom,
      int mTo,
      int nFrom,
      int nTo,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    if (k == 0 && !accumulate) {
      for (int i = mFrom; i < mTo; i++) {
        Arrays.fill(c, cOff + i * ldc + nFrom, cOff + i * ldc + nTo, 0f);
      }
    }
    for (int p = 0; p < k; p += K_BLOCK) {
      int depth = Math.min(K_BLOCK, k - p);
      boolean add = accumulate || p > 0;
      int at = aOff + p * lda + mFrom;
      int from = bOff + p * ldb;
      int to = cOff + mFrom * ldc;
      int j = nFrom;
      for (; j + PANEL <= nTo; j += PANEL) {
        panel(mTo - mFrom, depth, a, at, lda, b, from + j, ldb, c, to + j, ldc, add);
      }
      for (; j < nTo; j += LENGTH) {
        VectorMask<Float> valid = SPECIES.indexInRange(j, nTo);
        edge(mTo - mFrom, depth, a, at, lda, b, from + j, ldb, c, to + j, ldc, valid, add);
      }
    }
  }

  private static void panel(
      int m,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc,
      boolean add) {
    int tiles = (m + ROWS - 1) / ROWS;
    int low = tiles == 0 ? 0 : m / tiles;
    int higher = m - low * tiles;
    int at = aOff;
    int to = cOff;
    for (int t = 0; t < tiles; t++) {
      int rows = t < higher ? low + 1 : low;
      switch (rows) {
        case 5 -> rows5(k, a, at, lda, b, bOff, ldb, c, to, ldc, add);
        case 4 -> rows4(k, a, at, lda, b, bOff, ldb, c, to, ldc, add);
        case 3 -> rows3(k, a, at, lda, b, bOff, ldb, c, to, ldc, add);
        case 2 -> rows2(k, a, at, lda, b, bOff, ldb, c, to, ldc, add);
        default -> rows1(k, a, at, lda, b, bOff, ldb, c, to, add);
      }
      at += rows;
      to += rows * ldc;
    }
  }

  /** The columns that do not fill a panel, a vector of them at a time. */
  private static void edge(
      int m,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc,
      VectorMask<Float> valid,
      boolean add) {
    for (int i = 0; i < m; i++) {
      FloatVector s = FloatVector.zero(SPECIES);
      if (add) {
        s = FloatVector.fromArray(SPECIES, c, cOff + i * ldc, valid);
      }
      int ai = aOff + i;
      int bi = bOff;
      for (int p = 0; p < k; p++) {
        FloatVector v = FloatVector.fromArray(SPECIES, b, bi, valid);
        s = FloatVector.broadcast(SPECIES, a[ai]).fma(v, s);
        ai += lda;
        bi += ldb;
      }
      s.intoArray(c, cOff + i * ldc, valid);
    }
  }

  private static void rows5(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc,
      boolean add) {
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
    if (add) {
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
    int ai = aOff;
    int bi = bOff;
    for (int p = 0; p < k; p++) {
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
      ai += lda;
      bi += ldb;
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

  private static void rows4(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc,
      boolean add) {
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
    if (add) {
      s0 = FloatVector.fromArray(SPECIES, c, cOff);
      t0 = FloatVector.fromArray(SPECIES, c, cOff + LENGTH);
      s1 = FloatVector.fromArray(SPECIES, c, c1);
      t1 = FloatVector.fromArray(SPECIES, c, c1 + LENGTH);
      s2 = FloatVector.fromArray(SPECIES, c, c2);
      t2 = FloatVector.fromArray(SPECIES, c, c2 + LENGTH);
      s3 = FloatVector.fromArray(SPECIES, c, c3);
      t3 = FloatVector.fromArray(SPECIES, c, c3 + LENGTH);
    }
    int ai = aOff;
    int bi = bOff;
    for (int p = 0; p < k; p++) {
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
      ai += lda;
      bi += ldb;
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

  private static void rows3(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc,
      boolean add) {
    int c1 = cOff + ldc;
    int c2 = cOff + 2 * ldc;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    if (add) {
      s0 = FloatVector.fromArray(SPECIES, c, cOff);
      t0 = FloatVector.fromArray(SPECIES, c, cOff + LENGTH);
      s1 = FloatVector.fromArray(SPECIES, c, c1);
      t1 = FloatVector.fromArray(SPECIES, c, c1 + LENGTH);
      s2 = FloatVector.fromArray(SPECIES, c, c2);
      t2 = FloatVector.fromArray(SPECIES, c, c2 + LENGTH);
    }
    int ai = aOff;
    int bi = bOff;
    for (int p = 0; p < k; p++) {
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
      ai += lda;
      bi += ldb;
    }
    s0.intoArray(c, cOff);
    t0.intoArray(c, cOff + LENGTH);
    s1.intoArray(c, c1);
    t1.intoArray(c, c1 + LENGTH);
    s2.intoArray(c, c2);
    t2.intoArray(c, c2 + LENGTH);
  }

  private static void rows2(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc,
      boolean add) {
    int c1 = cOff + ldc;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    if (add) {
      s0 = FloatVector.fromArray(SPECIES, c, cOff);
      t0 = FloatVector.fromArray(SPECIES, c, cOff + LENGTH);
      s1 = FloatVector.fromArray(SPECIES, c, c1);
      t1 = FloatVector.fromArray(SPECIES, c, c1 + LENGTH);
    }
    int ai = aOff;
    int bi = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      e = FloatVector.broadcast(SPECIES, a[ai + 1]);
      s1 = e.fma(lo, s1);
      t1 = e.fma(hi, t1);
      ai += lda;
      bi += ldb;
    }
    s0.intoArray(c, cOff);
    t0.intoArray(c, cOff + LENGTH);
    s1.intoArray(c, c1);
    t1.intoArray(c, c1 + LENGTH);
  }

  private static void rows1(
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      boolean add) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    if (add) {
      s0 = FloatVector.fromArray(SPECIES, c, cOff);
      t0 = FloatVector.fromArray(SPECIES, c, cOff + LENGTH);
    }
    int ai = aOff;
    int bi = bOff;
    for (int p = 0; p < k; p++) {
      FloatVector lo = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector hi = FloatVector.fromArray(SPECIES, b, bi + LENGTH);
      FloatVector e = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = e.fma(lo, s0);
      t0 = e.fma(hi, t0);
      ai += lda;
      bi += ldb;
    }
    s0.intoArray(c, cOff);
    t0.intoArray(c, cOff + LENGTH);
  }
}
