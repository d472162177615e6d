package dev.timestep.kernel;

import static dev.timestep.kernel.PortableScratch.WIDTH;

import java.util.Arrays;

/** e^x in plain loops, a stretch at a time; {@link PortableMath} has the functions. */
final class PortableExponentials implements ExponentialKernels {

  private final PortableReductions reductions;

  PortableExponentials(PortableReductions reductions) {
    this.reductions = reductions;
  }

  @Override
  public void exp(int n, float[] x, int xOff, float[] y, int yOff) {
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      float[] v = scratch.take(0, x, xOff + from, w);
      PortableMath.exp(w, v);
      System.arraycopy(v, 0, y, yOff + from, w);
    }
  }

  @Override
  public void softplus(int n, float sign, float[] x, int xOff, float[] y, int yOff) {
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      PortableMath.softplus(w, sign, scratch.take(0, x, xOff + from, w), scratch.operand[1]);
      System.arraycopy(scratch.operand[1], 0, y, yOff + from, w);
    }
  }

  @Override
  public float sumExp(int n, float shift, float[] x, int xOff) {
    PortableScratch scratch = PortableScratch.ofThread();
    float[] sums = scratch.operand[1];
    int places = Math.min(WIDTH, n);
    Arrays.fill(sums, 0, places, 0f);
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      float[] v = shiftedExp(scratch, w, shift, x, xOff + from);
      for (int e = 0; e < w; e++) {
        sums[e] += v[e];
      }
    }
    return reductions.sum(places, sums, 0);
  }

  @Override
  public void addScaledExp(
      int n, float alpha, float shift, float[] x, int xOff, float[] y, int yOff) {
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      float[] terms = shiftedExp(scratch, w, shift, x, xOff + from);
      PortableMath.flush(w, terms);
      for (int e = 0; e < w; e++) {
        y[yOff + from + e] = Math.fma(alpha, terms[e], y[yOff + from + e]);
      }
    }
  }

  private static float[] shiftedExp(
      PortableScratch scratch, int w, float shift, float[] x, int xOff) {
    float[] v = scratch.take(0, x, xOff, w);
    for (int e = 0; e < w; e++) {
      v[e] -= shift;
    }
    PortableMath.exp(w, v);
    return v;
  }
}
