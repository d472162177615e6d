package dev.timestep.kernel;

import static dev.timestep.kernel.PortableScratch.WIDTH;
import static dev.timestep.kernel.Vanishing.flushed;

/** Activations in plain loops; {@link PortableMath} has the functions. */
final class PortableActivations implements ActivationKernels {

  @Override
  public void sigmoid(int n, float[] x, int xOff, float[] y, int yOff) {
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      float[] v = scratch.take(0, x, xOff + from, w);
      PortableMath.sigmoid(w, v);
      System.arraycopy(v, 0, y, yOff + from, w);
    }
  }

  @Override
  public void tanh(int n, float[] x, int xOff, float[] y, int yOff) {
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      float[] v = scratch.take(0, x, xOff + from, w);
      PortableMath.tanh(w, v);
      System.arraycopy(v, 0, y, yOff + from, w);
    }
  }

  @Override
  public void relu(int n, float[] x, int xOff, float[] y, int yOff) {
    for (int e = 0; e < n; e++) {
      y[yOff + e] = Math.max(x[xOff + e], 0f);
    }
  }

  @Override
  public void sigmoidBackward(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    for (int e = 0; e < n; e++) {
      float s = y[yOff + e];
      dx[dxOff + e] = flushed(Math.fma(dy[dyOff + e] * s, 1f - s, dx[dxOff + e]));
    }
  }

  @Override
  public void tanhBackward(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    for (int e = 0; e < n; e++) {
      float t = y[yOff + e];
      dx[dxOff + e] = flushed(Math.fma(dy[dyOff + e], Math.fma(-t, t, 1f), dx[dxOff + e]));
    }
  }

  @Override
  public void reluBackward(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    for (int e = 0; e < n; e++) {
      dx[dxOff + e] += y[yOff + e] > 0f ? dy[dyOff + e] : 0f;
    }
  }
}
