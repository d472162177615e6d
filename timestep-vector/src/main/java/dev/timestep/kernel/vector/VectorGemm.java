package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.PANEL;
import static dev.timestep.kernel.vector.Tiles.ROWS;
import static dev.timestep.kernel.vector.Tiles.ZEROS;
import static dev.timestep.kernel.vector.VectorScratch.ROW;

import java.util.Arrays;

/**
 * The packed product. B is packed by {@link VectorPack}.
 *
 * <p>Blocks of k and n keep a block of B in the second-level cache while all rows pass over it, a
 * few tiles at a time, so that C is written along its rows. Only the blocks of k touch a sum, and
 * their size is a constant.
 */
final class VectorGemm {

  static final int K_BLOCK = 256;

  /**
   * Floats in a block of B: half of the second-level cache, which has 512 KiB or more in processors
   * with narrow lanes and 1 MiB or more in those with wide ones.
   */
  private static final int B_BLOCK = Lanes.WIDE ? 1 << 17 : 1 << 16;

  /** Columns of B are cut at whole tiles of one row. */
  private static final int CUT = Tiles.MOST_PANELS * PANEL;

  /** Tiles, one below the other, that a panel is used for while it is near. */
  static final int TILES = 4;

  /**
   * Floats of a B that stays in the second-level cache from one product to the next. With tall
   * tiles its panels come from there fast enough for one tile at a time, and the tile's rows of A
   * stay in the first-level cache; a larger B comes from further off.
   */
  private static final int NEAR = 1 << 16;

  private VectorGemm() {}

  static int packedSize(int k, int n) {
    int panels = (n + PANEL - 1) / PANEL;
    return Math.multiplyExact(Math.multiplyExact(panels, PANEL), k);
  }

  /** Wide tiles read rows at a distance of {@link VectorScratch#ROW} in place. */
  static int rowStep(int k) {
    return Lanes.WIDE && k <= ROW ? ROW : k;
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
    for (int p = 0; p < k; p += K_BLOCK) {
      int depth = Math.min(K_BLOCK, k - p);
      int at = aOff + p;
      int columns = B_BLOCK / depth / CUT * CUT;
      for (int j = 0; j < n; j += columns) {
        int width = Math.min(columns, n - j);
        int from = packedOff + j * k + p * PANEL;
        int to = cOff + j;
        if (p == 0) {
          int oldAt = oldOff + j * oldStep;
          rows(
              m, width, k, depth, a, at, lda, packed, from, old, oldAt, oldStep, oldLd, c, to, ldc);
        } else {
          rows(m, width, k, depth, a, at, lda, packed, from, c, to, 1, ldc, c, to, ldc);
        }
      }
    }
  }

  /** All rows, a few tiles at a time, times a block of B. */
  private static void rows(
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
    int tiles = (m + ROWS - 1) / ROWS;
    int at = aOff;
    int from = oldOff;
    int to = cOff;
    int done = 0;
    int together = Lanes.WIDE && (long) n * k <= NEAR ? 1 : TILES;
    for (int t = together; done < m; t += together) {
      // Where tile t begins when m rows are split evenly.
      int next = t < tiles ? t * (m / tiles) + Math.min(t, m % tiles) : m;
      int rows = next - done;
      if (Lanes.WIDE && lda != ROW) {
        float[] copy = VectorScratch.rows(rows, depth, a, at, lda);
        panels(
            rows, n, k, depth, copy, 0, ROW, packed, packedOff, old, from, oldStep, oldLd, c, to,
            ldc);
      } else {
        panels(
            rows, n, k, depth, a, at, lda, packed, packedOff, old, from, oldStep, oldLd, c, to,
            ldc);
      }
      at += rows * lda;
      from += rows * oldLd;
      to += rows * ldc;
      done = next;
    }
  }

  /** All panels of B, {@code depth} of their {@code k} steps, times a few rows. */
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
    int columns = Tiles.panels(m) * PANEL;
    int j = 0;
    for (; columns > PANEL && j + columns <= n; j += columns) {
      int from = packedOff + j * k;
      int oldAt = oldOff + j * oldStep;
      Tiles.runPanels(
          m, depth, a, aOff, lda, packed, from, k * PANEL, old, oldAt, oldStep, oldLd, c, cOff + j,
          ldc);
    }
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

  /** One whole panel times a few rows, split evenly so that no tile is needlessly low. */
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
      Tiles.run(rows, k, a, at, lda, b, bOff, old, from, oldLd, c, to, ldc);
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
    int tiles = (m + ROWS - 1) / ROWS;
    int low = m / tiles;
    int higher = m - low * tiles;
    int at = aOff;
    int from = oldOff;
    int to = cOff;
    for (int t = 0; t < tiles; t++) {
      int rows = t < higher ? low + 1 : low;
      if (width == LENGTH) {
        Tiles.runHalf(rows, k, a, at, lda, b, bOff, old, from, oldLd, c, to, ldc);
        at += rows * lda;
        from += rows * oldLd;
        to += rows * ldc;
        continue;
      }
      for (int r = 0; r < rows; r++) {
        System.arraycopy(old, from + r * oldLd, whole, r * PANEL, width);
      }
      if (width <= LENGTH) {
        Tiles.runHalf(rows, k, a, at, lda, b, bOff, whole, 0, PANEL, whole, 0, PANEL);
      } else {
        Tiles.run(rows, k, a, at, lda, b, bOff, whole, 0, PANEL, whole, 0, PANEL);
      }
      for (int r = 0; r < rows; r++) {
        System.arraycopy(whole, r * PANEL, c, to + r * ldc, width);
      }
      at += rows * lda;
      from += rows * oldLd;
      to += rows * ldc;
    }
  }
}
