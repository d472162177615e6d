package dev.timestep.autograd;

/**
 * y = e^x / Σ e^x over the last axis.
 *
 * <p>Backward: dx_j += y_j·(dy_j − Σ_k dy_k·y_k).
 */
final class Softmax implements Op {
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
    tape.kernels().softmaxRows(rows, n, x.data(), 0, n, y.data(), 0, n, tape.take(rows), 0);
  }

  @Override
  public void backward() {
    float[] dx = x.gradient();
    float[] dy = y.gradient();
    float[] out = y.data();
    for (int row = 0; row < rows; row++) {
      int from = row * n;
      float inner = x.tape().kernels().dot(n, dy, from, out, from);
      for (int at = from; at < from + n; at++) {
        dx[at] += out[at] * (dy[at] - inner);
      }
    }
  }
}
