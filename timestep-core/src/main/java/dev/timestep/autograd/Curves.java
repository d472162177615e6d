package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;

/** The {@link Activation}s that take more than a line. Plain loops that the JIT turns to lanes. */
final class Curves {
  private static final float HALF_ROOT = (float) Math.sqrt(0.5);
  private static final float NORMAL = (float) (1 / Math.sqrt(2 * Math.PI));

  private Curves() {}

  /** y = scale·x where x &gt; 0, else alpha(e^x − 1). */
  static void elu(
      Kernels kernels, int n, float[] x, int from, float[] y, int to, float scale, float alpha) {
    for (int j = 0; j < n; j++) {
      y[to + j] = Math.min(x[from + j], 0f);
    }
    kernels.exponentials().exp(n, y, to, y, to);
    for (int j = 0; j < n; j++) {
      float v = x[from + j];
      // Near 0 the difference would lose its digits.
      float near = v * (1f + v * (1f / 2 + v * (1f / 6 + v * (1f / 24))));
      float below = v > -0.1f ? near : y[to + j] - 1f;
      y[to + j] = v > 0f ? scale * v : alpha * below;
    }
  }

  /** x, and the largest number for infinity: 0 times it is 0. */
  static float bounded(float x) {
    return Math.min(boundedBelow(x), Float.MAX_VALUE);
  }

  /** x, and the lowest number for minus infinity. */
  static float boundedBelow(float x) {
    return Math.max(x, -Float.MAX_VALUE);
  }

  /** y = x·Φ(x). */
  static void gelu(Kernels kernels, int n, float[] x, int from, float[] y, int to) {
    bell(kernels, n, x, from, y, to);
    for (int j = 0; j < n; j++) {
      float v = boundedBelow(x[from + j]);
      y[to + j] = v * normal(v, y[to + j]);
    }
  }

  /** s = Φ(x) + x·φ(x). */
  static void geluSlope(Kernels kernels, int n, float[] x, int from, float[] s, int to) {
    bell(kernels, n, x, from, s, to);
    for (int j = 0; j < n; j++) {
      float v = bounded(x[from + j]);
      s[to + j] = normal(v, s[to + j]) + v * NORMAL * s[to + j];
    }
  }

  /** y = e^(−x²/2). */
  private static void bell(Kernels kernels, int n, float[] x, int from, float[] y, int to) {
    for (int j = 0; j < n; j++) {
      y[to + j] = -0.5f * x[from + j] * x[from + j];
    }
    kernels.exponentials().exp(n, y, to, y, to);
  }

  /**
   * Φ(x) within 1e-7.
   *
   * <p>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26.
   *
   * @param bell e^(−x²/2)
   */
  private static float normal(float x, float bell) {
    float t = 1f / (1f + 0.3275911f * HALF_ROOT * Math.abs(x));
    float series =
        t
            * (0.254829592f
                + t
                    * (-0.284496736f
                        + t * (1.421413741f + t * (-1.453152027f + t * 1.061405429f))));
    float beyond = 0.5f * series * bell;
    return x < 0f ? beyond : 1f - beyond;
  }
}
