package dev.timestep.kernel;

/**
 * The transcendental functions of the portable kernels, one float at a time.
 *
 * <p>Written without branches and without moving bits between floats and integers, because a loop
 * with either is not vectorised by the JIT of JDK 25, and then takes five to ten times as long. The
 * coefficients were fitted for this project: {@code docs/kernels.md} says how and how exact they
 * are.
 */
final class PortableMath {

  /** Beyond it the rational function below has passed 1, and is cut there. */
  private static final float TANH_LIMIT = 9f;

  /** e^x is infinite as a float above, and zero below the second. */
  private static final float EXP_MAX = 89f;

  private static final float EXP_MIN = -104f;

  private PortableMath() {}

  /** tanh x ≈ x·P(x²) / Q(x²), P and Q of degree 4, least relative error on [−8, 8]. */
  static float tanh(float x) {
    float v = Math.max(Math.min(x, TANH_LIMIT), -TANH_LIMIT);
    float u = v * v;
    float p = Math.fma(u, 1.5230466e-08f, 2.1894695e-05f);
    p = Math.fma(p, u, 0.0035716002f);
    p = Math.fma(p, u, 0.134445f);
    p = Math.fma(p, u, 1f);
    float q = Math.fma(u, 8.522466e-07f, 0.00034112955f);
    q = Math.fma(q, u, 0.026164452f);
    q = Math.fma(q, u, 0.46777827f);
    q = Math.fma(q, u, 1f);
    return Math.max(Math.min(v * p / q, 1f), -1f);
  }

  /** 1 / (1 + e^−x) = ½ + ½·tanh(x/2). */
  static float sigmoid(float x) {
    return Math.fma(0.5f, tanh(0.5f * x), 0.5f);
  }

  /**
   * e^x = (e^(x/1024))^1024: a Taylor polynomial of degree 6, then ten squarings, all in double
   * precision, whose spare digits take the growth of the error.
   */
  static float exp(float x) {
    double r = Math.max(Math.min(x, EXP_MAX), EXP_MIN) * (1.0 / 1024);
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
    return (float) e;
  }
}
