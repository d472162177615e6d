package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;

/** y = min(max(x, low), high); f′ = 1 where low ≤ x ≤ high, else 0. A NaN stays one. */
record Clamp(float low, float high) implements Elementwise {
  Clamp {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "clamp expects a lower bound not above the upper one; received "
              + low
              + " and "
              + high
              + ".");
    }
  }

  @Override
  public void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
    kernels.elementwise().clamp(n, low, high, x, xOff, y, yOff);
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
    kernels.elementwise().clampBackward(n, low, high, x, xOff, dy, dyOff, dx, dxOff);
  }

  @Override
  public String formula(String x) {
    return "clamp(" + x + ", " + low + ", " + high + ")";
  }

  @Override
  public boolean readsInput() {
    return true;
  }
}
