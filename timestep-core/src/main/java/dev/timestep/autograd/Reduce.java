package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import dev.timestep.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums: of everything, or over one axis. Backward: the gradient is repeated. */
final class Reduce {
  private Reduce() {}

  static Variable sum(Variable x) {
    Tape tape = x.tape();
    if (tape.kept() instanceof Sum op && op.x == x) {
      tape.repeat(op);
      return op.y;
    }
    Sum op = new Sum(x);
    tape.run(op, op.y);
    return op.y;
  }

  /** Sum over {@code axis}, kept with size 1: x[outer, n, inner] to y[outer, 1, inner]. */
  static Variable sum(Variable x, int axis) {
    Tape tape = x.tape();
    int at = Form.axis(x.shape(), axis);
    if (tape.kept() instanceof AxisSum op && op.x == x && op.axis == at) {
      tape.repeat(op);
      return op.y;
    }
    AxisSum op = new AxisSum(x, at);
    tape.run(op, op.y);
    return op.y;
  }

  private static final class Sum implements Op {
    private final Variable x;
    private final Variable y;

    Sum(Variable x) {
      this.x = x;
      this.y = x.tape().output(Shape.of(), x);
    }

    @Override
    public void forward() {
      y.data()[0] = x.tape().kernels().reductions().sum(x.size(), x.data(), 0);
    }

    @Override
    public void backward() {
      float dy = y.gradient()[0];
      float[] dx = x.gradient();
      for (int at = 0; at < x.size(); at++) {
        dx[at] += dy;
      }
    }
  }

  private static final class AxisSum implements RowWise, RowKernel {
    private final Variable x;
    private final Variable y;
    private final int axis;
    private final int outer;
    private final int n;
    private final int inner;

    AxisSum(Variable x, int axis) {
      this.x = x;
      this.y = x.tape().output(x.shape().with(axis, 1), x);
      this.axis = axis;
      this.outer = Form.outer(x.shape(), axis);
      this.n = x.shape().dim(axis);
      this.inner = Form.inner(x.shape(), axis);
    }

    @Override
    public void forward() {
      Kernels kernels = x.tape().kernels();
      Arrays.fill(y.data(), 0, y.size(), 0f);
      for (int o = 0; o < outer; o++) {
        for (int i = 0; i < n; i++) {
          kernels.elementwise().axpy(inner, 1f, x.data(), (o * n + i) * inner, y.data(), o * inner);
        }
      }
    }

    @Override
    public void backward() {
      Kernels kernels = x.tape().kernels();
      float[] dy = y.gradient();
      float[] dx = x.gradient();
      for (int o = 0; o < outer; o++) {
        for (int i = 0; i < n; i++) {
          kernels.elementwise().axpy(inner, 1f, dy, o * inner, dx, (o * n + i) * inner);
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
    public @Nullable RowKernel rowKernel() {
      return axis == x.shape().rank() - 1 ? this : null;
    }

    @Override
    public void forward(Kernels kernels, int rows, Rows[] in, Rows out) {
      for (int row = 0; row < rows; row++) {
        out.data()[out.at(row)] = kernels.reductions().sum(n, in[0].data(), in[0].at(row));
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
        float dy = dOut.data()[dOut.at(row)];
        int to = dx.at(row);
        for (int j = 0; j < n; j++) {
          dx.data()[to + j] += dy;
        }
      }
    }

    @Override
    public String formula(List<String> in, int width) {
      return "sum(" + in.getFirst() + ")";
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
}
