package dev.timestep.kernel.vector;

import dev.timestep.kernel.Vanishing;

/**
 * The transcendental functions of a single float, for what does not fill a vector, by the same
 * operations in the same order as the kernels' on vectors: the bits of a value do not depend on its
 * place. (The same vector code under a mask takes 300 ns a call on AVX2.) Limits are kept by
 * compare and blend, which is faster on vectors than min and max and lets NaN pass.
 */
final class VectorMath {

  /** Coefficients of the rational function that is tanh; those of degree 0 are 1. */
  static final float P1 = 0.134445f;

  static final float P2 = 0.0035716002f;
  static final float P3 = 2.1894695e-05f;
  static final float P4 = 1.5230466e-08f;
  static final float Q1 = 0.46777827f;
  static final float Q2 = 0.026164452f;
  static final float Q3 = 0.00034112955f;
  static final float Q4 = 8.522466e-07f;

  static final float TANH_LIMIT_SQUARED = 64f;

  /**
   * Added to x² where only the digits of 1 + x² matter: x² of a small x would be subnormal, and
   * slow, as would be the smallest coefficient times it.
   */
  static final float TINY = 0x1p-96f;

  static final int SIGN_BIT = 0x80000000;
  static final int ONE_BITS = 0x3F800000;

  static final float EXP_MAX = 89f;

  /** The smallest float whose e^x is a normal float. */
  static final float EXP_MIN = -87.33654f;

  static final float TERM_MIN = -87f;
  static final float LOG2_E = 1.44269504f;
  static final float LN2_HIGH = 0.693147182f;
  static final float LN2_LOW = -1.90465421e-9f;

  /** Coefficients of the polynomial that is e^r; those of degree 0 and 1 are 1. */
  static final float E2 = 0.49999994f;

  static final float E3 = 0.1666652f;
  static final float E4 = 0.041668393f;
  static final float E5 = 0.008368781f;
  static final float E6 = 0.0013814467f;

  /** Adding it to a small float leaves the nearest integer in the low bits: 1.5 · 2²³. */
  static final float ROUNDER = 12582912f;

  static final int ROUNDER_BITS = 0x4B400000;
  static final int EXPONENT_BIAS = 127;
  static final int MANTISSA_BITS = 23;

  private VectorMath() {}

  /**
   * tanh x ≈ x·P(x²) / Q(x²), the rational function of the portable kernels; ±1 for |x| &gt; 8,
   * where the difference is below 3e-7. To the same bits as {@link VectorActivations#tanh}.
   */
  static float tanh(float x) {
    float u = Math.fma(x, x, TINY);
    if (u > TANH_LIMIT_SQUARED) {
      return Math.copySign(1f, x);
    }
    float p = u * P4 + P3;
    p = Math.fma(p, u, P2);
    p = Math.fma(p, u, P1);
    p = Math.fma(p, u, 1f);
    float q = u * Q4 + Q3;
    q = Math.fma(q, u, Q2);
    q = Math.fma(q, u, Q1);
    q = Math.fma(q, u, 1f);
    return x * p / q;
  }

  /** One element of {@link VectorExponentials#shiftedExp}, to the same bits. */
  static float exp(float x) {
    if (x < EXP_MIN) {
      return 0f;
    }
    float v = x > EXP_MAX ? EXP_MAX : x;
    float t = Math.fma(v, LOG2_E, ROUNDER);
    float n = t - ROUNDER;
    float r = Math.fma(n, -LN2_HIGH, v);
    r = Math.fma(n, -LN2_LOW, r);
    float p = r * E6 + E5;
    p = Math.fma(p, r, E4);
    p = Math.fma(p, r, E3);
    p = Math.fma(p, r, E2);
    p = Math.fma(p, r, 1f);
    p = Math.fma(p, r, 1f);
    int power = Float.floatToRawIntBits(t) - ROUNDER_BITS;
    int half = power >> 1;
    return p * powerOfTwo(half) * powerOfTwo(power - half);
  }

  /** One term of {@link VectorExponentials#sumExp}, to the same bits. */
  static float expOfNegative(float x) {
    float v = x < TERM_MIN ? TERM_MIN : x;
    float t = Math.fma(v, LOG2_E, ROUNDER);
    float n = t - ROUNDER;
    float r = Math.fma(n, -LN2_HIGH, v);
    r = Math.fma(n, -LN2_LOW, r);
    float p = r * E6 + E5;
    p = Math.fma(p, r, E4);
    p = Math.fma(p, r, E3);
    p = Math.fma(p, r, E2);
    p = Math.fma(p, r, 1f);
    p = Math.fma(p, r, 1f);
    return p * powerOfTwo(Float.floatToRawIntBits(t) - ROUNDER_BITS);
  }

  /** x, or 0 where |x| is smaller than {@code bound}; see {@link Vanishing}. */
  static float flushed(float x, float bound) {
    return Math.abs(x) < bound ? 0f : x;
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + EXPONENT_BIAS) << MANTISSA_BITS);
  }
}
