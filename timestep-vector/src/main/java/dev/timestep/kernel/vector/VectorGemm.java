package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.VectorTiles.PANEL;
import static dev.timestep.kernel.vector.VectorTiles.ROWS;

import java.util.Arrays;

/**
 * The packed product. B is packed by {@link VectorPack}.
 *
 * <p>Blocks of k keep a panel in the first-level cache while all rows pass over it; blocks of rows
 * keep A in the second level while all panels pass over it. Only the blocks of k touch a sum, and
 * their size is a constant.
 */
final class VectorGemm {

  private static final int K_BLOCK = 256;
  private static final int M_BLOCK = 192;

  /** What the sums of a tile are added to where C is not. */
  private static final float[] ZEROS = new float[ROWS * PANEL];

  private VectorGemm() {}

  static int packedSize(int k, int n) {
    int panels = (n + PANEL - 1) / PANEL;
    return Math.multiplyExact(Math.multiplyExact(panels, PANEL), k);
  }

  static void gemm(
      int m,
      int n,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] packed,
      int packedOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    if (k == 0 && !accumulate) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOff + i * ldc, cOff + i * ldc + n, 0f);
      }
    }
    for (int i = 0; i < m; i += M_BLOCK) {
      int rows = Math.min(M_BLOCK, m - i);
      for (int p = 0; p < k; p += K_BLOCK) {
        int depth = Math.min(K_BLOCK, k - p);
        boolean add = accumulate || p > 0;
        int at = aOff + i * lda + p;
        int from = packedOff + p * PANEL;
        int to = cOff + i * ldc;
        int j = 0;
        for (; j + PANEL <= n; j += PANEL) {
          panel(rows, depth, a, at, lda, packed, from + j * k, c, to + j, ldc, add);
        }
        if (j < n) {
          edge(rows, depth, a, at, lda, packed, from + j * k, c, to + j, ldc, n - j, add);
        }
      }
    }
  }

  /** One whole panel times all rows of a block, split evenly so that no tile is needlessly low. */
  private static void panel(
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
      boolean accumulate) {
    int tiles = (m + ROWS - 1) / ROWS;
    int low = m / tiles;
    int higher = m - low * tiles;
    int at = aOff;
    int to = cOff;
    for (int t = 0; t < tiles; t++) {
      int rows = t < higher ? low + 1 : low;
      if (accumulate) {
        tile(rows, k, a, at, lda, b, bOff, c, to, ldc, c, to, ldc);
      } else {
        tile(rows, k, a, at, lda, b, bOff, ZEROS, 0, PANEL, c, to, ldc);
      }
      at += rows * lda;
      to += rows * ldc;
    }
  }

  /** The last panel where C has fewer columns: by way of a whole tile outside C. */
  private static void edge(
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
    float[] whole = VectorScratch.tile();
    for (int i = 0; i < m; i += ROWS) {
      int rows = Math.min(ROWS, m - i);
      int to = cOff + i * ldc;
      if (accumulate) {
        for (int r = 0; r < rows; r++) {
          System.arraycopy(c, to + r * ldc, whole, r * PANEL, width);
        }
      } else {
        VectorTiles.clear(rows, whole, 0, PANEL);
      }
      tile(rows, k, a, aOff + i * lda, lda, b, bOff, whole, 0, PANEL, whole, 0, PANEL);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(whole, r * PANEL, c, to + r * ldc, width);
      }
    }
  }

  private static void tile(
      int rows,
      int k,
      float[] a,
      int at,
      int lda,
      float[] b,
      int bOff,
      float[] old,
      int from,
      int oldLd,
      float[] c,
      int to,
      int ldc) {
    switch (rows) {
      case 6 -> VectorTiles.rows6(k, a, at, lda, b, bOff, old, from, oldLd, c, to, ldc);
      case 5 -> VectorTiles.rows5(k, a, at, lda, b, bOff, old, from, oldLd, c, to, ldc);
      case 4 -> VectorTiles.rows4(k, a, at, lda, b, bOff, old, from, oldLd, c, to, ldc);
      case 3 -> VectorTiles.rows3(k, a, at, lda, b, bOff, old, from, oldLd, c, to, ldc);
      case 2 -> VectorTiles.rows2(k, a, at, lda, b, bOff, old, from, oldLd, c, to, ldc);
      default -> VectorTiles.rows1(k, a, at, b, bOff, old, from, c, to);
    }
  }
}
