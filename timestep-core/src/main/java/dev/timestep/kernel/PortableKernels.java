package dev.timestep.kernel;

import static dev.timestep.kernel.PortableScratch.WIDTH;
import static dev.timestep.kernel.Vanishing.flushed;

import java.util.Arrays;

/**
 * The kernels as plain loops: the readable specification of {@link Kernels}, and what runs where
 * the Vector API is not at hand.
 *
 * <p>A packed matrix is simply row-major without gaps. What the time of a training step hangs on
 * ({@link PortableProduct}, {@link PortableMath}, {@link PortableCells}) is written so that the JIT
 * vectorises it; {@link PortableScratch} says how. The rest is short enough to be left alone.
 */
public final class PortableKernels implements Kernels {

  @Override
  public String name() {
    return "portable";
  }

  // ---------------------------------------------------------------- matrix products

  @Override
  public int packedSize(int k, int n) {
    return Math.multiplyExact(k, n);
  }

  @Override
  public void packRows(
      int first,
      int rows,
      int k,
      int n,
      float[] b,
      int bOff,
      int ldb,
      float[] packed,
      int packedOff) {
    for (int p = 0; p < rows; p++) {
      System.arraycopy(b, bOff + p * ldb, packed, packedOff + (first + p) * n, n);
    }
  }

  @Override
  public void packTransposed(
      int k, int n, float[] b, int bOff, int ldb, float[] packed, int packedOff) {
    for (int j = 0; j < n; j++) {
      for (int p = 0; p < k; p++) {
        packed[packedOff + p * n + j] = b[bOff + j * ldb + p];
      }
    }
  }

  @Override
  public void gemm(
      int m,
      int n,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] packedB,
      int packedOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    PortableProduct.multiply(
        m, n, k, a, aOff, lda, 1, packedB, packedOff, n, c, cOff, ldc, accumulate);
  }

  @Override
  public void gemmBias(
      int m,
      int n,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] packedB,
      int packedOff,
      float[] bias,
      int biasOff,
      float[] c,
      int cOff,
      int ldc) {
    broadcastRow(m, n, bias, biasOff, c, cOff, ldc);
    gemm(m, n, k, a, aOff, lda, packedB, packedOff, c, cOff, ldc, true);
  }

  @Override
  public void gemmTransposedA(
      int mFrom,
      int mTo,
      int nFrom,
      int nTo,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    PortableProduct.multiply(
        mTo - mFrom,
        nTo - nFrom,
        k,
        a,
        aOff + mFrom,
        1,
        lda,
        b,
        bOff + nFrom,
        ldb,
        c,
        cOff + mFrom * ldc + nFrom,
        ldc,
        accumulate);
  }

  @Override
  public void addTransposedProducts(
      LeftFactors left,
      int nFrom,
      int nTo,
      int k,
      float[] b,
      int bOff,
      int ldb,
      int blockWidth,
      int blockStride) {
    for (int j = nFrom; j < nTo; ) {
      int first = j % blockWidth;
      int columns = Math.min(blockWidth - first, nTo - j);
      int from = bOff + j / blockWidth * blockStride + first;
      for (int i = 0; i < left.count(); i++) {
        PortableProduct.multiply(
            left.m(i),
            columns,
            k,
            left.a(i),
            left.aOff(i),
            1,
            left.lda(i),
            b,
            from,
            ldb,
            left.c(i),
            left.cOff(i) + j,
            left.ldc(i),
            true);
      }
      j += columns;
    }
  }

  // ---------------------------------------------------------------- elementwise

  @Override
  public void sigmoid(int n, float[] x, int xOff, float[] y, int yOff) {
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      float[] v = scratch.take(0, x, xOff + from, w);
      PortableMath.sigmoid(w, v);
      System.arraycopy(v, 0, y, yOff + from, w);
    }
  }

  @Override
  public void tanh(int n, float[] x, int xOff, float[] y, int yOff) {
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      float[] v = scratch.take(0, x, xOff + from, w);
      PortableMath.tanh(w, v);
      System.arraycopy(v, 0, y, yOff + from, w);
    }
  }

  @Override
  public void relu(int n, float[] x, int xOff, float[] y, int yOff) {
    for (int e = 0; e < n; e++) {
      y[yOff + e] = Math.max(x[xOff + e], 0f);
    }
  }

  @Override
  public void exp(int n, float[] x, int xOff, float[] y, int yOff) {
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      float[] v = scratch.take(0, x, xOff + from, w);
      PortableMath.exp(w, v);
      System.arraycopy(v, 0, y, yOff + from, w);
    }
  }

  @Override
  public void softplus(int n, float sign, float[] x, int xOff, float[] y, int yOff) {
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      PortableMath.softplus(w, sign, scratch.take(0, x, xOff + from, w), scratch.operand[1]);
      System.arraycopy(scratch.operand[1], 0, y, yOff + from, w);
    }
  }

  @Override
  public void sigmoidBackward(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    for (int e = 0; e < n; e++) {
      float s = y[yOff + e];
      dx[dxOff + e] = flushed(Math.fma(dy[dyOff + e] * s, 1f - s, dx[dxOff + e]));
    }
  }

  @Override
  public void tanhBackward(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    for (int e = 0; e < n; e++) {
      float t = y[yOff + e];
      dx[dxOff + e] = flushed(Math.fma(dy[dyOff + e], Math.fma(-t, t, 1f), dx[dxOff + e]));
    }
  }

  @Override
  public void reluBackward(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    for (int e = 0; e < n; e++) {
      dx[dxOff + e] += y[yOff + e] > 0f ? dy[dyOff + e] : 0f;
    }
  }

  @Override
  public void add(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    for (int e = 0; e < n; e++) {
      z[zOff + e] = x[xOff + e] + y[yOff + e];
    }
  }

  @Override
  public void multiply(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    for (int e = 0; e < n; e++) {
      z[zOff + e] = x[xOff + e] * y[yOff + e];
    }
  }

  @Override
  public void subtract(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    for (int e = 0; e < n; e++) {
      z[zOff + e] = x[xOff + e] - y[yOff + e];
    }
  }

  @Override
  public void divide(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    for (int e = 0; e < n; e++) {
      z[zOff + e] = x[xOff + e] / y[yOff + e];
    }
  }

  @Override
  public void maximum(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    for (int e = 0; e < n; e++) {
      z[zOff + e] = Math.max(x[xOff + e], y[yOff + e]);
    }
  }

  @Override
  public void minimum(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    for (int e = 0; e < n; e++) {
      z[zOff + e] = Math.min(x[xOff + e], y[yOff + e]);
    }
  }

  @Override
  public void multiplyAddRest(
      int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    for (int e = 0; e < n; e++) {
      z[zOff + e] = flushed(Math.fma(x[xOff + e], 1f - y[yOff + e], z[zOff + e]));
    }
  }

  @Override
  public void multiplyAdd(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    for (int e = 0; e < n; e++) {
      z[zOff + e] = flushed(Math.fma(x[xOff + e], y[yOff + e], z[zOff + e]));
    }
  }

  @Override
  public void blend(
      int n, float[] g, int gOff, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    for (int e = 0; e < n; e++) {
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
    for (int e = 0; e < n; e++) {
      float d = dz[dzOff + e];
      float gate = g[gOff + e];
      dg[dgOff + e] = flushed(Math.fma(d, x[xOff + e] - y[yOff + e], dg[dgOff + e]));
      dx[dxOff + e] = flushed(Math.fma(d, gate, dx[dxOff + e]));
      dy[dyOff + e] = flushed(Math.fma(d, 1f - gate, dy[dyOff + e]));
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
    for (int e = 0; e < n; e++) {
      d[dOff + e] += (x[xOff + e] >= y[yOff + e]) == wanted ? dz[dzOff + e] : 0f;
    }
  }

  @Override
  public void clamp(int n, float low, float high, float[] x, int xOff, float[] y, int yOff) {
    for (int e = 0; e < n; e++) {
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
    for (int e = 0; e < n; e++) {
      float value = x[xOff + e];
      dx[dxOff + e] += value >= low && value <= high ? dy[dyOff + e] : 0f;
    }
  }

  @Override
  public void axpy(int n, float alpha, float[] x, int xOff, float[] y, int yOff) {
    for (int e = 0; e < n; e++) {
      y[yOff + e] = Math.fma(alpha, x[xOff + e], y[yOff + e]);
    }
  }

  @Override
  public void addScaledExp(
      int n, float alpha, float shift, float[] x, int xOff, float[] y, int yOff) {
    PortableScratch scratch = PortableScratch.ofThread();
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      float[] terms = shiftedExp(scratch, w, shift, x, xOff + from);
      PortableMath.flush(w, terms);
      axpy(w, alpha, terms, 0, y, yOff + from);
    }
  }

  private static float[] shiftedExp(
      PortableScratch scratch, int w, float shift, float[] x, int xOff) {
    float[] v = scratch.take(0, x, xOff, w);
    for (int e = 0; e < w; e++) {
      v[e] -= shift;
    }
    PortableMath.exp(w, v);
    return v;
  }

  @Override
  public void scale(int n, float alpha, float[] x, int xOff) {
    for (int e = 0; e < n; e++) {
      x[xOff + e] *= alpha;
    }
  }

  @Override
  public void flush(int n, float[] x, int xOff) {
    for (int e = 0; e < n; e++) {
      x[xOff + e] = PortableMath.flushed(x[xOff + e]);
    }
  }

  @Override
  public float sum(int n, float[] x, int xOff) {
    float total = 0f;
    for (int e = 0; e < n; e++) {
      total += x[xOff + e];
    }
    return total;
  }

  @Override
  public float dot(int n, float[] x, int xOff, float[] y, int yOff) {
    float total = 0f;
    for (int e = 0; e < n; e++) {
      total = Math.fma(x[xOff + e], y[yOff + e], total);
    }
    return total;
  }

  @Override
  public float max(int n, float[] x, int xOff) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int e = 0; e < n; e++) {
      largest = Math.max(largest, x[xOff + e]);
    }
    return largest;
  }

  @Override
  public float sumExp(int n, float shift, float[] x, int xOff) {
    PortableScratch scratch = PortableScratch.ofThread();
    float[] sums = scratch.operand[1];
    int places = Math.min(WIDTH, n);
    Arrays.fill(sums, 0, places, 0f);
    for (int from = 0; from < n; from += WIDTH) {
      int w = Math.min(WIDTH, n - from);
      float[] v = shiftedExp(scratch, w, shift, x, xOff + from);
      for (int e = 0; e < w; e++) {
        sums[e] += v[e];
      }
    }
    return sum(places, sums, 0);
  }

  @Override
  public double sumOfSquares(int n, float[] x, int xOff) {
    double total = 0;
    for (int e = 0; e < n; e++) {
      total += (double) x[xOff + e] * x[xOff + e];
    }
    return total;
  }

  // ---------------------------------------------------------------- rows of a matrix

  @Override
  public void broadcastRow(int m, int n, float[] row, int rowOff, float[] c, int cOff, int ldc) {
    for (int i = 0; i < m; i++) {
      System.arraycopy(row, rowOff, c, cOff + i * ldc, n);
    }
  }

  @Override
  public void copyRows(int m, int n, float[] a, int aOff, int lda, float[] c, int cOff, int ldc) {
    for (int i = 0; i < m; i++) {
      System.arraycopy(a, aOff + i * lda, c, cOff + i * ldc, n);
    }
  }

  @Override
  public void addColumnSums(int m, int n, float[] a, int aOff, int lda, float[] out, int outOff) {
    for (int i = 0; i < m; i++) {
      add(n, a, aOff + i * lda, out, outOff, out, outOff);
    }
  }

  @Override
  public void normalize(
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
    PortableNorm.forward(n, epsilon, x, xOff, gain, gainOff, offset, offsetOff, y, yOff);
  }

  @Override
  public void normalizeBackward(
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
    PortableNorm.backward(n, epsilon, x, xOff, gain, gainOff, dy, dyOff, unit, unitOff, dx, dxOff);
  }

  // ---------------------------------------------------------------- cell epilogues

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
    PortableCells.lstmForward(n, gates, i, f, g, o, cPrev, cPrevOff, c, cOff, h, hOff);
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
    PortableCells.lstmBackward(
        n, gates, i, f, g, o, cPrev, cPrevOff, c, cOff, dh, dhOff, dc, dcOff);
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
    PortableCells.gruForward(count, gates, r, z, n, q, hPrev, hPrevOff, h, hOff);
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
    PortableCells.gruBackward(count, gates, r, z, n, q, hPrev, hPrevOff, dh, dhOff);
  }

  // ---------------------------------------------------------------- softmax and optimizers

  @Override
  public void softmaxRows(
      int m,
      int n,
      float[] x,
      int xOff,
      int ldx,
      float[] y,
      int yOff,
      int ldy,
      float[] logSumExp,
      int lseOff) {
    for (int row = 0; row < m; row++) {
      int from = xOff + row * ldx;
      int to = yOff + row * ldy;
      float largest = max(n, x, from);
      for (int j = 0; j < n; j++) {
        y[to + j] = x[from + j] - largest;
      }
      exp(n, y, to, y, to);
      float total = sum(n, y, to);
      scaleNormal(n, total, y, to);
      logSumExp[lseOff + row] = largest + (float) Math.log(total);
    }
  }

  /** y / total, and 0 where that is not a normal number. */
  private static void scaleNormal(int n, float total, float[] y, int yOff) {
    float factor = 1f / total;
    float smallest = 2 * Float.MIN_NORMAL * total;
    for (int j = 0; j < n; j++) {
      float term = y[yOff + j];
      y[yOff + j] = term < smallest ? 0f : term * factor;
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
    PortableScratch scratch = PortableScratch.ofThread();
    float share = 1f - beta2;
    float smallest = Vanishing.boundOfSquares(share);
    for (int from = 0; from < n; from += WIDTH) {
      int width = Math.min(WIDTH, n - from);
      float[] weight = scratch.take(0, w, wOff + from, width);
      float[] gradient = scratch.take(1, g, gOff + from, width);
      float[] first = scratch.take(2, m, mOff + from, width);
      float[] second = scratch.take(3, v, vOff + from, width);
      for (int e = 0; e < width; e++) {
        float gt = Vanishing.flushed(gradient[e], smallest);
        first[e] = PortableMath.flushed(Math.fma(beta1, first[e], (1f - beta1) * gt));
        second[e] =
            Vanishing.flushed(Math.fma(beta2, second[e], share * gt * gt), Float.MIN_NORMAL);
        float update = stepSize * first[e] / ((float) Math.sqrt(second[e]) + epsilonHat);
        weight[e] = Math.fma(weight[e], 1f - decay, -update);
      }
      if (decay != 0f) {
        PortableMath.flush(width, weight);
      }
      System.arraycopy(weight, 0, w, wOff + from, width);
      System.arraycopy(first, 0, m, mOff + from, width);
      System.arraycopy(second, 0, v, vOff + from, width);
    }
  }
}
