package dev.timestep.autograd.convolution;

import dev.timestep.autograd.Tape;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Patches times a matrix, a block of rows at a time: the block is made in the cache and multiplied
 * at once. Rows are independent of each other, so threads share them as they like.
 */
final class PatchProduct {
  /** Rows of a block are a multiple of this, whole tiles at any lane width. */
  private static final int TILES = 48;

  private static final int MOST_ROWS = 4 * TILES;

  /** Floats in a block: it stays in the first-level cache where rows are short enough. */
  private static final int BLOCK = 1 << 13;

  private final Tape tape;
  private final int n;
  private final int rowStep;
  private final float[][] blocks;
  private final Engine.PartWork body = this::part;

  private PatchRows patches;
  private float[] source = {};
  private float[] packed = {};
  private float @Nullable [] bias;
  private float[] out = {};
  private boolean add;

  /**
   * For patches of this size.
   *
   * @param n columns of the matrix
   */
  PatchProduct(Tape tape, PatchRows patches, int n) {
    this.tape = tape;
    this.patches = patches;
    this.n = n;
    this.rowStep = tape.kernels().products().rowStep(patches.width());
    this.blocks = new float[tape.workers().threads()][];
    for (int part = 0; part < blocks.length; part++) {
      blocks[part] = tape.take(rows(patches) * rowStep);
    }
  }

  private static int rows(PatchRows patches) {
    int rows = BLOCK / patches.width() / TILES * TILES;
    return Math.min(Math.clamp(rows, TILES, MOST_ROWS), Math.max(1, patches.count()));
  }

  /** Other patches of the same size, as lengths change. */
  void patches(PatchRows now) {
    patches = now;
  }

  /**
   * out [rows, n] = or += patches · matrix + bias.
   *
   * @param newPacked the matrix, packed
   * @param newBias added to each row, or null for none; not where the sums are added
   */
  void run(
      float[] newSource,
      float[] newPacked,
      float @Nullable [] newBias,
      float[] newOut,
      boolean newAdd) {
    source = newSource;
    packed = newPacked;
    bias = newBias;
    out = newOut;
    add = newAdd;
    tape.engine().forParts(patches.count(), (long) n * patches.width(), body);
  }

  private void part(int part, int from, int to) {
    int width = patches.width();
    int most = rows(patches);
    Kernels kernels = tape.kernels();
    float[] block = blocks[part];
    for (int row = from; row < to; row += most) {
      int end = Math.min(to, row + most);
      patches.gather(kernels, source, row, end, block, rowStep);
      int m = end - row;
      if (bias == null) {
        kernels.products().gemm(m, n, width, block, 0, rowStep, packed, 0, out, row * n, n, add);
      } else {
        kernels
            .products()
            .gemmBias(m, n, width, block, 0, rowStep, packed, 0, bias, 0, out, row * n, n);
      }
    }
  }
}
