package dev.timestep.autograd;

import dev.timestep.tensor.Lengths;
import java.util.Arrays;

/**
 * Sequences [T, B, n] with zeros past each length. Backward: only real steps pass a gradient on.
 */
public final class RealStepsOp implements Op {
  private final Variable x;
  private final Variable y;
  private Lengths lengths;

  private RealStepsOp(Variable x, Lengths lengths) {
    this.x = x;
    this.lengths = lengths;
    this.y = x.tape().output(x.shape(), x);
  }

  /** {@code x} with zeros past the lengths. */
  public static Variable apply(Variable x, Lengths lengths) {
    Tape tape = x.tape();
    if (tape.kept() instanceof RealStepsOp op && op.x == x) {
      op.lengths = lengths;
      tape.repeat(op);
      return op.y;
    }
    RealStepsOp op = new RealStepsOp(x, lengths);
    tape.run(op, op.y);
    return op.y;
  }

  @Override
  public void forward() {
    int batch = x.shape().dim(1);
    int n = x.shape().dim(2);
    for (int row = 0; row < x.shape().rows(); row++) {
      if (row / batch < lengths.at(row % batch)) {
        System.arraycopy(x.data(), row * n, y.data(), row * n, n);
      } else {
        Arrays.fill(y.data(), row * n, (row + 1) * n, 0f);
      }
    }
  }

  @Override
  public void backward() {
    int batch = x.shape().dim(1);
    int n = x.shape().dim(2);
    for (int row = 0; row < x.shape().rows(); row++) {
      if (row / batch < lengths.at(row % batch)) {
        x.tape().kernels().elementwise().axpy(n, 1f, y.gradient(), row * n, x.gradient(), row * n);
      }
    }
  }
}
