package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same columns of each of the parts that lie side by side in a row: [.., p·n] to [.., p·(to −
 * from)], as one gate of all places of an image. Backward: the gradient goes back to those columns.
 */
public final class PartSlice implements RowWise, RowKernel {
  private final Variable x;
  private final Variable y;
  private final int n;
  private final int from;
  private final int width;

  private PartSlice(Variable x, int n, int from, int to) {
    this.x = x;
    this.n = n;
    this.from = from;
    this.width = to - from;
    this.y = x.tape().output(x.shape().withLast(x.shape().last() / n * width), x);
  }

  /**
   * Columns [from, to) of the parts of {@code x}.
   *
   * @param n numbers of a part
   */
  public static Variable apply(Variable x, int n, int from, int to) {
    Tape tape = x.tape();
    if (tape.kept() instanceof PartSlice op
        && op.x == x
        && op.n == n
        && op.from == from
        && op.width == to - from) {
      tape.repeat(op);
      return op.y;
    }
    if (n < 1 || x.shape().last() % n != 0 || from < 0 || from >= to || to > n) {
      throw new IllegalArgumentException(
          "A slice of parts expects a last axis of whole parts and columns within one; received "
              + x.shape()
              + ", parts of "
              + n
              + " and columns "
              + from
              + " to "
              + to
              + ".");
    }
    PartSlice op = new PartSlice(x, n, from, to);
    tape.run(op, op.y);
    return op.y;
  }

  @Override
  public void forward() {
    copy(y.size() / width, x.data(), 0, y.data(), 0);
  }

  @Override
  public void backward() {
    addBack(y.size() / width, y.gradient(), 0, x.gradient(), 0);
  }

  private void copy(int parts, float[] source, int at, float[] target, int to) {
    for (int part = 0; part < parts; part++) {
      System.arraycopy(source, at + part * n + from, target, to + part * width, width);
    }
  }

  private void addBack(int parts, float[] dy, int at, float[] dx, int to) {
    for (int part = 0; part < parts; part++) {
      int source = at + part * width;
      int target = to + part * n + from;
      for (int column = 0; column < width; column++) {
        dx[target + column] += dy[source + column];
      }
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
    for (int row = 0; row < rows; row++) {
      copy(out.width() / width, in[0].data(), in[0].at(row), out.data(), out.at(row));
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
    Rows dx = dIn[0];
    for (int row = 0; dx != null && row < rows; row++) {
      addBack(out.width() / width, dOut.data(), dOut.at(row), dx.data(), dx.at(row));
    }
  }

  @Override
  public String formula(List<String> in, int rowWidth) {
    return "%s[%d:%d of each %d]".formatted(in.getFirst(), from, from + width, n);
  }

  @Override
  public boolean readsInputs() {
    return false;
  }

  @Override
  public boolean readsOutput() {
    return false;
  }
}
