package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.Lanes.SWAP_1;
import static dev.timestep.kernel.vector.Lanes.SWAP_2;
import static dev.timestep.kernel.vector.Lanes.SWAP_4;
import static dev.timestep.kernel.vector.Lanes.SWAP_8;
import static dev.timestep.kernel.vector.VectorMath.E2;
import static dev.timestep.kernel.vector.VectorMath.E3;
import static dev.timestep.kernel.vector.VectorMath.E4;
import static dev.timestep.kernel.vector.VectorMath.E5;
import static dev.timestep.kernel.vector.VectorMath.E6;
import static dev.timestep.kernel.vector.VectorMath.EXPONENT_BIAS;
import static dev.timestep.kernel.vector.VectorMath.EXP_MAX;
import static dev.timestep.kernel.vector.VectorMath.EXP_MIN;
import static dev.timestep.kernel.vector.VectorMath.LN2_HIGH;
import static dev.timestep.kernel.vector.VectorMath.LN2_LOW;
import static dev.timestep.kernel.vector.VectorMath.LOG2_E;
import static dev.timestep.kernel.vector.VectorMath.MANTISSA_BITS;
import static dev.timestep.kernel.vector.VectorMath.ROUNDER;
import static dev.timestep.kernel.vector.VectorMath.ROUNDER_BITS;
import static dev.timestep.kernel.vector.VectorMath.TERM_MIN;

import dev.timestep.kernel.ExponentialKernels;
import dev.timestep.kernel.Vanishing;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Exponentials: e^x = 2^n · e^r with n the integer nearest to x / ln 2 and a polynomial of degree 6
 * for e^r.
 *
 * <p>The polynomial is spelled out in each method. Where a hot loop calls one of them, C2 inlines
 * it up to 325 bytes of bytecode, and if that compilation has reached its limit of nodes, leaves
 * out what is called in turn, which for a method that takes or returns vectors means that they are
 * allocated on the heap: 16 ns an element instead of 0.5. A test holds the sizes.
 */
final class VectorExponentials implements ExponentialKernels {

  private static final float S3 = 1f / 3;
  private static final float S5 = 1f / 5;
  private static final float S7 = 1f / 7;
  private static final float S9 = 1f / 9;
  private static final float S11 = 1f / 11;

  /** ln {@link Vanishing#BOUND}. */
  private static final float LOG_BOUND = -41.588831f;

  /** Numbers of a stretch, of which x and e^−|x| stay in the first-level cache. */
  static final int STRETCH = 512;

  @Override
  public void exp(int n, float[] x, int xOff, float[] y, int yOff) {
    shiftedExp(n, 0f, x, xOff, y, yOff);
  }

  /** e^(x − shift). */
  static void shiftedExp(int n, float shift, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector d = FloatVector.fromArray(SPECIES, x, xOff + e).sub(shift);
      FloatVector low = d.blend(EXP_MAX, d.compare(VectorOperators.GT, EXP_MAX));
      VectorMask<Float> gone = low.compare(VectorOperators.LT, EXP_MIN);
      FloatVector v = low.blend(EXP_MIN, gone);
      FloatVector t =
          v.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUNDER));
      FloatVector nearest = t.sub(ROUNDER);
      FloatVector r = nearest.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
      r = nearest.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
      FloatVector p = r.mul(E6).add(E5);
      p = p.fma(r, FloatVector.broadcast(SPECIES, E4));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E3));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E2));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
      IntVector power = t.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = power.lanewise(VectorOperators.ASHR, 1);
      IntVector rest = power.sub(half);
      // Two factors, since 2^128 is not a float.
      p =
          p.mul(
              half.add(EXPONENT_BIAS)
                  .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
                  .reinterpretAsFloats());
      p =
          p.mul(
              rest.add(EXPONENT_BIAS)
                  .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
                  .reinterpretAsFloats());
      p.blend(0f, gone).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      y[yOff + e] = VectorMath.exp(x[xOff + e] - shift);
    }
  }

  /**
   * Sum of e^(x − shift) for a shift that no x is above, which takes fewer steps; below −87, where
   * a float has no more digits to spare, e^−87.
   */
  @Override
  public float sumExp(int n, float shift, float[] x, int xOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector s = FloatVector.zero(SPECIES);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector d = FloatVector.fromArray(SPECIES, x, xOff + e).sub(shift);
      FloatVector v = d.blend(TERM_MIN, d.compare(VectorOperators.LT, TERM_MIN));
      FloatVector t =
          v.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUNDER));
      FloatVector nearest = t.sub(ROUNDER);
      FloatVector r = nearest.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
      r = nearest.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
      FloatVector p = r.mul(E6).add(E5);
      p = p.fma(r, FloatVector.broadcast(SPECIES, E4));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E3));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E2));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
      IntVector power = t.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector term =
          p.mul(
              power
                  .add(EXPONENT_BIAS)
                  .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
                  .reinterpretAsFloats());
      s = term.add(s);
    }
    FloatVector lanes = s;
    if (LENGTH > 8) {
      lanes = lanes.add(lanes.rearrange(SWAP_8));
    }
    if (LENGTH > 4) {
      lanes = lanes.add(lanes.rearrange(SWAP_4));
    }
    lanes = lanes.add(lanes.rearrange(SWAP_2));
    float total = lanes.add(lanes.rearrange(SWAP_1)).lane(0);
    for (int e = whole; e < n; e++) {
      total += VectorMath.expOfNegative(x[xOff + e] - shift);
    }
    return total;
  }

  /** y += alpha · e^(x − shift), by the terms of {@link #sumExp}, those below the bound being 0. */
  @Override
  public void addScaledExp(
      int n, float alpha, float shift, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector factor = FloatVector.broadcast(SPECIES, alpha);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector d = FloatVector.fromArray(SPECIES, x, xOff + e).sub(shift);
      VectorMask<Float> gone = d.compare(VectorOperators.LT, LOG_BOUND);
      FloatVector v = d.blend(LOG_BOUND, gone);
      FloatVector t =
          v.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUNDER));
      FloatVector nearest = t.sub(ROUNDER);
      FloatVector r = nearest.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
      r = nearest.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
      FloatVector p = r.mul(E6).add(E5);
      p = p.fma(r, FloatVector.broadcast(SPECIES, E4));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E3));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E2));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
      IntVector power = t.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector term =
          p.mul(
              power
                  .add(EXPONENT_BIAS)
                  .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
                  .reinterpretAsFloats());
      FloatVector kept = term.blend(0f, gone);
      kept.fma(factor, FloatVector.fromArray(SPECIES, y, yOff + e)).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      float d = x[xOff + e] - shift;
      float kept = d < LOG_BOUND ? 0f : VectorMath.expOfNegative(d);
      y[yOff + e] = Math.fma(kept, alpha, y[yOff + e]);
    }
  }

  @Override
  public void softplus(int n, float sign, float[] x, int xOff, float[] y, int yOff) {
    float[] powers = VectorScratch.blocks().stretch;
    for (int from = 0; from < n; from += STRETCH) {
      int some = Math.min(STRETCH, n - from);
      negateMagnitudes(some, x, xOff + from, powers);
      shiftedExp(some, 0f, powers, 0, powers, 0);
      addLogarithms(some, sign, x, xOff + from, powers, y, yOff + from);
    }
  }

  private static void negateMagnitudes(int n, float[] x, int xOff, float[] y) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector.fromArray(SPECIES, x, xOff + e).abs().neg().intoArray(y, e);
    }
    for (int e = whole; e < n; e++) {
      y[e] = -Math.abs(x[xOff + e]);
    }
  }

  /** y = sign·(max(sign·x, 0) + ln(1 + u)). */
  private static void addLogarithms(
      int n, float sign, float[] x, int xOff, float[] powers, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e).mul(sign);
      FloatVector u = FloatVector.fromArray(SPECIES, powers, e);
      FloatVector s = u.div(u.add(2f));
      FloatVector q = s.mul(s);
      FloatVector p = q.mul(S11).add(S9);
      p = p.fma(q, FloatVector.broadcast(SPECIES, S7));
      p = p.fma(q, FloatVector.broadcast(SPECIES, S5));
      p = p.fma(q, FloatVector.broadcast(SPECIES, S3));
      p = p.fma(q, FloatVector.broadcast(SPECIES, 1f));
      s.add(s).fma(p, v.max(0f)).mul(sign).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      float u = powers[e];
      float s = u / (u + 2f);
      float q = s * s;
      float p = q * S11 + S9;
      p = Math.fma(p, q, S7);
      p = Math.fma(p, q, S5);
      p = Math.fma(p, q, S3);
      p = Math.fma(p, q, 1f);
      y[yOff + e] = Math.fma(s + s, p, Math.max(x[xOff + e] * sign, 0f)) * sign;
    }
  }
}
