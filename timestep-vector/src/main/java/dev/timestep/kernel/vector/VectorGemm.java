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

  /** What the sums of a tile are added to, in every row, where there is neither C nor a bias. */
  private static final float[] ZEROS = new float[PANEL];

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
    if (accumulate) {
      gemm(m, n, k, a, aOff, lda, packed, packedOff, c, cOff, 1, ldc, c, cOff, ldc);
      return;
    }
    if (k == 0) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOff + i * ldc, cOff + i * ldc + n, 0f);
      }
    }
    gemm(m, n, k, a, aOff, lda, packed, packedOff, ZEROS, 0, 0, 0, c, cOff, ldc);
  }

  static void gemmBias(
      int m,
      int n,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] packed,
      int packedOff,
      float[] bias,
      int biasOff,
      float[] c,
      int cOff,
      int ldc) {
    if (k == 0) {
      for (int i = 0; i < m; i++) {
        System.arraycopy(bias, biasOff, c, cOff + i * ldc, n);
      }
    }
    gemm(m, n, k, a, aOff, lda, packed, packedOff, bias, biasOff, 1, 0, c, cOff, ldc);
  }

  /** C = old + A·B. Strides of 0 give every column, or every row, of C the same old value. */
  private static void gemm(
      int m,
      int n,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] packed,
      int packedOff,
      float[] old,
      int oldOff,
      int oldStep,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    for (int i = 0; i < m; i += M_BLOCK) {
      int rows = Math.min(M_BLOCK, m - i);
      int to = cOff + i * ldc;
      for (int p = 0; p < k; p += K_BLOCK) {
        int depth = Math.min(K_BLOCK, k - p);
        int at = aOff + i * lda + p;
        int from = packedOff + p * PANEL;
        if (p == 0) {
          int oldAt = oldOff + i * oldLd;
          panels(
              rows, n, k, depth, a, at, lda, packed, from, old, oldAt, oldStep, oldLd, c, to, ldc);
        } else {
          panels(rows, n, k, depth, a, at, lda, packed, from, c, to, 1, ldc, c, to, ldc);
        }
      }
    }
  }

  /** All panels of B, {@code depth} of their {@code k} steps, times all rows of a block. */
  private static void panels(
      int m,
      int n,
      int k,
      int depth,
      float[] a,
      int aOff,
      int lda,
      float[] packed,
      int packedOff,
      float[] old,
      int oldOff,
      int oldStep,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    int j =
        m > 2
            ? 0
            : wide(
                m, n, k, depth, a, aOff, lda, packed, packedOff, old, oldOff, oldStep, oldLd, c,
                cOff, ldc);
    for (; j + PANEL <= n; j += PANEL) {
      int from = packedOff + j * k;
      int oldAt = oldOff + j * oldStep;
      panel(m, depth, a, aOff, lda, packed, from, old, oldAt, oldLd, c, cOff + j, ldc);
    }
    if (j < n) {
      int from = packedOff + j * k;
      int oldAt = oldOff + j * oldStep;
      edge(m, depth, a, aOff, lda, packed, from, old, oldAt, oldLd, c, cOff + j, ldc, n - j);
    }
  }

  /** One or two rows: several panels at once, as long as there are as many; returns how far. */
  private static int wide(
      int m,
      int n,
      int k,
      int depth,
      float[] a,
      int aOff,
      int lda,
      float[] packed,
      int packedOff,
      float[] old,
      int oldOff,
      int oldStep,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    int panel = k * PANEL;
    int columns = m == 1 ? VectorWideTiles.COLUMNS_1 : VectorWideTiles.COLUMNS_2;
    int j = 0;
    for (; j + columns <= n; j += columns) {
      int from = packedOff + j * k;
      int oldAt = oldOff + j * oldStep;
      int to = cOff + j;
      if (m == 1) {
        VectorWideTiles.rows1(depth, a, aOff, packed, from, panel, old, oldAt, oldStep, c, to);
      } else {
        VectorWideTiles.rows2(
            depth, a, aOff, lda, packed, from, panel, old, oldAt, oldStep, oldLd, c, to, ldc);
      }
    }
    return j;
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
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    int tiles = (m + ROWS - 1) / ROWS;
    int low = m / tiles;
    int higher = m - low * tiles;
    int at = aOff;
    int from = oldOff;
    int to = cOff;
    for (int t = 0; t < tiles; t++) {
      int rows = t < higher ? low + 1 : low;
      tile(rows, k, a, at, lda, b, bOff, old, from, oldLd, c, to, ldc);
      at += rows * lda;
      from += rows * oldLd;
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
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc,
      int width) {
    float[] whole = VectorScratch.tile();
    for (int i = 0; i < m; i += ROWS) {
      int rows = Math.min(ROWS, m - i);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(old, oldOff + (i + r) * oldLd, whole, r * PANEL, width);
      }
      tile(rows, k, a, aOff + i * lda, lda, b, bOff, whole, 0, PANEL, whole, 0, PANEL);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(whole, r * PANEL, c, cOff + (i + r) * ldc, width);
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
