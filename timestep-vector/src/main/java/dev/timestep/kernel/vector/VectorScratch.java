package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.VectorTiles.PANEL;
import static dev.timestep.kernel.vector.VectorTiles.ROWS;

/** Working memory of the matrix products, one set per thread, so that no call allocates. */
final class VectorScratch {

  /** Rows of A and B in a block of {@link VectorTransposedGemm}. */
  static final int K_BLOCK = 256;

  /** Columns of A in a block of {@link VectorTransposedGemm}. */
  static final int M_BLOCK = 120;

  private static final ThreadLocal<float[]> TILE =
      ThreadLocal.withInitial(() -> new float[ROWS * PANEL]);

  private static final ThreadLocal<VectorScratch> BLOCKS =
      ThreadLocal.withInitial(VectorScratch::new);

  /** A block of A; packing may write one vector past its end. */
  final float[] a = new float[M_BLOCK * K_BLOCK + LENGTH];

  /** One panel of B. */
  final float[] b = new float[K_BLOCK * PANEL];

  private VectorScratch() {}

  /** One tile of C, whole even where C has fewer columns left. */
  static float[] tile() {
    return TILE.get();
  }

  static VectorScratch blocks() {
    return BLOCKS.get();
  }
}
