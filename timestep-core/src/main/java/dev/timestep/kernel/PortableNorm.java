package dev.timestep.kernel;

/** Layer normalisation of a row; sums in double precision. */
final class PortableNorm {
  private PortableNorm() {}

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
    for (int e = 0; e < n; e++) {
      float unit = (x[xOff + e] - mean) * inverse;
      y[yOff + e] = Math.fma(gain[gainOff + e], unit, offset[offsetOff + e]);
    }
  }

  private static float mean(int n, float[] x, int xOff) {
    double sum = 0;
    for (int e = 0; e < n; e++) {
      sum += x[xOff + e];
    }
    return (float) (sum / n);
  }

  private static float inverse(int n, float epsilon, float[] x, int xOff, float mean) {
    double squares = 0;
    for (int e = 0; e < n; e++) {
      double apart = x[xOff + e] - mean;
      squares += apart * apart;
    }
    return (float) (1 / Math.sqrt(squares / n + epsilon));
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
    double sum = 0;
    double product = 0;
    for (int e = 0; e < n; e++) {
      float one = (x[xOff + e] - mean) * inverse;
      float u = dy[dyOff + e] * gain[gainOff + e];
      unit[unitOff + e] = one;
      sum += u;
      product += (double) u * one;
    }
    float meanU = (float) (sum / n);
    float meanUx = (float) (product / n);
    for (int e = 0; e < n; e++) {
      float u = dy[dyOff + e] * gain[gainOff + e];
      // What cancels comes together before it meets dx, which may be larger.
      float rest = Math.fma(-meanUx, unit[unitOff + e], u - meanU);
      dx[dxOff + e] = Vanishing.flushed(Math.fma(inverse, rest, dx[dxOff + e]));
    }
  }
}
