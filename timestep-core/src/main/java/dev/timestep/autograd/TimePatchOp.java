package dev.timestep.autograd;

import dev.timestep.autograd.Patches.Axis;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The steps under a kernel that goes along time, side by side: [T, B, F] to [T′, B, k·F]. With
 * {@link LinearOp} a convolution over time.
 *
 * <p>Steps past a sequence's length are zeros, whatever stands there, and so are the patches of
 * output steps past its own. Backward: each step gets the sum of the gradients of the patches in
 * which it is.
 */
public final class TimePatchOp implements Op {
  private final Variable x;
  private final TimeWindow window;
  private final Variable y;
  private final int time;
  private final int batch;
  private final int features;
  private final int steps;
  private @Nullable Lengths lengths;
  private Axis[] axes = {};

  private TimePatchOp(Variable x, TimeWindow window) {
    this.x = x;
    this.window = window;
    this.time = x.shape().dim(0);
    this.batch = x.shape().dim(1);
    this.features = x.shape().dim(2);
    this.steps = window.steps(time);
    this.y = x.tape().output(Shape.of(steps, batch, window.size() * features), x);
  }

  /**
   * The patches of sequences.
   *
   * @param x [T, B, F]
   * @param lengths of the sequences; null when all are full
   */
  public static Variable apply(Variable x, TimeWindow window, @Nullable Lengths lengths) {
    Tape tape = x.tape();
    if (tape.kept() instanceof TimePatchOp op && op.x == x && op.window.equals(window)) {
      op.read(lengths);
      tape.repeat(op);
      return op.y;
    }
    TimePatchOp op = new TimePatchOp(x, window);
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
    x.tape().engine().forRows(batch, (long) steps * window.size() * features, this::gather);
  }

  private void gather(int from, int to) {
    int width = window.size() * features;
    for (int b = from; b < to; b++) {
      Patches patches = Patches.of(axes[b], features);
      int next = batch * width;
      float[] out = y.data();
      if (axes[b].places() > 0) {
        int real = axes[b].size();
        patches.gather(x.data(), b * features, batch * features, real, out, b * width, next);
      }
      for (int t = axes[b].places(); t < steps; t++) {
        Arrays.fill(out, t * next + b * width, t * next + (b + 1) * width, 0f);
      }
    }
  }

  @Override
  public void backward() {
    x.gradient();
    x.tape().engine().forRows(batch, (long) steps * window.size() * features, this::scatter);
  }

  private void scatter(int from, int to) {
    int width = window.size() * features;
    for (int b = from; b < to; b++) {
      if (axes[b].places() > 0) {
        Patches.of(axes[b], features)
            .scatterAdd(
                x.tape().kernels(),
                y.gradient(),
                b * width,
                batch * width,
                x.gradient(),
                b * features,
                batch * features,
                axes[b].size());
      }
    }
  }
}
