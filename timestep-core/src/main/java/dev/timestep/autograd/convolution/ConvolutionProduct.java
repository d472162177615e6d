package dev.timestep.autograd.convolution;

import dev.timestep.autograd.Tape;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Patches times a matrix, several neighbours at a time where that is faster and changes nothing.
 */
final class ConvolutionProduct {
  private final PatchProduct single;
  private final @Nullable Neighbours neighbours;
  private final Supplier<float[]> packed;

  /**
   * For patches of this size.
   *
   * @param n columns of the matrix
   * @param packed the matrix as products read it, as it is now
   */
  ConvolutionProduct(Tape tape, PatchRows patches, int n, Supplier<float[]> packed) {
    this.single = new PatchProduct(tape, patches, n);
    this.neighbours = patches instanceof ImagePatches p ? Neighbours.of(tape, p, n) : null;
    this.packed = packed;
  }

  /** Other patches of the same size, as lengths change. */
  void patches(PatchRows now) {
    single.patches(now);
  }

  /**
   * out [rows, n] = or += patches of {@code source} · matrix + bias.
   *
   * @param matrix [patch, n], as it is now
   * @param bias added to each row, or null for none; not where the sums are added
   */
  void run(float[] source, float[] matrix, float @Nullable [] bias, float[] out, boolean add) {
    if (neighbours != null && neighbours.mayRead(source)) {
      neighbours.run(source, matrix, bias, out, add);
    } else {
      single.run(source, packed.get(), bias, out, add);
    }
  }
}
