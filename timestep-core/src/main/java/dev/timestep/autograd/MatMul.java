package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import dev.timestep.tensor.Shape;

/**
 * Matrix product {@code C[m, n] = A[m, k] · B[k, n]}; all axes of A but the last are rows.
 *
 * <p>Backward: dA = dC·Bᵀ, dB = Aᵀ·dC.
 */
final class MatMul implements Op {
  private final Variable a;
  private final Variable b;
  private final Variable c;
  private final int m;
  private final int n;
  private final int k;

  private MatMul(Variable a, Variable b, Variable c, int m, int n, int k) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.m = m;
    this.n = n;
    this.k = k;
  }

  static Variable apply(Variable a, Variable b) {
    if (b.shape().rank() != 2 || a.shape().rank() < 1 || a.shape().last() != b.shape().dim(0)) {
      throw new IllegalArgumentException(
          "matmul expects [.., k] times [k, n]; received " + a.shape() + " times " + b.shape()
              + ". The last axis of the left must equal the first axis of the right.");
    }
    Tape tape = a.tape();
    int m = a.shape().rows();
    int k = a.shape().last();
    int n = b.shape().dim(1);
    Shape shape = a.shape().withLast(n);
    Variable c = tape.output(shape, a, b);
    Kernels kernels = tape.kernels();
    float[] packed = tape.take(kernels.packedSize(k, n));
    kernels.pack(k, n, b.data(), 0, n, packed, 0);
    tape.engine()
        .forRows(
            m,
            (long) n * k,
            (from, to) ->
                kernels.gemm(
                    to - from, n, k, a.data(), from * k, k, packed, 0, c.data(), from * n, n,
                    false));
    tape.record(new MatMul(a, b, c, m, n, k), c);
    return c;
  }

  @Override
  public void backward() {
    Tape tape = a.tape();
    Kernels kernels = tape.kernels();
    float[] dc = c.gradient();
    if (a.requiresGradient()) {
      float[] packed = tape.take(kernels.packedSize(n, k));
      kernels.packTransposed(n, k, b.data(), 0, n, packed, 0);
      float[] da = a.gradient();
      tape.engine()
          .forRows(
              m,
              (long) n * k,
              (from, to) ->
                  kernels.gemm(
                      to - from, k, n, dc, from * n, n, packed, 0, da, from * k, k, true));
    }
    if (b.requiresGradient()) {
      float[] db = b.gradient();
      tape.engine()
          .forRows(
              k,
              (long) m * n,
              (from, to) ->
                  kernels.gemmTransposedA(
                      from, to, 0, n, m, a.data(), 0, k, dc, 0, n, db, 0, n, true));
    }
  }
}
