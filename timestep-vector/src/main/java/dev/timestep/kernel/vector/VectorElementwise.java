package dev.timestep.kernel.vector;

import static dev.timestep.kernel.Vanishing.BOUND;
import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.VectorMath.flushed;

import dev.timestep.kernel.ElementwiseKernels;
import dev.timestep.kernel.Vanishing;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Elementwise arithmetic. What does not fill a vector is done by scalar code with the same
 * operations in the same order, which gives the same bits.
 */
final class VectorElementwise implements ElementwiseKernels {

  @Override
  public void add(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yOff + e);
      v.add(w).intoArray(z, zOff + e);
    }
    for (int e = whole; e < n; e++) {
      z[zOff + e] = x[xOff + e] + y[yOff + e];
    }
  }

  @Override
  public void multiply(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yOff + e);
      v.mul(w).intoArray(z, zOff + e);
    }
    for (int e = whole; e < n; e++) {
      z[zOff + e] = x[xOff + e] * y[yOff + e];
    }
  }

  @Override
  public void subtract(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yOff + e);
      v.sub(w).intoArray(z, zOff + e);
    }
    for (int e = whole; e < n; e++) {
      z[zOff + e] = x[xOff + e] - y[yOff + e];
    }
  }

  @Override
  public void divide(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yOff + e);
      v.div(w).intoArray(z, zOff + e);
    }
    for (int e = whole; e < n; e++) {
      z[zOff + e] = x[xOff + e] / y[yOff + e];
    }
  }

  @Override
  public void maximum(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yOff + e);
      v.max(w).intoArray(z, zOff + e);
    }
    for (int e = whole; e < n; e++) {
      z[zOff + e] = Math.max(x[xOff + e], y[yOff + e]);
    }
  }

  @Override
  public void minimum(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yOff + e);
      v.min(w).intoArray(z, zOff + e);
    }
    for (int e = whole; e < n; e++) {
      z[zOff + e] = Math.min(x[xOff + e], y[yOff + e]);
    }
  }

  @Override
  public void multiplyAddRest(
      int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yOff + e);
      FloatVector old = FloatVector.fromArray(SPECIES, z, zOff + e);
      FloatVector sum = v.fma(one.sub(w), old);
      VectorMask<Float> gone = sum.abs().compare(VectorOperators.LT, BOUND);
      sum.blend(0f, gone).intoArray(z, zOff + e);
    }
    for (int e = whole; e < n; e++) {
      z[zOff + e] = flushed(Math.fma(x[xOff + e], 1f - y[yOff + e], z[zOff + e]), BOUND);
    }
  }

  @Override
  public void multiplyAdd(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yOff + e);
      FloatVector old = FloatVector.fromArray(SPECIES, z, zOff + e);
      FloatVector sum = v.fma(w, old);
      VectorMask<Float> gone = sum.abs().compare(VectorOperators.LT, BOUND);
      sum.blend(0f, gone).intoArray(z, zOff + e);
    }
    for (int e = whole; e < n; e++) {
      z[zOff + e] = flushed(Math.fma(x[xOff + e], y[yOff + e], z[zOff + e]), BOUND);
    }
  }

  @Override
  public void blend(
      int n, float[] g, int gOff, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector gate = FloatVector.fromArray(SPECIES, g, gOff + e);
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector kept = FloatVector.fromArray(SPECIES, y, yOff + e);
      gate.fma(v.sub(kept), kept).intoArray(z, zOff + e);
    }
    for (int e = whole; e < n; e++) {
      float kept = y[yOff + e];
      z[zOff + e] = Math.fma(g[gOff + e], x[xOff + e] - kept, kept);
    }
  }

  @Override
  public void blendBackward(
      int n,
      float[] g,
      int gOff,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] dz,
      int dzOff,
      float[] dg,
      int dgOff,
      float[] dx,
      int dxOff,
      float[] dy,
      int dyOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector d = FloatVector.fromArray(SPECIES, dz, dzOff + e);
      FloatVector gate = FloatVector.fromArray(SPECIES, g, gOff + e);
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector kept = FloatVector.fromArray(SPECIES, y, yOff + e);
      FloatVector toGate = d.fma(v.sub(kept), FloatVector.fromArray(SPECIES, dg, dgOff + e));
      toGate.blend(0f, toGate.abs().compare(VectorOperators.LT, BOUND)).intoArray(dg, dgOff + e);
      FloatVector toX = d.fma(gate, FloatVector.fromArray(SPECIES, dx, dxOff + e));
      toX.blend(0f, toX.abs().compare(VectorOperators.LT, BOUND)).intoArray(dx, dxOff + e);
      FloatVector rest = gate.neg().add(1f);
      FloatVector toY = d.fma(rest, FloatVector.fromArray(SPECIES, dy, dyOff + e));
      toY.blend(0f, toY.abs().compare(VectorOperators.LT, BOUND)).intoArray(dy, dyOff + e);
    }
    for (int e = whole; e < n; e++) {
      float d = dz[dzOff + e];
      float gate = g[gOff + e];
      dg[dgOff + e] = flushed(Math.fma(d, x[xOff + e] - y[yOff + e], dg[dgOff + e]), BOUND);
      dx[dxOff + e] = flushed(Math.fma(d, gate, dx[dxOff + e]), BOUND);
      dy[dyOff + e] = flushed(Math.fma(d, 1f - gate, dy[dyOff + e]), BOUND);
    }
  }

  @Override
  public void addWhere(
      int n,
      boolean wanted,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] dz,
      int dzOff,
      float[] d,
      int dOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector none = FloatVector.zero(SPECIES);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector w = FloatVector.fromArray(SPECIES, y, yOff + e);
      FloatVector g = FloatVector.fromArray(SPECIES, dz, dzOff + e);
      FloatVector old = FloatVector.fromArray(SPECIES, d, dOff + e);
      VectorMask<Float> above = v.compare(VectorOperators.GE, w);
      FloatVector first = wanted ? none : g;
      FloatVector second = wanted ? g : none;
      old.add(first.blend(second, above)).intoArray(d, dOff + e);
    }
    for (int e = whole; e < n; e++) {
      d[dOff + e] += (x[xOff + e] >= y[yOff + e]) == wanted ? dz[dzOff + e] : 0f;
    }
  }

  @Override
  public void clamp(int n, float low, float high, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      v.max(low).min(high).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      y[yOff + e] = Math.min(Math.max(x[xOff + e], low), high);
    }
  }

  @Override
  public void clampBackward(
      int n,
      float low,
      float high,
      float[] x,
      int xOff,
      float[] dy,
      int dyOff,
      float[] dx,
      int dxOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector none = FloatVector.zero(SPECIES);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector g = FloatVector.fromArray(SPECIES, dy, dyOff + e);
      FloatVector old = FloatVector.fromArray(SPECIES, dx, dxOff + e);
      VectorMask<Float> above = v.compare(VectorOperators.GE, low);
      VectorMask<Float> below = v.compare(VectorOperators.LE, high);
      old.add(none.blend(none.blend(g, above), below)).intoArray(dx, dxOff + e);
    }
    for (int e = whole; e < n; e++) {
      float value = x[xOff + e];
      dx[dxOff + e] += value >= low && value <= high ? dy[dyOff + e] : 0f;
    }
  }

  @Override
  public void axpy(int n, float alpha, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector factor = FloatVector.broadcast(SPECIES, alpha);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector old = FloatVector.fromArray(SPECIES, y, yOff + e);
      v.fma(factor, old).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      y[yOff + e] = Math.fma(alpha, x[xOff + e], y[yOff + e]);
    }
  }

  @Override
  public void scale(int n, float alpha, float[] x, int xOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      v.mul(alpha).intoArray(x, xOff + e);
    }
    for (int e = whole; e < n; e++) {
      x[xOff + e] *= alpha;
    }
  }

  @Override
  public void flush(int n, float[] x, int xOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      v.blend(0f, v.abs().compare(VectorOperators.LT, BOUND)).intoArray(x, xOff + e);
    }
    for (int e = whole; e < n; e++) {
      x[xOff + e] = flushed(x[xOff + e], BOUND);
    }
  }

  @Override
  public void adam(
      int n,
      float[] w,
      int wOff,
      float[] g,
      int gOff,
      float[] m,
      int mOff,
      float[] v,
      int vOff,
      float beta1,
      float beta2,
      float stepSize,
      float epsilonHat,
      float decay) {
    int whole = SPECIES.loopBound(n);
    FloatVector keep1 = FloatVector.broadcast(SPECIES, beta1);
    FloatVector keep2 = FloatVector.broadcast(SPECIES, beta2);
    FloatVector keepW = FloatVector.broadcast(SPECIES, 1f - decay);
    float smallest = Vanishing.boundOfSquares(1f - beta2);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector given = FloatVector.fromArray(SPECIES, g, gOff + e);
      FloatVector gt = given.blend(0f, given.abs().compare(VectorOperators.LT, smallest));
      FloatVector mean = FloatVector.fromArray(SPECIES, m, mOff + e);
      FloatVector means = mean.fma(keep1, gt.mul(1f - beta1));
      FloatVector mt = means.blend(0f, means.abs().compare(VectorOperators.LT, BOUND));
      FloatVector square = gt.mul(1f - beta2).mul(gt);
      FloatVector squares = FloatVector.fromArray(SPECIES, v, vOff + e).fma(keep2, square);
      FloatVector vt = squares.blend(0f, squares.compare(VectorOperators.LT, Float.MIN_NORMAL));
      mt.intoArray(m, mOff + e);
      vt.intoArray(v, vOff + e);
      FloatVector update = mt.mul(stepSize).div(vt.sqrt().add(epsilonHat));
      FloatVector old = FloatVector.fromArray(SPECIES, w, wOff + e);
      old.fma(keepW, update.neg()).intoArray(w, wOff + e);
    }
    for (int e = whole; e < n; e++) {
      float gt = flushed(g[gOff + e], smallest);
      float mt = flushed(Math.fma(beta1, m[mOff + e], (1f - beta1) * gt), BOUND);
      float squares = Math.fma(beta2, v[vOff + e], (1f - beta2) * gt * gt);
      float vt = flushed(squares, Float.MIN_NORMAL);
      m[mOff + e] = mt;
      v[vOff + e] = vt;
      float update = stepSize * mt / ((float) Math.sqrt(vt) + epsilonHat);
      w[wOff + e] = Math.fma(w[wOff + e], 1f - decay, -update);
    }
    if (decay != 0f) {
      flush(n, w, wOff);
    }
  }
}
