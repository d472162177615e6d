package dev.timestep.kernel;

/**
 * Arithmetic on {@code n} floats, element by element, and what optimizers need of it. The
 * conventions of {@link Kernels} hold.
 */
public interface ElementwiseKernels {

  /** z = x + y. */
  void add(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff);

  /** z = x·y. */
  void multiply(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff);

  /** z = x − y. */
  void subtract(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff);

  /** z = x / y. */
  void divide(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff);

  /** z = max(x, y); NaN where either is. */
  void maximum(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff);

  /** z = min(x, y); NaN where either is. */
  void minimum(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff);

  /** z += x·y, the gradient of a product; flushed. */
  void multiplyAdd(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff);

  /** z += x·(1−y), flushed as {@link #multiplyAdd} is. */
  void multiplyAddRest(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff);

  /** z = g·x + (1−g)·y, computed as y + g·(x − y). */
  void blend(
      int n, float[] g, int gOff, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff);

  /** dg += dz·(x − y), dx += dz·g and dy += dz·(1−g), where z = {@link #blend}; all flushed. */
  void blendBackward(
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
      int dyOff);

  /**
   * d += dz where (x ≥ y) is {@code wanted}: the gradient of max(x, y) with respect to x where it
   * is, and to y where it is not. NaN is not ≥ anything.
   */
  void addWhere(
      int n,
      boolean wanted,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] dz,
      int dzOff,
      float[] d,
      int dOff);

  /** y = min(max(x, low), high); NaN stays NaN. */
  void clamp(int n, float low, float high, float[] x, int xOff, float[] y, int yOff);

  /** dx += dy where low ≤ x ≤ high: the gradient of min(max(x, low), high). */
  void clampBackward(
      int n,
      float low,
      float high,
      float[] x,
      int xOff,
      float[] dy,
      int dyOff,
      float[] dx,
      int dxOff);

  /** y += alpha·x. */
  void axpy(int n, float alpha, float[] x, int xOff, float[] y, int yOff);

  /** x = alpha·x. */
  void scale(int n, float alpha, float[] x, int xOff);

  /** x = 0 where |x| &lt; {@link Vanishing#BOUND}: for what is carried on. */
  void flush(int n, float[] x, int xOff);

  /**
   * Adam's update with the bias corrections folded into {@code stepSize} and {@code epsilonHat}: m
   * = β₁m + (1−β₁)g, v = β₂v + (1−β₂)g², w = w·(1 − decay) − stepSize·m / (√v + epsilonHat).
   *
   * <p>A g below {@link Vanishing#boundOfSquares} of 1 − β₂ counts as 0, m is flushed, a v below
   * {@link Float#MIN_NORMAL} is 0, and w is flushed where there is a decay.
   */
  void adam(
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
      float decay);
}
