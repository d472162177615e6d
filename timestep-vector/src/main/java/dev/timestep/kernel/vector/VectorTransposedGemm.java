package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.VectorScratch.K_BLOCK;
import static dev.timestep.kernel.vector.VectorScratch.M_BLOCK;
import static dev.timestep.kernel.vector.VectorTiles.PANEL;
import static dev.timestep.kernel.vector.VectorTransposedTiles.ROWS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * C = Aᵀ·B: the weight-gradient product, where {@code k} is time × batch and long.
 *
 * <p>Read in place, both matrices are walked with their row stride, often a power of two, whose
 * lines push each other out of the cache: half the speed. So a block of A and a panel of B are
 * copied to contiguous memory first, and used for many tiles. A tile takes up its sums from C where
 * the block before left them; the blocks of {@code k} are the same for every row and column.
 */
final class VectorTransposedGemm {

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
    VectorScratch scratch = VectorScratch.blocks();
    for (int i = mFrom; i < mTo; i += M_BLOCK) {
      int rows = Math.min(M_BLOCK, mTo - i);
      for (int p = 0; p < k; p += K_BLOCK) {
        int depth = Math.min(K_BLOCK, k - p);
        boolean add = accumulate || p > 0;
        packA(rows, depth, a, aOff + p * lda + i, lda, scratch.a);
        for (int j = nFrom; j < nTo; j += PANEL) {
          int width = Math.min(PANEL, nTo - j);
          packB(depth, width, b, bOff + p * ldb + j, ldb, scratch.b);
          int to = cOff + i * ldc + j;
          if (width == PANEL) {
            panel(rows, depth, scratch, c, to, ldc, add);
          } else {
            edge(rows, depth, scratch, c, to, ldc, width, add);
          }
        }
      }
    }
  }

  private static int tiles(int m) {
    return (m + ROWS - 1) / ROWS;
  }

  /** Rows of tile {@code t} when m rows are split evenly. */
  private static int rowsOf(int t, int m) {
    int tiles = tiles(m);
    return t < m % tiles ? m / tiles + 1 : m / tiles;
  }

  /** Tile by tile, and in a tile step by step of k. */
  private static void packA(int m, int k, float[] a, int aOff, int lda, float[] packed) {
    int from = aOff;
    int to = 0;
    for (int t = 0; t < tiles(m); t++) {
      int rows = rowsOf(t, m);
      packTile(rows, k, a, from, lda, packed, to);
      from += rows;
      to += rows * k;
    }
  }

  private static void packTile(
      int rows, int k, float[] a, int aOff, int lda, float[] packed, int packedOff) {
    int at = aOff;
    int to = packedOff;
    int p = 0;
    if (rows <= LENGTH) {
      // Whole vectors; what is too much is overwritten by the step after.
      for (; p < k && at + LENGTH <= a.length; p++) {
        FloatVector.fromArray(SPECIES, a, at).intoArray(packed, to);
        at += lda;
        to += rows;
      }
    }
    for (; p < k; p++) {
      for (int r = 0; r < rows; r++) {
        packed[to + r] = a[at + r];
      }
      at += lda;
      to += rows;
    }
  }

  private static void packB(int k, int width, float[] b, int bOff, int ldb, float[] packed) {
    int at = bOff;
    if (width < PANEL) {
      Arrays.fill(packed, 0, k * PANEL, 0f);
      for (int p = 0; p < k; p++) {
        System.arraycopy(b, at, packed, p * PANEL, width);
        at += ldb;
      }
      return;
    }
    for (int p = 0; p < k; p++) {
      FloatVector.fromArray(SPECIES, b, at).intoArray(packed, p * PANEL);
      FloatVector.fromArray(SPECIES, b, at + LENGTH).intoArray(packed, p * PANEL + LENGTH);
      at += ldb;
    }
  }

  private static void panel(
      int m, int k, VectorScratch scratch, float[] c, int cOff, int ldc, boolean add) {
    int at = 0;
    int to = cOff;
    for (int t = 0; t < tiles(m); t++) {
      int rows = rowsOf(t, m);
      if (!add) {
        VectorTiles.clear(rows, c, to, ldc);
      }
      tile(rows, k, scratch, at, c, to, ldc);
      at += rows * k;
      to += rows * ldc;
    }
  }

  /** A panel with fewer columns than a tile: by way of a whole tile outside C. */
  private static void edge(
      int m, int k, VectorScratch scratch, float[] c, int cOff, int ldc, int width, boolean add) {
    float[] whole = VectorScratch.tile();
    int at = 0;
    int to = cOff;
    for (int t = 0; t < tiles(m); t++) {
      int rows = rowsOf(t, m);
      if (add) {
        for (int r = 0; r < rows; r++) {
          System.arraycopy(c, to + r * ldc, whole, r * PANEL, width);
        }
      } else {
        VectorTiles.clear(rows, whole, 0, PANEL);
      }
      tile(rows, k, scratch, at, whole, 0, PANEL);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(whole, r * PANEL, c, to + r * ldc, width);
      }
      at += rows * k;
      to += rows * ldc;
    }
  }

  private static void tile(
      int rows, int k, VectorScratch from, int at, float[] c, int to, int ldc) {
    switch (rows) {
      case 5 -> VectorTransposedTiles.rows5(k, from.a, at, from.b, 0, c, to, ldc);
      case 4 -> VectorTransposedTiles.rows4(k, from.a, at, from.b, 0, c, to, ldc);
      case 3 -> VectorTransposedTiles.rows3(k, from.a, at, from.b, 0, c, to, ldc);
      case 2 -> VectorTransposedTiles.rows2(k, from.a, at, from.b, 0, c, to, ldc);
      default -> VectorTransposedTiles.rows1(k, from.a, at, from.b, 0, c, to);
    }
  }
}
