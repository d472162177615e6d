package dev.timestep.autograd.convolution;

import dev.timestep.autograd.Patches;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;

/**
 * The gradient of the input of a convolution of images with strides: the patches of dX are dY·Wᵀ,
 * and every number gets the sum of those in which it is. A thread has whole images.
 */
final class ScatteredGradient implements InputGradient {
  /** Floats in a block of patches. */
  private static final int BLOCK = 1 << 14;

  private final Variable x;
  private final Variable w;
  private final Variable y;
  private final ImagePatches patches;
  private final float[][] blocks;
  private final Engine.PartWork body = this::images;
  private float[] packed = {};

  ScatteredGradient(Variable x, Variable w, Variable y, ImagePatches patches) {
    Tape tape = x.tape();
    this.x = x;
    this.w = w;
    this.y = y;
    this.patches = patches;
    this.blocks = new float[tape.workers().threads()][];
    for (int part = 0; part < blocks.length; part++) {
      blocks[part] = tape.take(rows() * patches.width());
    }
  }

  private int rows() {
    return Math.clamp(BLOCK / patches.width(), 1, patches.patches().places());
  }

  @Override
  public void run() {
    x.gradient();
    packed = w.packedTransposed();
    long cost = (long) patches.patches().places() * w.shape().size();
    x.tape().engine().forParts(patches.images(), cost, body);
  }

  private void images(int part, int from, int to) {
    Kernels kernels = x.tape().kernels();
    Patches image = patches.patches();
    float[] block = blocks[part];
    float[] dy = y.gradient();
    int width = patches.width();
    int n = w.shape().dim(1);
    for (int i = from; i < to; i++) {
      for (int place = 0; place < image.places(); place += rows()) {
        int end = Math.min(image.places(), place + rows());
        int row = i * image.places() + place;
        kernels
            .products()
            .gemm(end - place, width, n, dy, row * n, n, packed, 0, block, 0, width, false);
        image.scatterAdd(kernels, block, 0, place, end, x.gradient(), i * image.imageSize());
      }
    }
  }
}
