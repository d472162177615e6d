package dev.timestep.autograd.convolution;

import dev.timestep.autograd.Patches;
import dev.timestep.kernel.Kernels;

/**
 * The patches of images that follow each other, image by image.
 *
 * @param images how many
 * @param patches of an image
 */
record ImagePatches(int images, Patches patches) implements PatchRows {
  /** The neighbours that a product with n columns for each place computes together. */
  Joined joined(int n, Kernels kernels) {
    // A single column takes as many floats as a panel has columns.
    return Joined.of(patches, n, kernels.products().packedSize(1, 1));
  }

  @Override
  public int count() {
    return Math.multiplyExact(images, patches.places());
  }

  @Override
  public int width() {
    return patches.patchSize();
  }

  @Override
  public int channels() {
    return patches.channels();
  }

  @Override
  public ImagePatches back(int filters) {
    return new ImagePatches(images, patches.back(filters));
  }

  @Override
  public void gather(Kernels kernels, float[] source, int from, int to, float[] rows, int rowStep) {
    int places = patches.places();
    int target = 0;
    for (int row = from; row < to; ) {
      int image = row / places;
      int place = row - image * places;
      int end = Math.min(places, place + to - row);
      patches.gather(
          kernels, source, image * patches.imageSize(), place, end, rows, target, rowStep);
      target += (end - place) * rowStep;
      row += end - place;
    }
  }
}
