package dev.timestep.autograd.convolution;

import dev.timestep.autograd.Patches;
import dev.timestep.autograd.Patches.Axis;
import dev.timestep.autograd.Tape;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of images with so few filters that they do not fill the vectors of a product:
 * some places that are neighbours in a row are computed together. Their patches overlap; what they
 * read in all is one longer patch, and the matrix for it holds the kernel once for each place, one
 * further down each time, with zeros elsewhere.
 *
 * <p>The sums are the same to the bit: a zero more does not change a sum, unless what it is
 * multiplied by is not finite, so whoever uses this looks at that first.
 */
final class Neighbours {
  /** Longer patches would be summed in several blocks, and so differently. */
  private static final int LONGEST = 256;

  private final Tape tape;
  private final int images;
  private final Patches one;
  private final int together;
  private final int n;
  private final PatchProduct product;
  private final Patches joined;
  private final float[] matrix;
  private final float[] bias;
  private final float[] packed;

  /** Of the numbers of each image. */
  private final float[] sums;

  private final Engine.RowWork sum = this::sum;
  private float[] looked = {};

  private Neighbours(Tape tape, ImagePatches images, int together, int n) {
    this.tape = tape;
    this.images = images.images();
    this.one = images.patches();
    this.together = together;
    this.n = n;
    this.joined = joined(one, together);
    int columns = together * n;
    this.product = new PatchProduct(tape, new ImagePatches(this.images, joined), columns);
    this.sums = tape.take(this.images);
    this.matrix = tape.take(joined.patchSize() * columns);
    this.bias = tape.take(columns);
    this.packed = tape.take(tape.kernels().packedSize(joined.patchSize(), columns));
  }

  /** As many places together as fill a panel of a product; null if one does, or it is no gain. */
  static @Nullable Neighbours of(Tape tape, ImagePatches images, int n) {
    Patches one = images.patches();
    int panel = tape.kernels().packedSize(1, 1);
    for (int together = panel / n; together > 1; together--) {
      if (one.columns().places() % together == 0 && isGain(one, together, n, panel)) {
        return new Neighbours(tape, images, together, n);
      }
    }
    return null;
  }

  /** Whether fewer multiply-adds are made, those of zeros and of unused columns included. */
  private static boolean isGain(Patches one, int together, int n, int panel) {
    int size = joined(one, together).patchSize();
    int alone = one.patchSize() * Math.ceilDiv(n, panel);
    return one.columns().dilation() == 1
        && size <= LONGEST
        && size * Math.ceilDiv(together * n, panel) < together * alone;
  }

  private static Patches joined(Patches one, int together) {
    Axis across = one.columns();
    int stride = across.stride();
    Axis longer =
        new Axis(
            across.size(),
            across.kernel() + (together - 1) * stride,
            together * stride,
            1,
            across.before(),
            across.places() / together);
    return new Patches(one.rows(), longer, one.channels());
  }

  /** Whether all numbers are finite, as far as their sums tell. */
  boolean mayRead(float[] source) {
    looked = source;
    tape.engine().forRows(images, one.imageSize(), sum);
    for (int image = 0; image < images; image++) {
      if (!Float.isFinite(sums[image])) {
        return false;
      }
    }
    return true;
  }

  private void sum(int from, int to) {
    int size = one.imageSize();
    for (int image = from; image < to; image++) {
      sums[image] = tape.kernels().sum(size, looked, image * size);
    }
  }

  /** As {@link PatchProduct#run}, with the matrix [patch of one place, n] as it is. */
  void run(
      float[] source, float[] weights, float @Nullable [] biasOfOne, float[] out, boolean add) {
    fill(weights);
    Kernels kernels = tape.kernels();
    int columns = together * n;
    kernels.pack(joined.patchSize(), columns, matrix, 0, columns, packed, 0);
    for (int at = 0; biasOfOne != null && at < together; at++) {
      System.arraycopy(biasOfOne, 0, bias, at * n, n);
    }
    product.run(source, packed, biasOfOne == null ? null : bias, out, add);
  }

  private void fill(float[] weights) {
    int columns = together * n;
    Arrays.fill(matrix, 0, joined.patchSize() * columns, 0f);
    int line = one.columns().kernel() * one.channels();
    int longLine = joined.columns().kernel() * one.channels();
    int shift = one.columns().stride() * one.channels();
    for (int row = 0; row < one.patchSize(); row++) {
      int to = row / line * longLine + row % line;
      for (int at = 0; at < together; at++) {
        System.arraycopy(weights, row * n, matrix, (to + at * shift) * columns + at * n, n);
      }
    }
  }
}
