package dev.timestep.kernel.vector;

import static dev.timestep.kernel.Vanishing.BOUND;
import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.VectorMath.ONE_BITS;
import static dev.timestep.kernel.vector.VectorMath.P1;
import static dev.timestep.kernel.vector.VectorMath.P2;
import static dev.timestep.kernel.vector.VectorMath.P3;
import static dev.timestep.kernel.vector.VectorMath.P4;
import static dev.timestep.kernel.vector.VectorMath.Q1;
import static dev.timestep.kernel.vector.VectorMath.Q2;
import static dev.timestep.kernel.vector.VectorMath.Q3;
import static dev.timestep.kernel.vector.VectorMath.Q4;
import static dev.timestep.kernel.vector.VectorMath.SIGN_BIT;
import static dev.timestep.kernel.vector.VectorMath.TANH_LIMIT_SQUARED;
import static dev.timestep.kernel.vector.VectorMath.TINY;
import static dev.timestep.kernel.vector.VectorMath.flushed;

import dev.timestep.kernel.ActivationKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The activations, one to a method.
 *
 * <p>Sigmoid and tanh are spelled out, vector and scalar form, instead of calling {@link
 * VectorMath}: their bytecode must stay above 325 bytes, the size up to which C2 inlines a hot
 * method. Five of them inlined into {@link VectorCells#lstmForward} pass the limit of nodes in one
 * compilation; vectors are then allocated on the heap and the cell takes 13 ns a unit instead of 3.
 * A test holds the size.
 */
final class VectorActivations implements ActivationKernels {

  @Override
  public void sigmoid(int n, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e).mul(half);
      FloatVector u = v.fma(v, FloatVector.broadcast(SPECIES, TINY));
      FloatVector p = u.mul(P4).add(P3);
      p = p.fma(u, FloatVector.broadcast(SPECIES, P2));
      p = p.fma(u, FloatVector.broadcast(SPECIES, P1));
      p = p.fma(u, FloatVector.broadcast(SPECIES, 1f));
      FloatVector q = u.mul(Q4).add(Q3);
      q = q.fma(u, FloatVector.broadcast(SPECIES, Q2));
      q = q.fma(u, FloatVector.broadcast(SPECIES, Q1));
      q = q.fma(u, FloatVector.broadcast(SPECIES, 1f));
      VectorMask<Float> far = u.compare(VectorOperators.GT, TANH_LIMIT_SQUARED);
      FloatVector signedOne =
          v.reinterpretAsInts()
              .lanewise(VectorOperators.AND, SIGN_BIT)
              .lanewise(VectorOperators.OR, ONE_BITS)
              .reinterpretAsFloats();
      FloatVector tanh = v.mul(p).div(q).blend(signedOne, far);
      tanh.fma(half, half).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      float v = x[xOff + e] * 0.5f;
      float u = Math.fma(v, v, TINY);
      float p = u * P4 + P3;
      p = Math.fma(p, u, P2);
      p = Math.fma(p, u, P1);
      p = Math.fma(p, u, 1f);
      float q = u * Q4 + Q3;
      q = Math.fma(q, u, Q2);
      q = Math.fma(q, u, Q1);
      q = Math.fma(q, u, 1f);
      float tanh = u > TANH_LIMIT_SQUARED ? Math.copySign(1f, v) : v * p / q;
      y[yOff + e] = Math.fma(tanh, 0.5f, 0.5f);
    }
  }

  @Override
  public void tanh(int n, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector u = v.fma(v, FloatVector.broadcast(SPECIES, TINY));
      FloatVector p = u.mul(P4).add(P3);
      p = p.fma(u, FloatVector.broadcast(SPECIES, P2));
      p = p.fma(u, FloatVector.broadcast(SPECIES, P1));
      p = p.fma(u, FloatVector.broadcast(SPECIES, 1f));
      FloatVector q = u.mul(Q4).add(Q3);
      q = q.fma(u, FloatVector.broadcast(SPECIES, Q2));
      q = q.fma(u, FloatVector.broadcast(SPECIES, Q1));
      q = q.fma(u, FloatVector.broadcast(SPECIES, 1f));
      VectorMask<Float> far = u.compare(VectorOperators.GT, TANH_LIMIT_SQUARED);
      FloatVector signedOne =
          v.reinterpretAsInts()
              .lanewise(VectorOperators.AND, SIGN_BIT)
              .lanewise(VectorOperators.OR, ONE_BITS)
              .reinterpretAsFloats();
      FloatVector tanh = v.mul(p).div(q).blend(signedOne, far);
      tanh.intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      float v = x[xOff + e];
      float u = Math.fma(v, v, TINY);
      float p = u * P4 + P3;
      p = Math.fma(p, u, P2);
      p = Math.fma(p, u, P1);
      p = Math.fma(p, u, 1f);
      float q = u * Q4 + Q3;
      q = Math.fma(q, u, Q2);
      q = Math.fma(q, u, Q1);
      q = Math.fma(q, u, 1f);
      float tanh = u > TANH_LIMIT_SQUARED ? Math.copySign(1f, v) : v * p / q;
      y[yOff + e] = tanh;
    }
  }

  @Override
  public void relu(int n, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      v.max(0f).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      y[yOff + e] = Math.max(x[xOff + e], 0f);
    }
  }

  @Override
  public void sigmoidBackward(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector s = FloatVector.fromArray(SPECIES, y, yOff + e);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOff + e);
      FloatVector old = FloatVector.fromArray(SPECIES, dx, dxOff + e);
      FloatVector sum = d.mul(s).fma(one.sub(s), old);
      sum.blend(0f, sum.abs().compare(VectorOperators.LT, BOUND)).intoArray(dx, dxOff + e);
    }
    for (int e = whole; e < n; e++) {
      float s = y[yOff + e];
      dx[dxOff + e] = flushed(Math.fma(dy[dyOff + e] * s, 1f - s, dx[dxOff + e]), BOUND);
    }
  }

  @Override
  public void tanhBackward(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector t = FloatVector.fromArray(SPECIES, y, yOff + e);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOff + e);
      FloatVector old = FloatVector.fromArray(SPECIES, dx, dxOff + e);
      FloatVector sum = d.fma(t.neg().fma(t, one), old);
      sum.blend(0f, sum.abs().compare(VectorOperators.LT, BOUND)).intoArray(dx, dxOff + e);
    }
    for (int e = whole; e < n; e++) {
      float t = y[yOff + e];
      dx[dxOff + e] = flushed(Math.fma(dy[dyOff + e], Math.fma(-t, t, 1f), dx[dxOff + e]), BOUND);
    }
  }

  @Override
  public void reluBackward(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, yOff + e);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyOff + e);
      FloatVector old = FloatVector.fromArray(SPECIES, dx, dxOff + e);
      VectorMask<Float> open = v.compare(VectorOperators.GT, 0f);
      old.add(FloatVector.zero(SPECIES).blend(d, open)).intoArray(dx, dxOff + e);
    }
    for (int e = whole; e < n; e++) {
      dx[dxOff + e] += y[yOff + e] > 0f ? dy[dyOff + e] : 0f;
    }
  }
}
