package dev.timestep.kernel;

/**
 * Products of matrices. The right factor of the forward products is packed first: see {@link
 * #pack}. The conventions of {@link Kernels} hold.
 */
public interface ProductKernels {

  /** Floats that {@link #pack} needs for a matrix of {@code k} rows and {@code n} columns. */
  int packedSize(int k, int n);

  /**
   * Rearranges B [k × n] into the form that {@link #gemm} reads fast. The layout belongs to the
   * implementation; a packed matrix is only ever read back by the same implementation.
   */
  default void pack(int k, int n, float[] b, int bOff, int ldb, float[] packed, int packedOff) {
    packRows(0, k, k, n, b, bOff, ldb, packed, packedOff);
  }

  /**
   * Some rows of what {@link #pack} writes: B [rows × n] becomes the rows from {@code first} of a
   * packed matrix of {@code k} rows and n columns. So matrices that are used below each other are
   * packed from where they are.
   */
  void packRows(
      int first,
      int rows,
      int k,
      int n,
      float[] b,
      int bOff,
      int ldb,
      float[] packed,
      int packedOff);

  /** Packs Bᵀ: B is stored as [n × k] with row stride {@code ldb}, and packed as [k × n]. */
  void packTransposed(int k, int n, float[] b, int bOff, int ldb, float[] packed, int packedOff);

  /**
   * The distance from a row of A to the next, {@code k} or more, at which {@link #gemm} does not
   * have to copy A: whoever writes A just for a product may as well write it so.
   */
  default int rowStep(int k) {
    return k;
  }

  /**
   * C = A·B, or C += A·B when {@code accumulate}. A is [m × k] read in place, B is packed [k × n],
   * C is [m × n].
   */
  void gemm(
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
      boolean accumulate);

  /**
   * C = A·B + bias, the bias [n] added to each row: the bits of {@link
   * MatrixRowKernels#broadcastRow} and a {@link #gemm} that accumulates, without the pass over C. A
   * is [m × k] read in place, B is packed [k × n], C is [m × n].
   */
  void gemmBias(
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
      int ldc);

  /**
   * C = Aᵀ·B, or C += Aᵀ·B when {@code accumulate}: the weight-gradient product. A is [k × m] and B
   * is [k × n], both read in place; C is [m × n]. Only the columns {@code [nFrom, nTo)} of B and C
   * and the rows {@code [mFrom, mTo)} of C are touched, so that threads can share one product by
   * output tiles. Each call may copy its columns of A and B: give it a hundred rows and columns or
   * more where there are as many.
   */
  void gemmTransposedA(
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
      boolean accumulate);

  /**
   * C += Aᵀ·B for each of some A that share B and {@code k}: the gradients of all weights that met
   * the same gates. B [k × n] is stored as blocks of {@code blockWidth} columns, each a matrix with
   * row stride {@code ldb}, {@code blockStride} floats from one to the next; column j is column j %
   * blockWidth of block j / blockWidth. Its rows may lie in another order ({@link
   * LeftFactors#setRowsOfB}); sums are taken in the order of p. Only the columns {@code [nFrom,
   * nTo)} of B and of every C are touched, so that threads can share the work. Each call copies its
   * columns of B once, and may copy all of the A.
   */
  void addTransposedProducts(
      LeftFactors left,
      int nFrom,
      int nTo,
      int k,
      float[] b,
      int bOff,
      int ldb,
      int blockWidth,
      int blockStride);
}
