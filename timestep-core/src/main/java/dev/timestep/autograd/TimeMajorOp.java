package dev.timestep.autograd;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sequences as users have them, {@code [batch, time, …]}, turned into what the engine reads, {@code
 * [time, batch, …]}: a leaf of the tape, which needs no gradient.
 */
public final class TimeMajorOp implements Op {
  /** Numbers from which a row is copied by a call. */
  private static final int LONG_ROW = 64;

  private final Variable variable;
  private final Tensor timeMajor;
  private Tensor batchFirst;
  private @Nullable Lengths lengths;

  private TimeMajorOp(Tape tape, Tensor batchFirst, @Nullable Lengths lengths) {
    Shape shape = batchFirst.shape();
    Shape swapped = shape.swapped();
    this.batchFirst = batchFirst;
    this.lengths = lengths;
    this.timeMajor = Tensor.zeros(swapped.toArray());
    this.variable = tape.output(swapped, timeMajor.data());
  }

  /**
   * The sequences as a constant.
   *
   * @param batchFirst rank 2 or more
   * @param lengths what stands past a length is read as zero; null when all are full
   */
  public static Variable variable(Tape tape, Tensor batchFirst, @Nullable Lengths lengths) {
    return of(tape, batchFirst, lengths).variable;
  }

  /** The sequences as numbers, until the tape's next reset. */
  public static Tensor tensor(Tape tape, Tensor batchFirst) {
    return of(tape, batchFirst, null).timeMajor;
  }

  private static TimeMajorOp of(Tape tape, Tensor batchFirst, @Nullable Lengths lengths) {
    if (tape.kept() instanceof TimeMajorOp op && op.batchFirst.shape().equals(batchFirst.shape())) {
      op.batchFirst = batchFirst;
      op.lengths = lengths;
      tape.repeat(op);
      return op;
    }
    TimeMajorOp op = new TimeMajorOp(tape, batchFirst, lengths);
    tape.run(op, op.variable);
    return op;
  }

  @Override
  public void forward() {
    Shape shape = batchFirst.shape();
    int batch = shape.dim(0);
    int time = shape.dim(1);
    int width = batch * time == 0 ? 0 : shape.size() / (batch * time);
    for (int b = 0; b < batch; b++) {
      int real = lengths == null ? time : lengths.at(b);
      for (int t = 0; t < time; t++) {
        row(t < real, (b * time + t) * width, (t * batch + b) * width, width);
      }
    }
  }

  private void row(boolean real, int source, int target, int width) {
    float[] from = batchFirst.data();
    float[] to = timeMajor.data();
    if (!real) {
      Arrays.fill(to, target, target + width, 0f);
      return;
    }
    if (width >= LONG_ROW) {
      System.arraycopy(from, source, to, target, width);
      return;
    }
    // A loop is faster than a call for the few numbers that a row usually has.
    for (int at = 0; at < width; at++) {
      to[target + at] = from[source + at];
    }
  }

  @Override
  public void backward() {}
}
