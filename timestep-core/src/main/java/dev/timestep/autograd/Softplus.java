package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** y = ln(1 + e^x), which overflows nowhere. Backward: dx += dy·σ(x). */
final class Softplus implements RowWise, RowKernel {
  private final Variable x;
  private final Variable y;

  private Softplus(Variable x) {
    this.x = x;
    this.y = x.tape().output(x.shape(), x);
  }

  static Variable apply(Variable x) {
    Tape tape = x.tape();
    if (tape.kept() instanceof Softplus op && op.x == x) {
      tape.repeat(op);
      return op.y;
    }
    Softplus op = new Softplus(x);
    tape.run(op, op.y);
    return op.y;
  }

  @Override
  public void forward() {
    values(x.tape().kernels(), x.size(), x.data(), 0, y.data(), 0);
  }

  /** max(x, 0) + ln(1 + u) with u = e^−|x|. Plain loops that the JIT turns to lanes. */
  private static void values(Kernels kernels, int n, float[] x, int from, float[] y, int to) {
    for (int e = 0; e < n; e++) {
      y[to + e] = -Math.abs(x[from + e]);
    }
    kernels.exp(n, y, to, y, to);
    for (int e = 0; e < n; e++) {
      // ln(1 + u) = 2 artanh s for s = u / (2 + u), which is a third at most: six terms, 3e-8.
      float s = y[to + e] / (2f + y[to + e]);
      float q = s * s;
      float series = 1f + q * (1f / 3 + q * (1f / 5 + q * (1f / 7 + q * (1f / 9 + q * (1f / 11)))));
      y[to + e] = Math.max(x[from + e], 0f) + 2f * s * series;
    }
  }

  @Override
  public void backward() {
    Tape tape = x.tape();
    float[] slopes = tape.takePassing(x.size());
    addGradient(tape.kernels(), x.size(), x.data(), 0, y.gradient(), 0, x.gradient(), 0, slopes);
  }

  private static void addGradient(
      Kernels kernels,
      int n,
      float[] x,
      int from,
      float[] dy,
      int dyAt,
      float[] dx,
      int to,
      float[] slopes) {
    kernels.sigmoid(n, x, from, slopes, 0);
    kernels.multiplyAdd(n, dy, dyAt, slopes, 0, dx, to);
  }

  @Override
  public Variable[] inputs() {
    return new Variable[] {x};
  }

  @Override
  public Variable output() {
    return y;
  }

  @Override
  public RowKernel rowKernel() {
    return this;
  }

  @Override
  public void forward(Kernels kernels, int rows, Rows[] in, Rows out) {
    Rows from = in[0];
    int runs = from.isDense() ? Math.min(1, rows) : rows;
    int n = from.isDense() ? rows * out.width() : out.width();
    for (int run = 0; run < runs; run++) {
      values(kernels, n, from.data(), from.at(run), out.data(), out.at(run));
    }
  }

  @Override
  public void backward(
      Kernels kernels,
      int rows,
      Rows[] in,
      Rows out,
      Rows dOut,
      @Nullable Rows[] dIn,
      float[] scratch) {
    Rows from = in[0];
    Rows dx = dIn[0];
    for (int row = 0; dx != null && row < rows; row++) {
      addGradient(
          kernels,
          out.width(),
          from.data(),
          from.at(row),
          dOut.data(),
          dOut.at(row),
          dx.data(),
          dx.at(row),
          scratch);
    }
  }

  @Override
  public boolean readsInputs() {
    return true;
  }

  @Override
  public boolean readsOutput() {
    return false;
  }
}
