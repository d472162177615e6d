package dev.timestep.autograd;

import dev.timestep.kernel.Engine;
import dev.timestep.kernel.LeftFactors;
import dev.timestep.kernel.ProductKernels;
import dev.timestep.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Matrix product with an optional bias, {@code Y[m, n] = X[m, k] · W[k, n] + b[n]}; all axes of X
 * but the last are rows.
 *
 * <p>Backward: dX = dY·Wᵀ, dW = Xᵀ·dY, db = column sums of dY.
 */
public final class LinearOp implements Op {
  /** Columns are shared among threads in blocks of this many, whole panels. */
  private static final int BLOCK = 32;

  private final Variable x;
  private final Variable w;
  private final @Nullable Variable bias;
  private final Variable y;
  private final int m;
  private final int n;
  private final int k;
  private final Engine.RowWork multiply = this::multiply;
  private final Engine.RowWork inputGradient = this::inputGradient;
  private final Engine.RowWork weightGradient = this::weightGradient;
  private final Engine.RowWork columnsOfGradients = this::columnsOfGradients;
  private final Engine.RowWork biasGradient = this::biasGradient;

  /** X for dW and ones for db. */
  private final LeftFactors left;

  /** Whether somebody has added to the gradient of X before. */
  private boolean adds;

  /** W as the product reads it, or Wᵀ during the backward pass; until the next reset. */
  private float[] packed = {};

  private LinearOp(Variable x, Variable w, @Nullable Variable bias) {
    Tape tape = x.tape();
    this.k = w.shape().dim(0);
    this.n = w.shape().dim(1);
    int parts = x.shape().last() / k;
    Shape shape = x.shape().withLast(parts * n);
    this.x = x;
    this.w = w;
    this.bias = bias;
    this.y = bias == null ? tape.output(shape, x, w) : tape.output(shape, x, w, bias);
    this.m = x.shape().rows() * parts;
    this.left = new LeftFactors(bias != null && bias.requiresGradient() ? 2 : 1);
  }

  /**
   * Y = X·W + b.
   *
   * @param x [.., k]
   * @param w [k, n]
   * @param bias [n], or null for none
   */
  public static Variable apply(Variable x, Variable w, @Nullable Variable bias) {
    Tape tape = x.tape();
    if (tape.kept() instanceof LinearOp op && op.x == x && op.w == w && op.bias == bias) {
      tape.repeat(op);
      return op.y;
    }
    if (w.shape().rank() != 2 || x.shape().rank() < 1 || x.shape().last() != w.shape().dim(0)) {
      throw new IllegalArgumentException(
          "matmul expects [.., k] times [k, n]; received "
              + x.shape()
              + " times "
              + w.shape()
              + ". The last axis of the left must equal the first axis of the right.");
    }
    return run(x, w, bias);
  }

  /**
   * The same product for each of the parts of a row that are side by side: {@code [.., p·k]} to
   * {@code [.., p·n]}, as a convolution does with its patches.
   */
  public static Variable applyToParts(Variable x, Variable w, @Nullable Variable bias) {
    Tape tape = x.tape();
    if (tape.kept() instanceof LinearOp op && op.x == x && op.w == w && op.bias == bias) {
      tape.repeat(op);
      return op.y;
    }
    if (w.shape().rank() != 2 || x.shape().last() % w.shape().dim(0) != 0) {
      throw new IllegalArgumentException(
          "A product with parts of rows expects [.., p·k] times [k, n]; received "
              + x.shape()
              + " times "
              + w.shape()
              + ". The last axis of the left must be a multiple of the first axis of the right.");
    }
    return run(x, w, bias);
  }

  private static Variable run(Variable x, Variable w, @Nullable Variable bias) {
    Tape tape = x.tape();
    if (bias != null && bias.size() != w.shape().dim(1)) {
      throw new IllegalArgumentException(
          "A linear op expects a bias ["
              + w.shape().dim(1)
              + "] for a kernel "
              + w.shape()
              + "; received "
              + bias.shape()
              + ". Give one number per column.");
    }
    LinearOp op = new LinearOp(x, w, bias);
    tape.run(op, op.y);
    return op.y;
  }

  /** X. */
  public Variable x() {
    return x;
  }

  /** W. */
  public Variable weights() {
    return w;
  }

  /** b. */
  public @Nullable Variable bias() {
    return bias;
  }

  /** Y. */
  public Variable output() {
    return y;
  }

  @Override
  public void forward() {
    packed = w.packed();
    x.tape().engine().forRows(m, (long) n * k, multiply);
  }

  private ProductKernels products() {
    return x.tape().kernels().products();
  }

  private void multiply(int from, int to) {
    float[] out = y.data();
    if (bias == null) {
      products().gemm(to - from, n, k, x.data(), from * k, k, packed, 0, out, from * n, n, false);
    } else {
      float[] row = bias.data();
      products()
          .gemmBias(to - from, n, k, x.data(), from * k, k, packed, 0, row, 0, out, from * n, n);
    }
  }

  @Override
  public void backward() {
    Tape tape = x.tape();
    if (x.requiresGradient()) {
      packed = w.packedTransposed();
      adds = !x.startGradient();
      tape.engine().forRows(m, (long) n * k, inputGradient);
    }
    if (w.requiresGradient() && n > k) {
      holdInputsAgainstGradients();
      tape.engine().forRows((n + BLOCK - 1) / BLOCK, (long) m * k * BLOCK, columnsOfGradients);
      return;
    }
    if (w.requiresGradient()) {
      w.gradient();
      tape.engine().forRows(k, (long) m * n, weightGradient);
    }
    if (bias != null && bias.requiresGradient()) {
      bias.gradient();
      tape.engine().forRows(n, m, biasGradient);
    }
  }

  private void inputGradient(int from, int to) {
    float[] dx = x.gradient();
    products().gemm(to - from, k, n, y.gradient(), from * n, n, packed, 0, dx, from * k, k, adds);
  }

  private void holdInputsAgainstGradients() {
    left.set(0, k, x.data(), 0, k, w.gradient(), 0, n);
    if (left.count() > 1 && bias != null) {
      left.setOnes(1, bias.gradient(), 0);
    }
  }

  /** Some columns of dW and db: along the longer side threads read less in common. */
  private void columnsOfGradients(int from, int to) {
    int end = Math.min(n, to * BLOCK);
    products().addTransposedProducts(left, from * BLOCK, end, m, y.gradient(), 0, n, n, 0);
  }

  private void weightGradient(int from, int to) {
    float[] dw = w.gradient();
    float[] dy = y.gradient();
    products().gemmTransposedA(from, to, 0, n, m, x.data(), 0, k, dy, 0, n, dw, 0, n, true);
  }

  /** A column is summed by one thread, so its bits do not depend on their number. */
  private void biasGradient(int from, int to) {
    if (bias != null) {
      x.tape()
          .kernels()
          .rows()
          .addColumnSums(m, to - from, y.gradient(), from, n, bias.gradient(), from);
    }
  }
}
