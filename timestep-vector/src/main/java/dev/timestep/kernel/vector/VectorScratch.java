package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.PANEL;

import dev.timestep.kernel.LeftFactors;

/** Working memory of the kernels, one set per thread, so that no call allocates. */
final class VectorScratch {

  /** Floats from a step of packed A to the next: a line, for one tall tile or three low ones. */
  static final int STEP = 16;

  /** Rows of A and B in a block of {@link VectorTransposedGemm}. */
  static final int K_BLOCK = 256;

  /** Columns of A in a block: whole groups of tiles. */
  static final int M_BLOCK = 9 * VectorTransposedGemm.GROUP_ROWS;

  /** Columns of B in a block: whole panels at any lane width. */
  static final int N_BLOCK = 256;

  /**
   * Floats from a packed group of tiles, or panel, to the next: a line more than its size, so that
   * what lies at the same place in each does not compete for the same place in the cache.
   */
  static final int GROUP = (K_BLOCK + 1) * STEP;

  static final int PANEL_STRIDE = (K_BLOCK + 1) * PANEL;

  /**
   * Floats from a copied row of A to the next in {@link VectorGemm}: a line more than a block, so
   * that the rows of a tile do not compete for the same place in the cache.
   */
  static final int ROW = VectorGemm.K_BLOCK + 16;

  private static final ThreadLocal<float[]> TILE =
      ThreadLocal.withInitial(() -> new float[Tiles.MOST_ROWS * PANEL]);

  private static final ThreadLocal<float[]> ROWS =
      ThreadLocal.withInitial(() -> new float[VectorGemm.TILES * Tiles.ROWS * ROW]);

  private static final ThreadLocal<VectorScratch> BLOCKS =
      ThreadLocal.withInitial(VectorScratch::new);

  /** A block of A. */
  final float[] a = new float[M_BLOCK / VectorTransposedGemm.GROUP_ROWS * GROUP];

  /** A block of B. */
  final float[] b = new float[N_BLOCK / PANEL * PANEL_STRIDE];

  /** Elementwise work on a stretch of numbers that takes more than one pass. */
  final float[] stretch = new float[VectorExponentials.STRETCH];

  /** The left factor of a product that has but one. */
  final LeftFactors left = new LeftFactors(1);

  private VectorScratch() {}

  /** One tile of C, whole even where C has fewer columns left. */
  static float[] tile() {
    return TILE.get();
  }

  /** Some rows of A, a block of them, {@link #ROW} apart. */
  static float[] rows(int m, int k, float[] a, int aOff, int lda) {
    float[] copy = ROWS.get();
    VectorRows.copy(m, k, a, aOff, lda, copy, 0, ROW);
    return copy;
  }

  static VectorScratch blocks() {
    return BLOCKS.get();
  }
}
