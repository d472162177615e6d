package dev.timestep.autograd.convolution;

import dev.timestep.autograd.Tape;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of images with so few filters that they do not fill the vectors of a product: some
 * neighbours are computed together. The matrix for their {@link Joined} patch holds the kernel once
 * for each place, one further down each time, with zeros elsewhere.
 *
 * <p>The sums are the same to the bit: a zero more does not change a sum, unless what it is
 * multiplied by is not finite, so whoever uses this looks at that first.
 */
final class Neighbours {
  private final Tape tape;
  private final int images;
  private final Joined joined;
  private final int n;
  private final int size;
  private final PatchProduct product;
  private final float[] matrix;
  private final float[] bias;
  private final float[] packed;

  /** Of the numbers of each image. */
  private final float[] sums;

  private final Engine.RowWork sum = this::sum;
  private float[] looked = {};

  private Neighbours(Tape tape, int images, Joined joined, int n) {
    this.tape = tape;
    this.images = images;
    this.joined = joined;
    this.n = n;
    this.size = joined.patches().patchSize();
    int columns = joined.together() * n;
    this.product = new PatchProduct(tape, new ImagePatches(images, joined.patches()), columns);
    this.sums = tape.take(images);
    this.matrix = tape.take(size * columns);
    this.bias = tape.take(columns);
    this.packed = tape.take(tape.kernels().products().packedSize(size, columns));
  }

  /** As many places together as fill a panel of a product; null if one does, or it is no gain. */
  static @Nullable Neighbours of(Tape tape, ImagePatches images, int n) {
    Joined joined = images.joined(n, tape.kernels());
    return joined.together() == 1 ? null : new Neighbours(tape, images.images(), joined, n);
  }

  /** Whether all numbers are finite, as far as their sums tell. */
  boolean mayRead(float[] source) {
    looked = source;
    tape.engine().forRows(images, joined.one().imageSize(), sum);
    for (int image = 0; image < images; image++) {
      if (!Float.isFinite(sums[image])) {
        return false;
      }
    }
    return true;
  }

  private void sum(int from, int to) {
    int numbers = joined.one().imageSize();
    for (int image = from; image < to; image++) {
      sums[image] = tape.kernels().reductions().sum(numbers, looked, image * numbers);
    }
  }

  /** As {@link PatchProduct#run}, with the matrix [patch of one place, n] as it is. */
  void run(
      float[] source, float[] weights, float @Nullable [] biasOfOne, float[] out, boolean add) {
    fill(weights);
    Kernels kernels = tape.kernels();
    int columns = joined.together() * n;
    kernels.products().pack(size, columns, matrix, 0, columns, packed, 0);
    for (int place = 0; biasOfOne != null && place < joined.together(); place++) {
      System.arraycopy(biasOfOne, 0, bias, place * n, n);
    }
    product.run(source, packed, biasOfOne == null ? null : bias, out, add);
  }

  private void fill(float[] weights) {
    int columns = joined.together() * n;
    Arrays.fill(matrix, 0, size * columns, 0f);
    for (int row = 0; row < joined.one().patchSize(); row++) {
      for (int place = 0; place < joined.together(); place++) {
        int to = joined.at(place, row) * columns + place * n;
        System.arraycopy(weights, row * n, matrix, to, n);
      }
    }
  }
}
