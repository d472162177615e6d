package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.PANEL;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.Tiles.STEP_ROWS;
import static dev.timestep.kernel.vector.Tiles.ZEROS;
import static dev.timestep.kernel.vector.VectorScratch.GROUP;
import static dev.timestep.kernel.vector.VectorScratch.K_BLOCK;
import static dev.timestep.kernel.vector.VectorScratch.M_BLOCK;
import static dev.timestep.kernel.vector.VectorScratch.N_BLOCK;
import static dev.timestep.kernel.vector.VectorScratch.PANEL_STRIDE;
import static dev.timestep.kernel.vector.VectorScratch.STEP;

import dev.timestep.kernel.LeftFactors;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * C = Aᵀ·B: the weight-gradient product, where {@code k} is time × batch and long.
 *
 * <p>Read in place, both matrices are walked with their row stride, often a power of two, whose
 * lines push each other out of the cache: half the speed. So a block of A and a block of B, which
 * together fill most of the second-level cache, are copied into contiguous panels first, row by
 * row, the way that memory likes to be read. What the copies cost is shared by the rows and columns
 * of a call: it should have a hundred of each, if there are as many. A tile takes up its sums from
 * C where the block before left them; the blocks of {@code k} are the same for every row and
 * column.
 */
final class VectorTransposedGemm {

  /** Tiles that share a step of packed A. */
  private static final int GROUP_TILES = STEP / STEP_ROWS;

  /** Rows of C that they make. */
  static final int GROUP_ROWS = GROUP_TILES * STEP_ROWS;

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
    LeftFactors left = VectorScratch.blocks().left;
    left.set(0, mTo - mFrom, a, aOff + mFrom, lda, c, cOff + mFrom * ldc, ldc);
    left.setRowsOfB(null, 0);
    products(left, nFrom, nTo, k, b, bOff, ldb, nTo, 0, accumulate);
  }

  /** C = Aᵀ·B, or C += Aᵀ·B, for each A; B lies in blocks of some columns. */
  static void products(
      LeftFactors left,
      int nFrom,
      int nTo,
      int k,
      float[] b,
      int bOff,
      int ldb,
      int blockWidth,
      int blockStride,
      boolean accumulate) {
    VectorScratch scratch = VectorScratch.blocks();
    for (int p = 0; p < k; p += K_BLOCK) {
      int depth = Math.min(K_BLOCK, k - p);
      boolean add = accumulate || p > 0;
      for (int j = nFrom; j < nTo; j += N_BLOCK) {
        int columns = Math.min(N_BLOCK, nTo - j);
        packB(j, columns, p, depth, left, b, bOff, ldb, blockWidth, blockStride, scratch.b);
        for (int factor = 0; factor < left.count(); factor++) {
          // A lone A in one block is still packed from the columns before.
          boolean packed = j > nFrom && left.count() == 1 && left.m(0) <= M_BLOCK;
          multiply(left, factor, p, depth, j, columns, scratch, packed, add);
        }
      }
    }
  }

  /** One A times a packed block of B. */
  private static void multiply(
      LeftFactors left,
      int factor,
      int p,
      int depth,
      int j,
      int columns,
      VectorScratch scratch,
      boolean packed,
      boolean add) {
    int m = left.m(factor);
    int ldc = left.ldc(factor);
    int from = left.aOff(factor);
    int to = left.cOff(factor) + j;
    int[] order = left.rows(factor);
    int first = order == null ? p : left.firstRow(factor) + p;
    if (m == 1) {
      packColumn(depth, left.a(factor), from, left.lda(factor), order, first, scratch.a);
      oneRow(columns, depth, scratch, left.c(factor), to, add);
      return;
    }
    int blocks = (m + M_BLOCK - 1) / M_BLOCK;
    int size = (m + blocks - 1) / Math.max(1, blocks);
    for (int i = 0; i < m; i += size) {
      int rows = Math.min(size, m - i);
      if (!packed) {
        packA(rows, depth, left.a(factor), from + i, left.lda(factor), order, first, scratch.a);
      }
      panels(rows, columns, depth, scratch, left.c(factor), to + i * ldc, ldc, add);
    }
  }

  private static int tiles(int m) {
    return (m + STEP_ROWS - 1) / STEP_ROWS;
  }

  /** The first row of tile {@code t}, when {@code higher} tiles have a row more than the others. */
  private static int firstRow(int t, int low, int higher) {
    return t * low + Math.min(t, higher);
  }

  // Rows `first` to `first + k`, or those that the order has there.

  private static int row(int @Nullable [] order, int at) {
    return order == null ? at : order[at];
  }

  private static void packColumn(
      int k, float[] a, int aOff, int lda, int @Nullable [] order, int first, float[] packed) {
    for (int p = 0; p < k; p++) {
      packed[p] = a[aOff + row(order, first + p) * lda];
    }
  }

  /** Groups of tiles, and in a group step by step of k; what a step has to spare is never used. */
  private static void packA(
      int m,
      int k,
      float[] a,
      int aOff,
      int lda,
      int @Nullable [] order,
      int first,
      float[] packed) {
    int tiles = tiles(m);
    int low = m / tiles;
    int higher = m % tiles;
    for (int p = 0; p < k; p++) {
      int row = aOff + row(order, first + p) * lda;
      boolean whole = row + m + STEP <= a.length;
      int to = p * STEP;
      for (int t = 0; t < tiles; t += GROUP_TILES) {
        int from = row + firstRow(t, low, higher);
        if (whole) {
          for (int lane = 0; lane < STEP; lane += LENGTH) {
            FloatVector.fromArray(SPECIES, a, from + lane).intoArray(packed, to + lane);
          }
        } else {
          System.arraycopy(a, from, packed, to, Math.min(STEP, row + m - from));
        }
        to += GROUP;
      }
    }
  }

  /** Panels as {@link VectorPack} makes them, but {@link VectorScratch#PANEL_STRIDE} apart. */
  private static void packB(
      int from,
      int n,
      int p,
      int k,
      LeftFactors left,
      float[] b,
      int bOff,
      int ldb,
      int blockWidth,
      int blockStride,
      float[] packed) {
    if (n % PANEL != 0) {
      int last = n / PANEL * PANEL_STRIDE;
      Arrays.fill(packed, last, last + k * PANEL, 0f);
    }
    int[] order = left.rowsOfB();
    int row = order == null ? p : left.firstRowOfB() + p;
    for (int j = 0; j < n; ) {
      int first = (from + j) % blockWidth;
      int columns = Math.min(blockWidth - first, n - j);
      int at = bOff + (from + j) / blockWidth * blockStride + first;
      packColumns(columns, k, b, at, ldb, order, row, packed, j);
      j += columns;
    }
  }

  /** Some columns of B to the packed ones from {@code to} on: whole panels, and what is beside. */
  private static void packColumns(
      int n,
      int k,
      float[] b,
      int bOff,
      int ldb,
      int @Nullable [] order,
      int first,
      float[] packed,
      int to) {
    int head = Math.min(n, (PANEL - to % PANEL) % PANEL);
    packNarrow(head, k, b, bOff, ldb, order, first, packed, to);
    int end = head + (n - head) / PANEL * PANEL;
    int panel = (to + head) / PANEL * PANEL_STRIDE;
    for (int p = 0; p < k; p++) {
      int at = bOff + row(order, first + p) * ldb;
      int step = panel + p * PANEL;
      for (int j = head; j < end; j += PANEL) {
        FloatVector.fromArray(SPECIES, b, at + j).intoArray(packed, step);
        FloatVector.fromArray(SPECIES, b, at + j + LENGTH).intoArray(packed, step + LENGTH);
        step += PANEL_STRIDE;
      }
    }
    packNarrow(n - end, k, b, bOff + end, ldb, order, first, packed, to + end);
  }

  /** Columns of B that are less than a panel. */
  private static void packNarrow(
      int n,
      int k,
      float[] b,
      int bOff,
      int ldb,
      int @Nullable [] order,
      int first,
      float[] packed,
      int to) {
    int step = to / PANEL * PANEL_STRIDE + to % PANEL;
    for (int p = 0; p < k && n > 0; p++) {
      System.arraycopy(b, bOff + row(order, first + p) * ldb, packed, step + p * PANEL, n);
    }
  }

  /** A C of one row, several panels at once; after the last one come what earlier blocks left. */
  private static void oneRow(
      int n, int k, VectorScratch scratch, float[] c, int cOff, boolean add) {
    if (!add) {
      Arrays.fill(c, cOff, cOff + n, 0f);
    }
    int columns = Tiles.panels(1) * PANEL;
    for (int j = 0; j < n; j += columns) {
      int to = cOff + j;
      if (j + columns <= n) {
        oneRow(k, scratch, j, c, to);
      } else {
        float[] tile = VectorScratch.tile();
        System.arraycopy(c, to, tile, 0, n - j);
        oneRow(k, scratch, j, tile, 0);
        System.arraycopy(tile, 0, c, to, n - j);
      }
    }
  }

  private static void oneRow(int k, VectorScratch scratch, int column, float[] c, int to) {
    int from = column / PANEL * PANEL_STRIDE;
    Tiles.runPanels(1, k, scratch.a, 0, 0, scratch.b, from, PANEL_STRIDE, c, to, 1, 0, c, to, 0);
  }

  private static void panels(
      int m, int n, int k, VectorScratch scratch, float[] c, int cOff, int ldc, boolean add) {
    int from = 0;
    int j = 0;
    for (; j + PANEL <= n; j += PANEL) {
      panel(m, k, scratch, from, c, cOff + j, ldc, add);
      from += PANEL_STRIDE;
    }
    if (j < n) {
      edge(m, k, scratch, from, c, cOff + j, ldc, n - j, add);
    }
  }

  /** One whole panel times all rows of a block, split evenly so that no tile is needlessly low. */
  private static void panel(
      int m, int k, VectorScratch scratch, int bOff, float[] c, int cOff, int ldc, boolean add) {
    int tiles = tiles(m);
    int low = m / tiles;
    int higher = m % tiles;
    int to = cOff;
    for (int t = 0; t < tiles; t++) {
      int rows = t < higher ? low + 1 : low;
      int at = packedTile(t, low, higher);
      if (add) {
        Tiles.runSteps(rows, k, scratch.a, at, scratch.b, bOff, c, to, ldc, c, to, ldc);
      } else {
        Tiles.runSteps(rows, k, scratch.a, at, scratch.b, bOff, ZEROS, 0, 0, c, to, ldc);
      }
      to += rows * ldc;
    }
  }

  /** Where tile {@code t} lies in the packed block of A. */
  private static int packedTile(int t, int low, int higher) {
    int group = t / GROUP_TILES;
    int first = firstRow(group * GROUP_TILES, low, higher);
    return group * GROUP + firstRow(t, low, higher) - first;
  }

  /** A panel with fewer columns than a tile: by way of a whole tile outside C. */
  private static void edge(
      int m,
      int k,
      VectorScratch scratch,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      int width,
      boolean add) {
    float[] whole = VectorScratch.tile();
    int tiles = tiles(m);
    int low = m / tiles;
    int higher = m % tiles;
    int to = cOff;
    for (int t = 0; t < tiles; t++) {
      int rows = t < higher ? low + 1 : low;
      if (add) {
        for (int r = 0; r < rows; r++) {
          System.arraycopy(c, to + r * ldc, whole, r * PANEL, width);
        }
      } else {
        Arrays.fill(whole, 0, rows * PANEL, 0f);
      }
      int at = packedTile(t, low, higher);
      Tiles.runSteps(rows, k, scratch.a, at, scratch.b, bOff, whole, 0, PANEL, whole, 0, PANEL);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(whole, r * PANEL, c, to + r * ldc, width);
      }
      to += rows * ldc;
    }
  }
}
