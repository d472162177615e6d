package dev.timestep.autograd.convolution;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Kernels;

/**
 * The gradient of a convolution's input as a convolution of dY: patches of dY times the kernel
 * turned round, [places · O, C] with the last place first. No two rows meet in a sum, so threads
 * share them as they like.
 */
final class TurnedGradient implements InputGradient {
  private final Variable x;
  private final Variable w;
  private final Variable y;
  private final int channels;
  private final float[] turned;
  private final float[] packed;
  private final ConvolutionProduct product;

  /**
   * From these patches of dY.
   *
   * @param channels C
   */
  TurnedGradient(Variable x, Variable w, Variable y, int channels, PatchRows patches) {
    Tape tape = x.tape();
    this.x = x;
    this.w = w;
    this.y = y;
    this.channels = channels;
    this.turned = tape.take(w.shape().size());
    this.packed = tape.take(tape.kernels().products().packedSize(patches.width(), channels));
    this.product = new ConvolutionProduct(tape, patches, channels, this::packed);
  }

  @Override
  public void patches(PatchRows now) {
    product.patches(now);
  }

  @Override
  public void run() {
    turn();
    boolean add = !x.startGradient();
    product.run(y.gradient(), turned, null, x.gradient(), add);
  }

  private void turn() {
    int n = w.shape().dim(1);
    int places = w.shape().dim(0) / channels;
    float[] weights = w.data();
    for (int place = 0; place < places; place++) {
      int from = place * channels * n;
      int to = (places - 1 - place) * n * channels;
      for (int c = 0; c < channels; c++) {
        for (int o = 0; o < n; o++) {
          turned[to + o * channels + c] = weights[from + c * n + o];
        }
      }
    }
  }

  private float[] packed() {
    Kernels kernels = x.tape().kernels();
    kernels.products().pack(w.shape().size() / channels, channels, turned, 0, channels, packed, 0);
    return packed;
  }
}
