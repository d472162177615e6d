package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** y = f(x), element by element. */
final class ElementwiseOp implements RowWise, RowKernel {
  /** Elements of which backward keeps slopes at once. */
  private static final int BLOCK = 1024;

  private final Elementwise f;
  private final Variable x;
  private final Variable y;

  private ElementwiseOp(Elementwise f, Variable x) {
    this.f = f;
    this.x = x;
    this.y = x.tape().output(x.shape(), x);
  }

  static Variable apply(Elementwise f, Variable x) {
    Tape tape = x.tape();
    if (tape.kept() instanceof ElementwiseOp op && op.x == x && op.f.equals(f)) {
      tape.repeat(op);
      return op.y;
    }
    ElementwiseOp op = new ElementwiseOp(f, x);
    tape.run(op, op.y);
    return op.y;
  }

  @Override
  public void forward() {
    f.forward(x.tape().kernels(), x.size(), x.data(), 0, y.data(), 0);
  }

  @Override
  public void backward() {
    Tape tape = x.tape();
    int size = x.size();
    int block = f.writesScratch() ? Math.min(size, BLOCK) : size;
    float[] scratch = tape.takePassing(f.writesScratch() ? block : 0);
    float[] dy = y.gradient();
    float[] dx = x.gradient();
    for (int at = 0; at < size; at += block) {
      int n = Math.min(block, size - at);
      f.backward(tape.kernels(), n, x.data(), at, y.data(), at, dy, at, dx, at, scratch);
    }
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
      f.forward(kernels, n, from.data(), from.at(run), out.data(), out.at(run));
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
    if (dx == null) {
      return;
    }
    boolean apart = f.writesScratch() || !from.isDense() || !dx.isDense();
    int runs = apart ? rows : Math.min(1, rows);
    int n = apart ? out.width() : rows * out.width();
    for (int run = 0; run < runs; run++) {
      f.backward(
          kernels,
          n,
          from.data(),
          from.at(run),
          out.data(),
          out.at(run),
          dOut.data(),
          dOut.at(run),
          dx.data(),
          dx.at(run),
          scratch);
    }
  }

  @Override
  public String formula(List<String> in, int width) {
    return f.formula(in.getFirst());
  }

  @Override
  public boolean readsInputs() {
    return f.readsInput();
  }

  @Override
  public boolean readsOutput() {
    return !f.readsInput();
  }
}
