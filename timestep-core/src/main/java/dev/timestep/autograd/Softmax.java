package dev.timestep.autograd;

/**
 * y = e^x / Σ e^x over the last axis.
 *
 * <p>Backward: dx_j += y_j·(dy_j − Σ_k dy_k·y_k).
 */
final class Softmax {
  private Softmax() {}

  static Variable apply(Variable x) {
    Tape tape = x.tape();
    int rows = x.shape().rows();
    int n = x.shape().last();
    Variable y = tape.output(x.shape(), x);
    tape.kernels().softmaxRows(rows, n, x.data(), 0, n, y.data(), 0, n, tape.take(rows), 0);
    tape.record(() -> backward(x, y, rows, n), y);
    return y;
  }

  private static void backward(Variable x, Variable y, int rows, int n) {
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
