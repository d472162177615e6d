package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * ln(1 + e^x) = max(x, 0) + ln(1 + u) with u = e^−|x|, and ln(1 + u) = 2 artanh s with s = u / (2 +
 * u), a third at most: six terms of the series are within 3e-8.
 */
final class VectorSoftplus {
  private static final float S3 = 1f / 3;
  private static final float S5 = 1f / 5;
  private static final float S7 = 1f / 7;
  private static final float S9 = 1f / 9;
  private static final float S11 = 1f / 11;

  /** Numbers of a stretch, of which x and e^−|x| stay in the first-level cache. */
  static final int STRETCH = 512;

  private VectorSoftplus() {}

  static void softplus(int n, float sign, float[] x, int xOff, float[] y, int yOff) {
    float[] powers = VectorScratch.blocks().stretch;
    for (int from = 0; from < n; from += STRETCH) {
      int some = Math.min(STRETCH, n - from);
      negateMagnitudes(some, x, xOff + from, powers);
      VectorExp.exp(some, 0f, powers, 0, powers, 0);
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
