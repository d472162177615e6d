package dev.timestep.kernel;

/**
 * The transcendental functions of the portable kernels, in place on the first {@code n} floats of
 * an array.
 *
 * <p>Written without branches and without moving bits between floats and integers, because the JIT
 * of JDK 25 does not vectorise a loop with either; and the last cut in a loop of its own, because
 * together they pass what it takes into one. The coefficients were fitted for this project: {@code
 * docs/kernels.md} says how, and how exact they are.
 */
final class PortableMath {

  /** Beyond it the rational function below has passed 1, and is cut there. */
  private static final float TANH_LIMIT = 9f;

  /**
   * Added to x² where only the digits of 1 + x² matter: x² of a small x would be subnormal, and
   * slow, as would be the smallest coefficient times it.
   */
  private static final float TINY = 0x1p-96f;

  /** e^x is infinite as a float above, and counts as 0 below the second. */
  private static final float EXP_MAX = 89f;

  private static final float EXP_MIN = -104f;

  /** As in {@link Vanishing#flushed}, for doubles that become normal floats. */
  private static final double ROUNDER = Float.MIN_NORMAL * 0x1.0000000000001p53;

  private static final double TO_ONE = 0.5 / Float.MIN_NORMAL;

  private PortableMath() {}

  static void tanh(int n, float[] x) {
    for (int e = 0; e < n; e++) {
      x[e] = rational(Math.max(Math.min(x[e], TANH_LIMIT), -TANH_LIMIT));
    }
    for (int e = 0; e < n; e++) {
      x[e] = Math.max(Math.min(x[e], 1f), -1f);
    }
  }

  /** 1 / (1 + e^−x) = ½ + ½·tanh(x/2). */
  static void sigmoid(int n, float[] x) {
    for (int e = 0; e < n; e++) {
      x[e] = rational(Math.max(Math.min(0.5f * x[e], TANH_LIMIT), -TANH_LIMIT));
    }
    for (int e = 0; e < n; e++) {
      x[e] = Math.fma(0.5f, Math.max(Math.min(x[e], 1f), -1f), 0.5f);
    }
  }

  /** tanh x ≈ x·P(x²) / Q(x²), P and Q of degree 4, least relative error on [−8, 8]. */
  private static float rational(float x) {
    float u = Math.fma(x, x, TINY);
    float p = Math.fma(u, 1.5230466e-08f, 2.1894695e-05f);
    p = Math.fma(p, u, 0.0035716002f);
    p = Math.fma(p, u, 0.134445f);
    p = Math.fma(p, u, 1f);
    float q = Math.fma(u, 8.522466e-07f, 0.00034112955f);
    q = Math.fma(q, u, 0.026164452f);
    q = Math.fma(q, u, 0.46777827f);
    q = Math.fma(q, u, 1f);
    return x * p / q;
  }

  /**
   * y = sign·ln(1 + e^(sign·x)) = sign·(max(sign·x, 0) + 2 artanh s), s = u / (2 + u), u = e^−|x|.
   */
  static void softplus(int n, float sign, float[] x, float[] y) {
    for (int e = 0; e < n; e++) {
      y[e] = -Math.abs(x[e]);
    }
    exp(n, y);
    for (int e = 0; e < n; e++) {
      float s = y[e] / (y[e] + 2f);
      float q = s * s;
      // Of the series six terms are within 3e-8: s is a third at most.
      float p = Math.fma(q, 1f / 11, 1f / 9);
      p = Math.fma(p, q, 1f / 7);
      p = Math.fma(p, q, 1f / 5);
      p = Math.fma(p, q, 1f / 3);
      p = Math.fma(p, q, 1f);
      y[e] = Math.fma(s + s, p, Math.max(x[e] * sign, 0f)) * sign;
    }
  }

  /**
   * e^x = (e^(x/1024))^1024: a Taylor polynomial of degree 6, then ten squarings, all in double
   * precision, whose spare digits take the growth of the error. 0 where a float would be subnormal.
   */
  static void exp(int n, float[] x) {
    for (int i = 0; i < n; i++) {
      double r = Math.max(Math.min(x[i], EXP_MAX), EXP_MIN) * (1.0 / 1024);
      double e = Math.fma(r, 1.0 / 720, 1.0 / 120);
      e = Math.fma(e, r, 1.0 / 24);
      e = Math.fma(e, r, 1.0 / 6);
      e = Math.fma(e, r, 0.5);
      e = Math.fma(e, r, 1.0);
      e = Math.fma(e, r, 1.0);
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      // A double of 1.5e-45 becomes a subnormal float.
      double rest = e + ROUNDER - ROUNDER;
      x[i] = (float) (e * Math.min(rest * TO_ONE, 1.0));
    }
  }

  /** {@link Vanishing#flushed(float)} as a loop over working rows needs it. */
  static float flushed(float x) {
    return Vanishing.flushed(x, Vanishing.BOUND);
  }

  /** That of each. */
  static void flush(int n, float[] x) {
    for (int e = 0; e < n; e++) {
      x[e] = flushed(x[e]);
    }
  }
}
