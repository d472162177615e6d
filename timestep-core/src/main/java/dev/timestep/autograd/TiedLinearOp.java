package dev.timestep.autograd;

import dev.timestep.kernel.ProductKernels;
import org.jspecify.annotations.Nullable;

/**
 * Product with the transposed of a matrix, {@code Y[m, v] = X[m, k] · E[v, k]ᵀ + b[v]}: the output
 * layer that shares the table of an embedding.
 *
 * <p>Backward: dX = dY·E, dE = dYᵀ·X, db = column sums of dY.
 */
public final class TiedLinearOp implements Op {
  private final Variable x;
  private final Variable table;
  private final @Nullable Variable bias;
  private final Variable y;
  private final int m;
  private final int v;
  private final int k;
  private float[] packed = {};

  private TiedLinearOp(Variable x, Variable table, @Nullable Variable bias) {
    Tape tape = x.tape();
    this.x = x;
    this.table = table;
    this.bias = bias;
    this.v = table.shape().dim(0);
    this.k = table.shape().dim(1);
    this.m = x.shape().rows();
    this.y =
        bias == null
            ? tape.output(x.shape().withLast(v), x, table)
            : tape.output(x.shape().withLast(v), x, table, bias);
  }

  /**
   * Y = X·Eᵀ + b.
   *
   * @param x [.., k]
   * @param table [v, k]
   * @param bias [v], or null for none
   */
  public static Variable apply(Variable x, Variable table, @Nullable Variable bias) {
    Tape tape = x.tape();
    if (tape.kept() instanceof TiedLinearOp op
        && op.x == x
        && op.table == table
        && op.bias == bias) {
      tape.repeat(op);
      return op.y;
    }
    if (table.shape().rank() != 2 || x.shape().last() != table.shape().dim(1)) {
      throw new IllegalArgumentException(
          "A product with a transposed table expects [.., k] times [v, k]; received "
              + x.shape()
              + " times "
              + table.shape()
              + ". The last axes of both must be equal.");
    }
    TiedLinearOp op = new TiedLinearOp(x, table, bias);
    tape.run(op, op.y);
    return op.y;
  }

  @Override
  public void forward() {
    packed = table.packedTransposed();
    x.tape().engine().forRows(m, (long) v * k, this::multiply);
  }

  private ProductKernels products() {
    return x.tape().kernels().products();
  }

  private void multiply(int from, int to) {
    float[] in = x.data();
    float[] out = y.data();
    if (bias == null) {
      products().gemm(to - from, v, k, in, from * k, k, packed, 0, out, from * v, v, false);
    } else {
      float[] row = bias.data();
      products().gemmBias(to - from, v, k, in, from * k, k, packed, 0, row, 0, out, from * v, v);
    }
  }

  @Override
  public void backward() {
    var engine = x.tape().engine();
    if (x.requiresGradient()) {
      packed = table.packed();
      x.gradient();
      engine.forRows(m, (long) v * k, this::inputGradient);
    }
    if (table.requiresGradient()) {
      table.gradient();
      engine.forRows(v, (long) m * k, this::tableGradient);
    }
    if (bias != null && bias.requiresGradient()) {
      bias.gradient();
      engine.forRows(v, m, this::biasGradient);
    }
  }

  private void inputGradient(int from, int to) {
    float[] dx = x.gradient();
    float[] dy = y.gradient();
    products().gemm(to - from, k, v, dy, from * v, v, packed, 0, dx, from * k, k, true);
  }

  private void tableGradient(int from, int to) {
    float[] dy = y.gradient();
    float[] de = table.gradient();
    products().gemmTransposedA(from, to, 0, k, m, dy, 0, v, x.data(), 0, k, de, 0, k, true);
  }

  /** A column is summed by one thread, so its bits do not depend on their number. */
  private void biasGradient(int from, int to) {
    if (bias != null) {
      x.tape()
          .kernels()
          .rows()
          .addColumnSums(m, to - from, y.gradient(), from, v, bias.gradient(), from);
    }
  }
}
