package dev.timestep.autograd;

import dev.timestep.tensor.Shape;

/** Sums: of everything, or over one axis. Backward: the gradient is repeated. */
final class Reduce {
  private Reduce() {}

  static Variable sum(Variable x) {
    Tape tape = x.tape();
    Variable y = tape.output(Shape.of(), x);
    y.data()[0] = tape.kernels().sum(x.size(), x.data(), 0);
    tape.record(
        () -> {
          float dy = y.gradient()[0];
          float[] dx = x.gradient();
          for (int at = 0; at < x.size(); at++) {
            dx[at] += dy;
          }
        },
        y);
    return y;
  }

  /** Sum over {@code axis}, kept with size 1: x[outer, n, inner] to y[outer, 1, inner]. */
  static Variable sum(Variable x, int axis) {
    Tape tape = x.tape();
    int n = x.shape().dim(axis);
    int at = axis < 0 ? axis + x.shape().rank() : axis;
    int inner = Form.inner(x.shape(), at);
    int outer = Form.outer(x.shape(), at);
    Shape shape = x.shape().with(at, 1);
    Variable y = tape.output(shape, tape.zeros(shape.size()), x);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < n; i++) {
        tape.kernels().axpy(inner, 1f, x.data(), (o * n + i) * inner, y.data(), o * inner);
      }
    }
    tape.record(
        () -> {
          for (int o = 0; o < outer; o++) {
            for (int i = 0; i < n; i++) {
              tape.kernels()
                  .axpy(inner, 1f, y.gradient(), o * inner, x.gradient(), (o * n + i) * inner);
            }
          }
        },
        y);
    return y;
  }
}
