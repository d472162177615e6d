package dev.timestep.autograd;

/**
 * Arithmetic of rows that has no kernel: plain loops, one to a method, that the JIT turns to lanes.
 */
final class RowLoops {
  private RowLoops() {}

  /** z = x − y. */
  static void subtract(int n, float[] x, int xAt, float[] y, int yAt, float[] z, int to) {
    for (int e = 0; e < n; e++) {
      z[to + e] = x[xAt + e] - y[yAt + e];
    }
  }

  /** z = x / y. */
  static void divide(int n, float[] x, int xAt, float[] y, int yAt, float[] z, int to) {
    for (int e = 0; e < n; e++) {
      z[to + e] = x[xAt + e] / y[yAt + e];
    }
  }

  /** z = max(x, y). */
  static void maximum(int n, float[] x, int xAt, float[] y, int yAt, float[] z, int to) {
    for (int e = 0; e < n; e++) {
      z[to + e] = Math.max(x[xAt + e], y[yAt + e]);
    }
  }

  /** z = min(x, y). */
  static void minimum(int n, float[] x, int xAt, float[] y, int yAt, float[] z, int to) {
    for (int e = 0; e < n; e++) {
      z[to + e] = Math.min(x[xAt + e], y[yAt + e]);
    }
  }

  /** z += x / y. */
  static void addQuotient(int n, float[] x, int xAt, float[] y, int yAt, float[] z, int to) {
    for (int e = 0; e < n; e++) {
      z[to + e] += x[xAt + e] / y[yAt + e];
    }
  }

  /** dy −= dz·x / y². */
  static void addDivisorGradient(
      int n, float[] dz, int from, float[] x, int xAt, float[] y, int yAt, float[] dy, int to) {
    for (int e = 0; e < n; e++) {
      float divisor = y[yAt + e];
      dy[to + e] -= dz[from + e] * (x[xAt + e] / (divisor * divisor));
    }
  }

  /** d += dz·(x − y). */
  static void addScaledDifference(
      int n, float[] dz, int from, float[] x, int xAt, float[] y, int yAt, float[] d, int to) {
    for (int e = 0; e < n; e++) {
      d[to + e] += dz[from + e] * (x[xAt + e] - y[yAt + e]);
    }
  }

  /** d += dz·(1 − g). */
  static void addTimesRest(int n, float[] dz, int from, float[] g, int at, float[] d, int to) {
    for (int e = 0; e < n; e++) {
      d[to + e] += dz[from + e] * (1f - g[at + e]);
    }
  }
}
