package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;

/**
 * y = s·ln(1 + e^(s·x)) with a sign s of 1 or −1: softplus, or the logarithm of the sigmoid. It
 * overflows nowhere. Backward: dx += dy·σ(s·x).
 *
 * @param sign s
 */
record Softplus(float sign) implements Elementwise {
  static final Softplus PLUS = new Softplus(1f);
  static final Softplus LOG_SIGMOID = new Softplus(-1f);

  @Override
  public void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
    kernels.exponentials().softplus(n, sign, x, xOff, y, yOff);
  }

  @Override
  public void backward(
      Kernels kernels,
      int n,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] dy,
      int dyOff,
      float[] dx,
      int dxOff,
      float[] scratch) {
    System.arraycopy(x, xOff, scratch, 0, n);
    if (sign < 0f) {
      kernels.elementwise().scale(n, sign, scratch, 0);
    }
    kernels.activations().sigmoid(n, scratch, 0, scratch, 0);
    kernels.elementwise().multiplyAdd(n, dy, dyOff, scratch, 0, dx, dxOff);
  }

  @Override
  public String formula(String x) {
    return sign > 0f ? "softplus(" + x + ")" : "ln σ(" + x + ")";
  }

  @Override
  public boolean readsInput() {
    return true;
  }

  @Override
  public boolean writesScratch() {
    return true;
  }
}
