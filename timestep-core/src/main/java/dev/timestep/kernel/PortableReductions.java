package dev.timestep.kernel;

/** Sums and the maximum in plain loops, in ascending order. */
final class PortableReductions implements ReductionKernels {

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
  public double sumOfSquares(int n, float[] x, int xOff) {
    double total = 0;
    for (int e = 0; e < n; e++) {
      total += (double) x[xOff + e] * x[xOff + e];
    }
    return total;
  }
}
