package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The gates of LSTM and GRU. Forward runs one activation to a pass (see {@link VectorActivations});
 * backward needs at most one and is a single pass.
 */
final class VectorCells {

  private VectorCells() {}

  static void lstmForward(
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
    VectorActivations.sigmoid(n, gates, i, gates, i);
    VectorActivations.sigmoid(n, gates, f, gates, f);
    VectorActivations.tanh(n, gates, g, gates, g);
    VectorActivations.sigmoid(n, gates, o, gates, o);
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector fresh = load(gates, i + e).mul(load(gates, g + e));
      load(gates, f + e).fma(load(cPrev, cPrevOff + e), fresh).intoArray(c, cOff + e);
    }
    for (int e = whole; e < n; e++) {
      c[cOff + e] = Math.fma(gates[f + e], cPrev[cPrevOff + e], gates[i + e] * gates[g + e]);
    }
    VectorActivations.tanh(n, c, cOff, h, hOff);
    VectorElementwise.multiply(n, gates, o, h, hOff, h, hOff);
  }

  static void lstmBackward(
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
    int whole = SPECIES.loopBound(n);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector it = load(gates, i + e);
      FloatVector ft = load(gates, f + e);
      FloatVector gt = load(gates, g + e);
      FloatVector ot = load(gates, o + e);
      FloatVector tc = VectorMath.tanh(load(c, cOff + e));
      FloatVector dht = load(dh, dhOff + e);
      FloatVector dct = dht.mul(ot).fma(tc.neg().fma(tc, one), load(dc, dcOff + e));
      dct.mul(gt).mul(it).mul(one.sub(it)).intoArray(gates, i + e);
      dct.mul(load(cPrev, cPrevOff + e)).mul(ft).mul(one.sub(ft)).intoArray(gates, f + e);
      dct.mul(it).mul(gt.neg().fma(gt, one)).intoArray(gates, g + e);
      dht.mul(tc).mul(ot).mul(one.sub(ot)).intoArray(gates, o + e);
      dct.mul(ft).intoArray(dc, dcOff + e);
    }
    for (int e = whole; e < n; e++) {
      float it = gates[i + e];
      float ft = gates[f + e];
      float gt = gates[g + e];
      float ot = gates[o + e];
      float tc = VectorMath.tanh(c[cOff + e]);
      float dht = dh[dhOff + e];
      float dct = Math.fma(dht * ot, Math.fma(-tc, tc, 1f), dc[dcOff + e]);
      gates[i + e] = dct * gt * it * (1f - it);
      gates[f + e] = dct * cPrev[cPrevOff + e] * ft * (1f - ft);
      gates[g + e] = dct * it * Math.fma(-gt, gt, 1f);
      gates[o + e] = dht * tc * ot * (1f - ot);
      dc[dcOff + e] = dct * ft;
    }
  }

  static void gruForward(
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
    VectorActivations.sigmoid(count, gates, r, gates, r);
    VectorActivations.sigmoid(count, gates, z, gates, z);
    VectorElementwise.multiplyAdd(count, gates, r, gates, q, gates, n);
    VectorActivations.tanh(count, gates, n, gates, n);
    int whole = SPECIES.loopBound(count);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector nt = load(gates, n + e);
      FloatVector change = load(hPrev, hPrevOff + e).sub(nt);
      load(gates, z + e).fma(change, nt).intoArray(h, hOff + e);
    }
    for (int e = whole; e < count; e++) {
      float nt = gates[n + e];
      h[hOff + e] = Math.fma(gates[z + e], hPrev[hPrevOff + e] - nt, nt);
    }
  }

  static void gruBackward(
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
      FloatVector rt = load(gates, r + e);
      FloatVector zt = load(gates, z + e);
      FloatVector nt = load(gates, n + e);
      FloatVector dht = load(dh, dhOff + e);
      FloatVector dn = dht.mul(one.sub(zt)).mul(nt.neg().fma(nt, one));
      FloatVector change = load(hPrev, hPrevOff + e).sub(nt);
      dn.mul(load(gates, q + e)).mul(rt).mul(one.sub(rt)).intoArray(gates, r + e);
      dht.mul(change).mul(zt).mul(one.sub(zt)).intoArray(gates, z + e);
      dn.intoArray(gates, n + e);
      dn.mul(rt).intoArray(gates, q + e);
      dht.mul(zt).intoArray(dh, dhOff + e);
    }
    for (int e = whole; e < count; e++) {
      float rt = gates[r + e];
      float zt = gates[z + e];
      float nt = gates[n + e];
      float dht = dh[dhOff + e];
      float dn = dht * (1f - zt) * Math.fma(-nt, nt, 1f);
      gates[r + e] = dn * gates[q + e] * rt * (1f - rt);
      gates[z + e] = dht * (hPrev[hPrevOff + e] - nt) * zt * (1f - zt);
      gates[n + e] = dn;
      gates[q + e] = dn * rt;
      dh[dhOff + e] = dht * zt;
    }
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }
}
