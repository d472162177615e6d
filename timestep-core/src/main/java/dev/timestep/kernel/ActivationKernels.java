package dev.timestep.kernel;

/**
 * Activations of {@code n} floats, and their gradients from what they gave. The conventions of
 * {@link Kernels} hold.
 */
public interface ActivationKernels {

  /** y = 1 / (1 + e^−x), absolute error at most 1e-6; exactly 0 or 1 far out, NaN stays NaN. */
  void sigmoid(int n, float[] x, int xOff, float[] y, int yOff);

  /** y = tanh x, absolute error at most 1e-6; NaN stays NaN. */
  void tanh(int n, float[] x, int xOff, float[] y, int yOff);

  /** y = max(x, 0); NaN stays NaN. */
  void relu(int n, float[] x, int xOff, float[] y, int yOff);

  /** dx += dy·y·(1−y) where y = sigmoid x; flushed. */
  void sigmoidBackward(int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff);

  /** dx += dy·(1−y²) where y = tanh x; flushed. */
  void tanhBackward(int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff);

  /** dx += dy where y &gt; 0 (y = relu x). */
  void reluBackward(int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff);
}
