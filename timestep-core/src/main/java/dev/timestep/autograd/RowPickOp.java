package dev.timestep.autograd;

import dev.timestep.tensor.Shape;
import java.util.Arrays;

/**
 * Rows put in other places: y[i, :] = x[from[i], :], or zeros where {@code from[i]} is {@link
 * #ZEROS}. Each row of x is picked once at most, so that its gradient comes from one place.
 */
public final class RowPickOp implements Op {
  /** Stands for a row of zeros. */
  public static final int ZEROS = -1;

  private final Variable x;
  private final Variable y;
  private final int n;
  private int[] from;

  private RowPickOp(Variable x, int[] from) {
    this.x = x;
    this.from = from;
    this.n = x.shape().last();
    this.y = x.tape().output(Shape.of(from.length, n), x);
  }

  /**
   * The rows.
   *
   * @param x [.., n], whose axes but the last are read as rows
   * @return [from.length, n]
   */
  public static Variable apply(Variable x, int[] from) {
    Tape tape = x.tape();
    if (tape.kept() instanceof RowPickOp op && op.x == x && op.from.length == from.length) {
      op.from = from;
      tape.repeat(op);
      return op.y;
    }
    RowPickOp op = new RowPickOp(x, from);
    tape.run(op, op.y);
    return op.y;
  }

  @Override
  public void forward() {
    for (int row = 0; row < from.length; row++) {
      if (from[row] == ZEROS) {
        Arrays.fill(y.data(), row * n, (row + 1) * n, 0f);
      } else {
        System.arraycopy(x.data(), from[row] * n, y.data(), row * n, n);
      }
    }
  }

  @Override
  public void backward() {
    for (int row = 0; row < from.length; row++) {
      if (from[row] != ZEROS) {
        x.tape()
            .kernels()
            .elementwise()
            .axpy(n, 1f, y.gradient(), row * n, x.gradient(), from[row] * n);
      }
    }
  }
}
