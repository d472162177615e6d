package dev.timestep.kernel;

/**
 * The inner loops of the engine: everything above is written in terms of these and of nothing
 * machine-specific.
 *
 * <p>Two implementations exist with the same signatures: {@link PortableKernels}, plain loops that
 * are the specification, and the Vector API kernels of the module {@code timestep-vector}, found by
 * {@link java.util.ServiceLoader}. {@link KernelProvider} chooses once.
 *
 * <p>Conventions. Matrices are row-major in a {@code float[]} with an offset and a row stride
 * ({@code lda}: floats from one row to the next). Kernels assert their ranges; they do not check
 * them. No method allocates. Every output element of a matrix product is summed over {@code k} in
 * ascending order in blocks that depend on the sizes {@code k} and {@code n} only, so the bits of a
 * row never depend on how many other rows were computed in the same call: splitting rows or columns
 * over threads does not change a result. Input and output of an elementwise method may be the same
 * range; partial overlap is not allowed.
 *
 * <p>Vanishing numbers. Where a method says that its results are flushed, those of a size below
 * {@link Vanishing#BOUND} are 0 instead, so that no later step computes with subnormal numbers,
 * which are slow: gradients, and states that are carried from step to step. NaN and infinity are
 * never flushed.
 *
 * <p>Legend: {@code m n k} rows, columns and summed length of a product; {@code H} units; gates
 * {@code i f g o} (LSTM: input, forget, candidate, output) and {@code r z n} (GRU: reset, update,
 * candidate).
 */
public interface Kernels {

  /** How the kernels are called in logs and reports, for example {@code vector-256}. */
  String name();

  // ---------------------------------------------------------------- matrix products

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
   * C = A·B + bias, the bias [n] added to each row: the bits of {@link #broadcastRow} and a {@link
   * #gemm} that accumulates, without the pass over C. A is [m × k] read in place, B is packed [k ×
   * n], C is [m × n].
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
   * blockWidth of block j / blockWidth. Only the columns {@code [nFrom, nTo)} of B and of every C
   * are touched, so that threads can share the work. Each call copies its columns of B once, and
   * may copy all of the A.
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

  // ---------------------------------------------------------------- elementwise, n floats

  /** y = 1 / (1 + e^−x), absolute error at most 1e-6; exactly 0 or 1 far out, NaN stays NaN. */
  void sigmoid(int n, float[] x, int xOff, float[] y, int yOff);

  /** y = tanh x, absolute error at most 1e-6; NaN stays NaN. */
  void tanh(int n, float[] x, int xOff, float[] y, int yOff);

  /** y = max(x, 0); NaN stays NaN. */
  void relu(int n, float[] x, int xOff, float[] y, int yOff);

  /**
   * y = e^x, relative error at most 3e-7 in the normal range; infinity above, 0 where it is below
   * {@link Float#MIN_NORMAL}.
   */
  void exp(int n, float[] x, int xOff, float[] y, int yOff);

  /**
   * y = sign·ln(1 + e^(sign·x)) for a sign of 1 or −1: softplus x, or the logarithm of sigmoid x.
   * Absolute error at most 3e-7 and relative to the result; overflows nowhere.
   */
  void softplus(int n, float sign, float[] x, int xOff, float[] y, int yOff);

  /** dx += dy·y·(1−y) where y = sigmoid x; flushed. */
  void sigmoidBackward(int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff);

  /** dx += dy·(1−y²) where y = tanh x; flushed. */
  void tanhBackward(int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff);

  /** dx += dy where y &gt; 0 (y = relu x). */
  void reluBackward(int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff);

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

  /**
   * y += alpha·e^(x − shift), where no x is above the shift: with max x for it and scale / {@link
   * #sumExp} for alpha, the softmax part of the gradient of a cross-entropy. The relative error of
   * e^(x − shift) is at most 3e-7; where it is below {@link Vanishing#BOUND}, it counts as 0.
   */
  void addScaledExp(int n, float alpha, float shift, float[] x, int xOff, float[] y, int yOff);

  /** x = alpha·x. */
  void scale(int n, float alpha, float[] x, int xOff);

  /** x = 0 where |x| &lt; {@link Vanishing#BOUND}: for what is carried on. */
  void flush(int n, float[] x, int xOff);

  /** Σ x, summed in an order that depends on {@code n} only. */
  float sum(int n, float[] x, int xOff);

  /** Σ x·y, summed in an order that depends on {@code n} only. */
  float dot(int n, float[] x, int xOff, float[] y, int yOff);

  /** max x; NaN if any x is NaN; negative infinity when n is 0. */
  float max(int n, float[] x, int xOff);

  /**
   * Σ e^(x − shift), where no x is above the shift: with max x for it, the denominator of a
   * softmax. The relative error of a term is at most 3e-7 down to e^−87, and all below is between 0
   * and 2e-38.
   */
  float sumExp(int n, float shift, float[] x, int xOff);

  /** Σ x² in double precision, for norms. */
  double sumOfSquares(int n, float[] x, int xOff);

  // ---------------------------------------------------------------- rows of a matrix

  /** Each of the m rows of C [m × n] becomes a copy of {@code row}. */
  void broadcastRow(int m, int n, float[] row, int rowOff, float[] c, int cOff, int ldc);

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

  // ---------------------------------------------------------------- cell epilogues
  // n = rows·H contiguous elements; every gate is a block of its own inside `gates`.

  /**
   * LSTM, one step. On entry the blocks at {@code i f g o} hold pre-activations; on return i, f, o
   * = sigmoid, g = tanh of them, c = f·cPrev + i·g, h = o·tanh c; c and h flushed.
   */
  void lstmForward(
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
      int hOff);

  /**
   * LSTM, one step back. On entry {@code gates} holds activations, {@code dh} the gradient of h,
   * {@code dc} the gradient that reaches c from the step after. On return the four blocks hold the
   * gradients of the pre-activations and {@code dc} the gradient of cPrev, all flushed; so are
   * {@code dh} and the gradient of c before they are used. tanh c is computed again from {@code c}.
   */
  void lstmBackward(
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
      int dcOff);

  /**
   * GRU (reset after), one step. On entry r and z hold pre-activations, n the input part of the
   * candidate's, q the recurrent part (h·U + bias). On return r, z = sigmoid, n = tanh(n + r·q), h
   * = (1−z)·n + z·hPrev, flushed; q stays.
   */
  void gruForward(
      int count,
      float[] gates,
      int r,
      int z,
      int n,
      int q,
      float[] hPrev,
      int hPrevOff,
      float[] h,
      int hOff);

  /**
   * GRU (reset after), one step back. On entry activations and q as {@link #gruForward} left them,
   * and {@code dh} the gradient of h. On return r, z, n, q hold the gradients of the
   * pre-activations (q: of the recurrent part) and {@code dh} the share of hPrev's gradient that
   * does not pass a matrix, dh·z; all flushed, as {@code dh} is before it is used.
   */
  void gruBackward(
      int count,
      float[] gates,
      int r,
      int z,
      int n,
      int q,
      float[] hPrev,
      int hPrevOff,
      float[] dh,
      int dhOff);

  // ---------------------------------------------------------------- softmax and optimizers

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
