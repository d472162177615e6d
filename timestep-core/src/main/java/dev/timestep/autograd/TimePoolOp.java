package dev.timestep.autograd;

import dev.timestep.autograd.Patches.Axis;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sequences pooled along time: [T, B, F] to [T′, B, F], or to [B, F] by a window over the whole of
 * each. Steps past a length do not count; a sequence of none gives zeros, and so do output steps
 * past the new length.
 */
public final class TimePoolOp implements Op {
  private final Variable x;
  private final Pool pool;
  private final TimeWindow window;
  private final Variable y;
  private final int time;
  private final int batch;
  private final int features;
  private final int steps;

  /** Which number of x each number of y is. */
  private final int[] chosen;

  private @Nullable Lengths lengths;
  private Axis[] axes = {};

  private TimePoolOp(Variable x, Pool pool, TimeWindow window) {
    this.x = x;
    this.pool = pool;
    this.window = window;
    this.time = x.shape().dim(0);
    this.batch = x.shape().dim(1);
    this.features = x.shape().dim(2);
    this.steps = window.isWhole() ? 1 : window.steps(time);
    Shape shape = window.isWhole() ? Shape.of(batch, features) : Shape.of(steps, batch, features);
    this.y = x.tape().output(shape, x);
    this.chosen = new int[y.size()];
  }

  /**
   * The pooled sequences.
   *
   * @param x [T, B, F]
   * @param lengths of the sequences; null when all are full
   */
  public static Variable apply(
      Variable x, Pool pool, TimeWindow window, @Nullable Lengths lengths) {
    Tape tape = x.tape();
    if (tape.kept() instanceof TimePoolOp op
        && op.x == x
        && op.pool == pool
        && op.window.equals(window)) {
      op.read(lengths);
      tape.repeat(op);
      return op.y;
    }
    TimePoolOp op = new TimePoolOp(x, pool, window);
    op.read(lengths);
    tape.run(op, op.y);
    return op.y;
  }

  private void read(@Nullable Lengths now) {
    if (axes.length == 0 || !Objects.equals(now, lengths)) {
      lengths = now;
      axes = window.axes(now, time, batch);
    }
  }

  @Override
  public void forward() {
    x.tape().engine().forRows(batch, (long) time * features, this::pool);
  }

  private void pool(int from, int to) {
    int next = batch * features;
    for (int b = from; b < to; b++) {
      int at = b * features;
      pool.forward(Axis.NONE, axes[b], features, x.data(), at, next, y.data(), at, next, chosen);
      for (int t = axes[b].places(); t < steps; t++) {
        Arrays.fill(y.data(), t * next + at, t * next + at + features, 0f);
        Arrays.fill(chosen, t * next + at, t * next + at + features, Pool.NONE);
      }
    }
  }

  @Override
  public void backward() {
    x.gradient();
    y.gradient();
    x.tape().engine().forRows(batch, (long) time * features, this::spread);
  }

  private void spread(int from, int to) {
    int next = batch * features;
    for (int b = from; b < to; b++) {
      int at = b * features;
      pool.backward(
          x.tape().kernels(),
          Axis.NONE,
          axes[b],
          features,
          x.gradient(),
          at,
          next,
          y.gradient(),
          at,
          next,
          chosen);
    }
  }
}
