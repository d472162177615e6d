package dev.timestep.kernel;

import static dev.timestep.kernel.PortableMath.flushed;
import static dev.timestep.kernel.PortableScratch.WIDTH;

/**
 * The gates of LSTM and GRU in plain loops, on working rows (see {@link PortableScratch}): each
 * method takes the operands of a stretch, calls the loop that is the equation, and puts the results
 * back.
 */
final class PortableCells implements CellKernels {

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
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      float[] it = scratch.take(0, gates, i + from, w);
      float[] ft = scratch.take(1, gates, f + from, w);
      float[] gt = scratch.take(2, gates, g + from, w);
      float[] ot = scratch.take(3, gates, o + from, w);
      float[] ct = scratch.take(4, cPrev, cPrevOff + from, w);
      PortableMath.sigmoid(w, it);
      PortableMath.sigmoid(w, ft);
      PortableMath.tanh(w, gt);
      PortableMath.sigmoid(w, ot);
      for (int e = 0; e < w; e++) {
        ct[e] = flushed(Math.fma(ft[e], ct[e], it[e] * gt[e]));
      }
      System.arraycopy(it, 0, gates, i + from, w);
      System.arraycopy(ft, 0, gates, f + from, w);
      System.arraycopy(gt, 0, gates, g + from, w);
      System.arraycopy(ot, 0, gates, o + from, w);
      System.arraycopy(ct, 0, c, cOff + from, w);
      PortableMath.tanh(w, ct);
      for (int e = 0; e < w; e++) {
        ct[e] = flushed(ot[e] * ct[e]);
      }
      System.arraycopy(ct, 0, h, hOff + from, w);
    }
  }

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
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      float[] it = scratch.take(0, gates, i + from, w);
      float[] ft = scratch.take(1, gates, f + from, w);
      float[] gt = scratch.take(2, gates, g + from, w);
      float[] ot = scratch.take(3, gates, o + from, w);
      float[] cp = scratch.take(4, cPrev, cPrevOff + from, w);
      float[] tc = scratch.take(5, c, cOff + from, w);
      float[] dht = scratch.take(6, dh, dhOff + from, w);
      float[] dct = scratch.take(7, dc, dcOff + from, w);
      PortableMath.tanh(w, tc);
      lstmBackward(w, it, ft, gt, ot, cp, tc, dht, dct);
      System.arraycopy(it, 0, gates, i + from, w);
      System.arraycopy(ft, 0, gates, f + from, w);
      System.arraycopy(gt, 0, gates, g + from, w);
      System.arraycopy(ot, 0, gates, o + from, w);
      System.arraycopy(dct, 0, dc, dcOff + from, w);
    }
  }

  private static void lstmBackward(
      int w,
      float[] i,
      float[] f,
      float[] g,
      float[] o,
      float[] cPrev,
      float[] tanhC,
      float[] dh,
      float[] dc) {
    for (int e = 0; e < w; e++) {
      float dht = flushed(dh[e]);
      dc[e] = flushed(Math.fma(dht * o[e], Math.fma(-tanhC[e], tanhC[e], 1f), dc[e]));
      o[e] = flushed(dht * tanhC[e] * o[e] * (1f - o[e]));
    }
    for (int e = 0; e < w; e++) {
      float di = dc[e] * g[e] * i[e] * (1f - i[e]);
      g[e] = flushed(dc[e] * i[e] * Math.fma(-g[e], g[e], 1f));
      i[e] = flushed(di);
    }
    for (int e = 0; e < w; e++) {
      float df = dc[e] * cPrev[e] * f[e] * (1f - f[e]);
      dc[e] = flushed(dc[e] * f[e]);
      f[e] = flushed(df);
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
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < count; from += WIDTH) {
      int w = Math.min(WIDTH, count - from);
      float[] rt = scratch.take(0, gates, r + from, w);
      float[] zt = scratch.take(1, gates, z + from, w);
      float[] nt = scratch.take(2, gates, n + from, w);
      float[] qt = scratch.take(3, gates, q + from, w);
      float[] hp = scratch.take(4, hPrev, hPrevOff + from, w);
      PortableMath.sigmoid(w, rt);
      PortableMath.sigmoid(w, zt);
      for (int e = 0; e < w; e++) {
        nt[e] = Math.fma(rt[e], qt[e], nt[e]);
      }
      PortableMath.tanh(w, nt);
      for (int e = 0; e < w; e++) {
        hp[e] = flushed(Math.fma(zt[e], hp[e] - nt[e], nt[e]));
      }
      System.arraycopy(rt, 0, gates, r + from, w);
      System.arraycopy(zt, 0, gates, z + from, w);
      System.arraycopy(nt, 0, gates, n + from, w);
      System.arraycopy(hp, 0, h, hOff + from, w);
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
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < count; from += WIDTH) {
      int w = Math.min(WIDTH, count - from);
      float[] rt = scratch.take(0, gates, r + from, w);
      float[] zt = scratch.take(1, gates, z + from, w);
      float[] nt = scratch.take(2, gates, n + from, w);
      float[] qt = scratch.take(3, gates, q + from, w);
      float[] hp = scratch.take(4, hPrev, hPrevOff + from, w);
      float[] dht = scratch.take(5, dh, dhOff + from, w);
      gruBackward(w, rt, zt, nt, qt, hp, dht);
      System.arraycopy(rt, 0, gates, r + from, w);
      System.arraycopy(zt, 0, gates, z + from, w);
      System.arraycopy(nt, 0, gates, n + from, w);
      System.arraycopy(qt, 0, gates, q + from, w);
      System.arraycopy(dht, 0, dh, dhOff + from, w);
    }
  }

  private static void gruBackward(
      int w, float[] r, float[] z, float[] n, float[] q, float[] hPrev, float[] dh) {
    for (int e = 0; e < w; e++) {
      float dht = flushed(dh[e]);
      float dn = dht * (1f - z[e]) * Math.fma(-n[e], n[e], 1f);
      float dz = dht * (hPrev[e] - n[e]) * z[e] * (1f - z[e]);
      dh[e] = flushed(dht * z[e]);
      z[e] = flushed(dz);
      n[e] = flushed(dn);
    }
    for (int e = 0; e < w; e++) {
      float dr = n[e] * q[e] * r[e] * (1f - r[e]);
      q[e] = flushed(n[e] * r[e]);
      r[e] = flushed(dr);
    }
  }
}
