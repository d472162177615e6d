package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Vanishing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * y = e^x / Σ e^x over the last axis.
 *
 * <p>Backward: dx_j += y_j·(dy_j − Σ_k dy_k·y_k), y and the result flushed: see {@link Vanishing}.
 */
final class Softmax implements RowWise, RowKernel {
  private final Variable x;
  private final Variable y;
  private final int rows;
  private final int n;

  private Softmax(Variable x) {
    this.x = x;
    this.y = x.tape().output(x.shape(), x);
    this.rows = x.shape().rows();
    this.n = x.shape().last();
  }

  static Variable apply(Variable x) {
    Tape tape = x.tape();
    if (tape.kept() instanceof Softmax op && op.x == x) {
      tape.repeat(op);
      return op.y;
    }
    Softmax op = new Softmax(x);
    tape.run(op, op.y);
    return op.y;
  }

  @Override
  public void forward() {
    Tape tape = x.tape();
    tape.kernels().rows().softmaxRows(rows, n, x.data(), 0, n, y.data(), 0, n, tape.take(rows), 0);
  }

  @Override
  public void backward() {
    float[] dx = x.gradient();
    float[] dy = y.gradient();
    float[] out = y.data();
    for (int row = 0; row < rows; row++) {
      int from = row * n;
      addGradient(x.tape().kernels(), dy, from, out, from, dx, from);
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
  public void forward(Kernels kernels, int count, Rows[] in, Rows out) {
    for (int row = 0; row < count; row++) {
      float[] to = out.data();
      int at = out.at(row);
      float[] from = in[0].data();
      int source = in[0].at(row);
      float largest = kernels.reductions().max(n, from, source);
      for (int j = 0; j < n; j++) {
        to[at + j] = from[source + j] - largest;
      }
      kernels.exponentials().exp(n, to, at, to, at);
      kernels.elementwise().scale(n, 1f / kernels.reductions().sum(n, to, at), to, at);
    }
  }

  @Override
  public void backward(
      Kernels kernels,
      int count,
      Rows[] in,
      Rows out,
      Rows dOut,
      @Nullable Rows[] dIn,
      float[] scratch) {
    Rows dx = dIn[0];
    for (int row = 0; dx != null && row < count; row++) {
      addGradient(
          kernels, dOut.data(), dOut.at(row), out.data(), out.at(row), dx.data(), dx.at(row));
    }
  }

  private void addGradient(
      Kernels kernels, float[] dy, int dyAt, float[] out, int outAt, float[] dx, int dxAt) {
    float inner = kernels.reductions().dot(n, dy, dyAt, out, outAt);
    for (int j = 0; j < n; j++) {
      float weight = Vanishing.flushed(out[outAt + j]);
      dx[dxAt + j] = Vanishing.flushed(dx[dxAt + j] + weight * (dy[dyAt + j] - inner));
    }
  }

  @Override
  public String formula(List<String> in, int width) {
    return "softmax(" + in.getFirst() + ")";
  }

  @Override
  public boolean readsInputs() {
    return false;
  }

  @Override
  public boolean readsOutput() {
    return true;
  }
}
