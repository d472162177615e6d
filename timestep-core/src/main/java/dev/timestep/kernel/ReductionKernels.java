package dev.timestep.kernel;

/** One number from {@code n} floats. The conventions of {@link Kernels} hold. */
public interface ReductionKernels {

  /** Σ x, summed in an order that depends on {@code n} only. */
  float sum(int n, float[] x, int xOff);

  /** Σ x·y, summed in an order that depends on {@code n} only. */
  float dot(int n, float[] x, int xOff, float[] y, int yOff);

  /** max x; NaN if any x is NaN; negative infinity when n is 0. */
  float max(int n, float[] x, int xOff);

  /** Σ x² in double precision, for norms. */
  double sumOfSquares(int n, float[] x, int xOff);
}
