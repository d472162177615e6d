package dev.timestep.autograd.attention;

import dev.timestep.autograd.Op;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Kernels;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The last n steps of a stream, carried from piece to piece: what was kept with the piece after it,
 * and what to keep of both.
 *
 * <pre>
 * all[s] = s &lt; n ? kept[s] : fresh[s − n]        next[j] = all[length + j],  j &lt; n
 * </pre>
 *
 * <p>Backward: each copy's gradient goes to where it was copied from.
 */
public final class WindowOp implements Op {
  private final Variable kept;
  private final Variable fresh;
  private final Outputs outputs;
  private final int steps;
  private final int time;
  private final int batch;
  private final int width;
  private @Nullable Lengths lengths;

  /**
   * What the op returns.
   *
   * @param all [n + T, B, W]
   * @param next [B, n·W]
   */
  public record Outputs(Variable all, Variable next) {}

  private WindowOp(Variable kept, Variable fresh, @Nullable Lengths lengths) {
    Tape tape = fresh.tape();
    this.kept = kept;
    this.fresh = fresh;
    this.lengths = lengths;
    this.time = fresh.shape().dim(0);
    this.batch = fresh.shape().dim(1);
    this.width = fresh.shape().dim(2);
    this.steps = kept.shape().last() / width;
    this.outputs =
        new Outputs(
            tape.output(Shape.of(steps + time, batch, width), kept, fresh),
            tape.output(kept.shape(), kept, fresh));
  }

  /**
   * Joins the steps and moves on.
   *
   * @param kept the last n steps of each sequence, [B, n·W]
   * @param fresh the steps after them, [T, B, W]
   * @param lengths real steps of each sequence in {@code fresh}, or null when all are
   */
  public static Outputs apply(Variable kept, Variable fresh, @Nullable Lengths lengths) {
    Tape tape = fresh.tape();
    if (tape.kept() instanceof WindowOp op && op.kept == kept && op.fresh == fresh) {
      op.lengths = lengths;
      tape.repeat(op);
      return op.outputs;
    }
    WindowOp op = new WindowOp(kept, fresh, lengths);
    tape.run(op, op.outputs.all(), op.outputs.next());
    return op.outputs;
  }

  /** Where step {@code s} of sequence b of all lies in what was kept or is fresh. */
  private int source(int s, int b) {
    return s < steps ? (b * steps + s) * width : ((s - steps) * batch + b) * width;
  }

  private int length(int b) {
    return lengths == null ? time : lengths.at(b);
  }

  @Override
  public void forward() {
    for (int b = 0; b < batch; b++) {
      for (int s = 0; s < steps + time; s++) {
        copy(s, b, outputs.all().data(), (s * batch + b) * width);
      }
      for (int j = 0; j < steps; j++) {
        copy(length(b) + j, b, outputs.next().data(), (b * steps + j) * width);
      }
    }
  }

  private void copy(int s, int b, float[] to, int at) {
    float[] from = s < steps ? kept.data() : fresh.data();
    System.arraycopy(from, source(s, b), to, at, width);
  }

  @Override
  public void backward() {
    for (int b = 0; b < batch; b++) {
      for (int s = 0; s < steps + time && outputs.all().hasGradient(); s++) {
        addGradient(s, b, outputs.all().gradient(), (s * batch + b) * width);
      }
      for (int j = 0; j < steps && outputs.next().hasGradient(); j++) {
        addGradient(length(b) + j, b, outputs.next().gradient(), (b * steps + j) * width);
      }
    }
  }

  private void addGradient(int s, int b, float[] from, int at) {
    Variable to = s < steps ? kept : fresh;
    if (to.requiresGradient()) {
      Kernels kernels = fresh.tape().kernels();
      kernels.elementwise().axpy(width, 1f, from, at, to.gradient(), source(s, b));
    }
  }
}
