package dev.timestep.kernel.vector;

import static dev.timestep.kernel.Vanishing.BOUND;
import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.VectorMath.flushed;

import jdk.incubator.vector.FloatVector;

/** Layer normalisation of a row, in as few passes as its sums allow. */
final class VectorNorm {

  private VectorNorm() {}

  static void forward(
      int n,
      float epsilon,
      float[] x,
      int xOff,
      float[] gain,
      int gainOff,
      float[] offset,
      int offsetOff,
      float[] y,
      int yOff) {
    float mean = mean(n, x, xOff);
    float inverse = inverse(n, epsilon, x, xOff, mean);
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector unit = FloatVector.fromArray(SPECIES, x, xOff + e).sub(mean).mul(inverse);
      FloatVector g = FloatVector.fromArray(SPECIES, gain, gainOff + e);
      g.fma(unit, FloatVector.fromArray(SPECIES, offset, offsetOff + e)).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      float unit = (x[xOff + e] - mean) * inverse;
      y[yOff + e] = Math.fma(gain[gainOff + e], unit, offset[offsetOff + e]);
    }
  }

  private static float mean(int n, float[] x, int xOff) {
    float sum = VectorReductions.sum(n, x, xOff);
    if (Float.isFinite(sum)) {
      return sum / n;
    }
    double exact = 0;
    for (int e = 0; e < n; e++) {
      exact += x[xOff + e];
    }
    return (float) (exact / n);
  }

  /** 1 / √(variance + ε). */
  private static float inverse(int n, float epsilon, float[] x, int xOff, float mean) {
    FloatVector s = FloatVector.zero(SPECIES);
    FloatVector t = FloatVector.zero(SPECIES);
    int e = 0;
    for (; e + 2 * LENGTH <= n; e += 2 * LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e).sub(mean);
      FloatVector w = FloatVector.fromArray(SPECIES, x, xOff + e + LENGTH).sub(mean);
      s = v.fma(v, s);
      t = w.fma(w, t);
    }
    float squares = VectorReductions.fold(s.add(t));
    for (; e < n; e++) {
      float apart = x[xOff + e] - mean;
      squares = Math.fma(apart, apart, squares);
    }
    double sum = Float.isFinite(squares) ? squares : squares(n, x, xOff, mean);
    return (float) (1 / Math.sqrt(sum / n + epsilon));
  }

  /** In double precision, where a float does not hold them: from deviations of 1e19 on. */
  private static double squares(int n, float[] x, int xOff, float mean) {
    double squares = 0;
    for (int e = 0; e < n; e++) {
      double apart = x[xOff + e] - mean;
      squares += apart * apart;
    }
    return squares;
  }

  static void backward(
      int n,
      float epsilon,
      float[] x,
      int xOff,
      float[] gain,
      int gainOff,
      float[] dy,
      int dyOff,
      float[] unit,
      int unitOff,
      float[] dx,
      int dxOff) {
    float mean = mean(n, x, xOff);
    float inverse = inverse(n, epsilon, x, xOff, mean);
    FloatVector s = FloatVector.zero(SPECIES);
    FloatVector t = FloatVector.zero(SPECIES);
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector one = FloatVector.fromArray(SPECIES, x, xOff + e).sub(mean).mul(inverse);
      FloatVector g = FloatVector.fromArray(SPECIES, gain, gainOff + e);
      FloatVector u = FloatVector.fromArray(SPECIES, dy, dyOff + e).mul(g);
      one.intoArray(unit, unitOff + e);
      s = s.add(u);
      t = u.fma(one, t);
    }
    float sum = VectorReductions.fold(s);
    float product = VectorReductions.fold(t);
    for (int e = whole; e < n; e++) {
      float one = (x[xOff + e] - mean) * inverse;
      float u = dy[dyOff + e] * gain[gainOff + e];
      unit[unitOff + e] = one;
      sum += u;
      product = Math.fma(u, one, product);
    }
    addRest(n, inverse, sum / n, product / n, gain, gainOff, dy, dyOff, unit, unitOff, dx, dxOff);
  }

  /**
   * dx += inverse·(u − mean u − x̂·mean(u·x̂)). What cancels comes together before it meets dx,
   * which may be larger.
   */
  private static void addRest(
      int n,
      float inverse,
      float meanU,
      float meanUx,
      float[] gain,
      int gainOff,
      float[] dy,
      int dyOff,
      float[] unit,
      int unitOff,
      float[] dx,
      int dxOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector factor = FloatVector.broadcast(SPECIES, -meanUx);
    FloatVector scale = FloatVector.broadcast(SPECIES, inverse);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector g = FloatVector.fromArray(SPECIES, gain, gainOff + e);
      FloatVector u = FloatVector.fromArray(SPECIES, dy, dyOff + e).mul(g);
      FloatVector rest =
          factor.fma(FloatVector.fromArray(SPECIES, unit, unitOff + e), u.sub(meanU));
      FloatVector sum = scale.fma(rest, FloatVector.fromArray(SPECIES, dx, dxOff + e));
      flushed(sum, BOUND).intoArray(dx, dxOff + e);
    }
    for (int e = whole; e < n; e++) {
      float u = dy[dyOff + e] * gain[gainOff + e];
      float rest = Math.fma(-meanUx, unit[unitOff + e], u - meanU);
      dx[dxOff + e] = flushed(Math.fma(inverse, rest, dx[dxOff + e]), BOUND);
    }
  }
}
