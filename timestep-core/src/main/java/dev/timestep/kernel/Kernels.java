package dev.timestep.kernel;

/**
 * The inner loops of the engine: everything above is written in terms of these and of nothing
 * machine-specific.
 *
 * <p>They come in groups, each an interface of its own:
 *
 * <ul>
 *   <li>{@link #products}: packedSize, pack, packRows, packTransposed, rowStep, gemm, gemmBias,
 *       gemmTransposedA, addTransposedProducts
 *   <li>{@link #elementwise}: add, multiply, subtract, divide, maximum, minimum, multiplyAdd,
 *       multiplyAddRest, blend, blendBackward, addWhere, clamp, clampBackward, axpy, scale, flush,
 *       adam
 *   <li>{@link #activations}: sigmoid, tanh, relu, sigmoidBackward, tanhBackward, reluBackward
 *   <li>{@link #exponentials}: exp, softplus, sumExp, addScaledExp
 *   <li>{@link #reductions}: sum, dot, max, sumOfSquares
 *   <li>{@link #rows}: broadcastRow, copyRows, addColumnSums, normalize, normalizeBackward,
 *       softmaxRows
 *   <li>{@link #cells}: lstmForward, lstmBackward, gruForward, gruBackward
 * </ul>
 *
 * <pre>{@code
 * ProductKernels products = KernelProvider.chosen().products();
 * float[] packed = new float[products.packedSize(k, n)];
 * products.pack(k, n, b, 0, n, packed, 0);
 * products.gemm(m, n, k, a, 0, k, packed, 0, c, 0, n, false);
 * }</pre>
 *
 * <p>Two implementations exist: {@link PortableKernels}, plain loops that are the specification,
 * and the Vector API kernels of the module {@code timestep-vector}, found by {@link
 * java.util.ServiceLoader}. {@link KernelProvider} chooses once. Their classes implement the
 * groups, one class to a group.
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

  /** Products of matrices. */
  ProductKernels products();

  /** Arithmetic, element by element. */
  ElementwiseKernels elementwise();

  /** Sigmoid, tanh and relu, and their gradients. */
  ActivationKernels activations();

  /** e^x, and what is made of it. */
  ExponentialKernels exponentials();

  /** Sums and the maximum. */
  ReductionKernels reductions();

  /** The rows of a matrix, each as a whole. */
  MatrixRowKernels rows();

  /** The gates of LSTM and GRU. */
  CellKernels cells();
}
