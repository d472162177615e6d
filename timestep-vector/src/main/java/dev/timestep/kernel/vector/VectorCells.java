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

import dev.timestep.kernel.CellKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The gates of LSTM and GRU. Forward runs one activation to a pass (see {@link VectorActivations});
 * backward needs at most one.
 */
final class VectorCells implements CellKernels {

  private final VectorActivations activations;

  VectorCells(VectorActivations activations) {
    this.activations = activations;
  }

  @Override
  public void lstmForward(
      int n,
      float[] gates,
      int i,
      int f,
      int g,
      int o,
      float[] cPrev,
      int cPrevOff,
      float[] c,
      int cOff,
      float[] h,
      int hOff) {
    activations.sigmoid(n, gates, i, gates, i);
    activations.sigmoid(n, gates, f, gates, f);
    activations.tanh(n, gates, g, gates, g);
    activations.sigmoid(n, gates, o, gates, o);
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector fresh =
          FloatVector.fromArray(SPECIES, gates, i + e)
              .mul(FloatVector.fromArray(SPECIES, gates, g + e));
      FloatVector ct =
          FloatVector.fromArray(SPECIES, gates, f + e)
              .fma(FloatVector.fromArray(SPECIES, cPrev, cPrevOff + e), fresh);
      ct.blend(0f, ct.abs().compare(VectorOperators.LT, BOUND)).intoArray(c, cOff + e);
    }
    for (int e = whole; e < n; e++) {
      float ct = Math.fma(gates[f + e], cPrev[cPrevOff + e], gates[i + e] * gates[g + e]);
      c[cOff + e] = flushed(ct, BOUND);
    }
    activations.tanh(n, c, cOff, h, hOff);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector ht =
          FloatVector.fromArray(SPECIES, gates, o + e)
              .mul(FloatVector.fromArray(SPECIES, h, hOff + e));
      ht.blend(0f, ht.abs().compare(VectorOperators.LT, BOUND)).intoArray(h, hOff + e);
    }
    for (int e = whole; e < n; e++) {
      h[hOff + e] = flushed(gates[o + e] * h[hOff + e], BOUND);
    }
  }

  /**
   * In two passes: one with the flushing would pass C2's limit of nodes, and vectors would be put
   * on the heap. For the same reason neither may be inlined.
   */
  @Override
  public void lstmBackward(
      int n,
      float[] gates,
      int i,
      int f,
      int g,
      int o,
      float[] cPrev,
      int cPrevOff,
      float[] c,
      int cOff,
      float[] dh,
      int dhOff,
      float[] dc,
      int dcOff) {
    lstmOutputBackward(n, gates, o, c, cOff, dh, dhOff, dc, dcOff);
    lstmStateBackward(n, gates, i, f, g, cPrev, cPrevOff, dc, dcOff);
  }

  /** The output gate's pre-activation, and what dh adds to dc. */
  private static void lstmOutputBackward(
      int n,
      float[] gates,
      int o,
      float[] c,
      int cOff,
      float[] dh,
      int dhOff,
      float[] dc,
      int dcOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector ot = FloatVector.fromArray(SPECIES, gates, o + e);
      FloatVector v = FloatVector.fromArray(SPECIES, c, cOff + e);
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
      FloatVector tc = v.mul(p).div(q).blend(signedOne, far);
      FloatVector given = FloatVector.fromArray(SPECIES, dh, dhOff + e);
      FloatVector dht = given.blend(0f, given.abs().compare(VectorOperators.LT, BOUND));
      FloatVector dct =
          dht.mul(ot).fma(tc.neg().fma(tc, one), FloatVector.fromArray(SPECIES, dc, dcOff + e));
      dct.blend(0f, dct.abs().compare(VectorOperators.LT, BOUND)).intoArray(dc, dcOff + e);
      FloatVector dot = dht.mul(tc).mul(ot).mul(one.sub(ot));
      dot.blend(0f, dot.abs().compare(VectorOperators.LT, BOUND)).intoArray(gates, o + e);
    }
    for (int e = whole; e < n; e++) {
      float ot = gates[o + e];
      float tc = VectorMath.tanh(c[cOff + e]);
      float dht = flushed(dh[dhOff + e], BOUND);
      float dct = Math.fma(dht * ot, Math.fma(-tc, tc, 1f), dc[dcOff + e]);
      dc[dcOff + e] = flushed(dct, BOUND);
      gates[o + e] = flushed(dht * tc * ot * (1f - ot), BOUND);
    }
  }

  /** The other gates' pre-activations and the state before, from the whole gradient of c. */
  private static void lstmStateBackward(
      int n,
      float[] gates,
      int i,
      int f,
      int g,
      float[] cPrev,
      int cPrevOff,
      float[] dc,
      int dcOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector it = FloatVector.fromArray(SPECIES, gates, i + e);
      FloatVector ft = FloatVector.fromArray(SPECIES, gates, f + e);
      FloatVector gt = FloatVector.fromArray(SPECIES, gates, g + e);
      FloatVector dct = FloatVector.fromArray(SPECIES, dc, dcOff + e);
      FloatVector df =
          dct.mul(FloatVector.fromArray(SPECIES, cPrev, cPrevOff + e)).mul(ft).mul(one.sub(ft));
      FloatVector di = dct.mul(gt).mul(it).mul(one.sub(it));
      FloatVector dg = dct.mul(it).mul(gt.neg().fma(gt, one));
      FloatVector before = dct.mul(ft);
      di.blend(0f, di.abs().compare(VectorOperators.LT, BOUND)).intoArray(gates, i + e);
      df.blend(0f, df.abs().compare(VectorOperators.LT, BOUND)).intoArray(gates, f + e);
      dg.blend(0f, dg.abs().compare(VectorOperators.LT, BOUND)).intoArray(gates, g + e);
      before.blend(0f, before.abs().compare(VectorOperators.LT, BOUND)).intoArray(dc, dcOff + e);
    }
    for (int e = whole; e < n; e++) {
      float it = gates[i + e];
      float ft = gates[f + e];
      float gt = gates[g + e];
      float dct = dc[dcOff + e];
      gates[i + e] = flushed(dct * gt * it * (1f - it), BOUND);
      gates[f + e] = flushed(dct * cPrev[cPrevOff + e] * ft * (1f - ft), BOUND);
      gates[g + e] = flushed(dct * it * Math.fma(-gt, gt, 1f), BOUND);
      dc[dcOff + e] = flushed(dct * ft, BOUND);
    }
  }

  @Override
  public void gruForward(
      int count,
      float[] gates,
      int r,
      int z,
      int n,
      int q,
      float[] hPrev,
      int hPrevOff,
      float[] h,
      int hOff) {
    activations.sigmoid(count, gates, r, gates, r);
    activations.sigmoid(count, gates, z, gates, z);
    int whole = SPECIES.loopBound(count);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector.fromArray(SPECIES, gates, r + e)
          .fma(
              FloatVector.fromArray(SPECIES, gates, q + e),
              FloatVector.fromArray(SPECIES, gates, n + e))
          .intoArray(gates, n + e);
    }
    for (int e = whole; e < count; e++) {
      gates[n + e] = Math.fma(gates[r + e], gates[q + e], gates[n + e]);
    }
    activations.tanh(count, gates, n, gates, n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector nt = FloatVector.fromArray(SPECIES, gates, n + e);
      FloatVector change = FloatVector.fromArray(SPECIES, hPrev, hPrevOff + e).sub(nt);
      FloatVector ht = FloatVector.fromArray(SPECIES, gates, z + e).fma(change, nt);
      ht.blend(0f, ht.abs().compare(VectorOperators.LT, BOUND)).intoArray(h, hOff + e);
    }
    for (int e = whole; e < count; e++) {
      float nt = gates[n + e];
      h[hOff + e] = flushed(Math.fma(gates[z + e], hPrev[hPrevOff + e] - nt, nt), BOUND);
    }
  }

  @Override
  public void gruBackward(
      int count,
      float[] gates,
      int r,
      int z,
      int n,
      int q,
      float[] hPrev,
      int hPrevOff,
      float[] dh,
      int dhOff) {
    int whole = SPECIES.loopBound(count);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector rt = FloatVector.fromArray(SPECIES, gates, r + e);
      FloatVector zt = FloatVector.fromArray(SPECIES, gates, z + e);
      FloatVector nt = FloatVector.fromArray(SPECIES, gates, n + e);
      FloatVector given = FloatVector.fromArray(SPECIES, dh, dhOff + e);
      FloatVector dht = given.blend(0f, given.abs().compare(VectorOperators.LT, BOUND));
      FloatVector toN = dht.mul(one.sub(zt)).mul(nt.neg().fma(nt, one));
      FloatVector dn = toN.blend(0f, toN.abs().compare(VectorOperators.LT, BOUND));
      FloatVector change = FloatVector.fromArray(SPECIES, hPrev, hPrevOff + e).sub(nt);
      FloatVector dr =
          dn.mul(FloatVector.fromArray(SPECIES, gates, q + e)).mul(rt).mul(one.sub(rt));
      FloatVector dz = dht.mul(change).mul(zt).mul(one.sub(zt));
      FloatVector dq = dn.mul(rt);
      FloatVector before = dht.mul(zt);
      dr.blend(0f, dr.abs().compare(VectorOperators.LT, BOUND)).intoArray(gates, r + e);
      dz.blend(0f, dz.abs().compare(VectorOperators.LT, BOUND)).intoArray(gates, z + e);
      dn.intoArray(gates, n + e);
      dq.blend(0f, dq.abs().compare(VectorOperators.LT, BOUND)).intoArray(gates, q + e);
      before.blend(0f, before.abs().compare(VectorOperators.LT, BOUND)).intoArray(dh, dhOff + e);
    }
    for (int e = whole; e < count; e++) {
      float rt = gates[r + e];
      float zt = gates[z + e];
      float nt = gates[n + e];
      float dht = flushed(dh[dhOff + e], BOUND);
      float dn = flushed(dht * (1f - zt) * Math.fma(-nt, nt, 1f), BOUND);
      gates[r + e] = flushed(dn * gates[q + e] * rt * (1f - rt), BOUND);
      gates[z + e] = flushed(dht * (hPrev[hPrevOff + e] - nt) * zt * (1f - zt), BOUND);
      gates[n + e] = dn;
      gates[q + e] = flushed(dn * rt, BOUND);
      dh[dhOff + e] = flushed(dht * zt, BOUND);
    }
  }
}
