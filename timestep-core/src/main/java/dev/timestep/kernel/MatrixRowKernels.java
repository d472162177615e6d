package dev.timestep.kernel;

/**
 * The rows of a matrix, each as a whole: repeated, summed, normalised. The conventions of {@link
 * Kernels} hold.
 */
public interface MatrixRowKernels {

  /** Each of the m rows of C [m × n] becomes a copy of {@code row}. */
  default void broadcastRow(int m, int n, float[] row, int rowOff, float[] c, int cOff, int ldc) {
    for (int i = 0; i < m; i++) {
      System.arraycopy(row, rowOff, c, cOff + i * ldc, n);
    }
  }

  /** Each of the m rows of C [m × n] becomes that of A; the rows of A may overlap each other. */
  void copyRows(int m, int n, float[] a, int aOff, int lda, float[] c, int cOff, int ldc);

  /** out[j] += Σ over the m rows of A[·][j], in ascending row order: bias gradients. */
  void addColumnSums(int m, int n, float[] a, int aOff, int lda, float[] out, int outOff);

  /**
   * Layer normalisation of one row: y = gain·x̂ + offset with x̂ = (x − mean x) / √(variance +
   * epsilon). Sums are in an order that depends on {@code n} only.
   */
  void normalize(
      int n,
      float epsilon,
      float[] x,
      int xOff,
      float[] gain,
      int gainOff,
      float[] offset,
      int offsetOff,
      float[] y,
      int yOff);

  /**
   * {@link #normalize} back: dx += (u − mean u − x̂·mean(u·x̂)) / √(variance + epsilon) with u =
   * dy·gain; x̂ is computed again from x and left in {@code unit}, for the gradient of the gain. dx
   * is flushed.
   */
  void normalizeBackward(
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
      int dxOff);

  /**
   * Softmax of each of m rows of n logits: y = e^(x − max) / Σ. Returns nothing; a row's
   * log-sum-exp (max + ln Σ) is written to {@code logSumExp[lseOff + row]}. What would be below
   * twice {@link Float#MIN_NORMAL} is 0.
   */
  void softmaxRows(
      int m,
      int n,
      float[] x,
      int xOff,
      int ldx,
      float[] y,
      int yOff,
      int ldy,
      float[] logSumExp,
      int lseOff);
}
