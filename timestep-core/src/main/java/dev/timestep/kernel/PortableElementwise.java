package dev.timestep.kernel;

import static dev.timestep.kernel.PortableScratch.WIDTH;
import static dev.timestep.kernel.Vanishing.flushed;

/**
 * Arithmetic in plain loops, short enough to be left alone; only {@link #adam} works on rows of
 * {@link PortableScratch}.
 */
final class PortableElementwise implements ElementwiseKernels {

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
  public void multiplyAdd(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    for (int e = 0; e < n; e++) {
      z[zOff + e] = flushed(Math.fma(x[xOff + e], y[yOff + e], z[zOff + e]));
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
