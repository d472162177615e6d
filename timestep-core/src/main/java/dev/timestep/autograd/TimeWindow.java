package dev.timestep.autograd;

import dev.timestep.autograd.Patches.Axis;
import dev.timestep.tensor.Lengths;
import org.jspecify.annotations.Nullable;

/**
 * How a kernel or a window goes along the steps of sequences, each of its own length: what stands
 * past a length is as far outside as what stands before the first step. A sequence in a padded
 * batch so gives what it gives alone.
 *
 * @param size steps that an output step reads; {@link #WHOLE} for all of them
 * @param stride from one output step to the next
 * @param dilation from one step that is read to the next
 * @param padding what lies outside
 */
public record TimeWindow(int size, int stride, int dilation, Padding padding) {
  /** Stands for a window over the whole sequence. */
  public static final int WHOLE = 0;

  /** Farthest that a window reaches, so that no count of steps overflows. */
  public static final int REACH = 1 << 20;

  private static final Axis EMPTY = new Axis(0, 1, 1, 1, 0, 0);

  public TimeWindow {
    if (size < WHOLE || stride < 1 || dilation < 1) {
      throw new IllegalArgumentException(
          "A window over time expects a size, a stride and a dilation of 1 or more, or"
              + " TimeWindow.whole(); received "
              + size
              + ", "
              + stride
              + " and "
              + dilation
              + ".");
    }
  }

  /** One window over all steps. */
  public static TimeWindow whole() {
    return new TimeWindow(WHOLE, 1, 1, Padding.VALID);
  }

  /** Whether it is one window over all steps. */
  public boolean isWhole() {
    return size == WHOLE;
  }

  /** The axis of a sequence of {@code length} steps. */
  Axis axis(int length) {
    if (length == 0) {
      return EMPTY;
    }
    if (isWhole()) {
      return new Axis(length, length, 1, 1, 0, 1);
    }
    return padding == Padding.VALID && length <= (size - 1) * dilation
        ? EMPTY
        : Axis.of(length, size, stride, dilation, padding);
  }

  /** Output steps of a sequence of {@code length} steps. */
  public int steps(int length) {
    return axis(length).places();
  }

  /** Lengths of the outputs; null where all are full, unless there is no step at all. */
  public @Nullable Lengths lengths(@Nullable Lengths in, int time, int batch) {
    if (steps(time) == 0) {
      return Lengths.full(batch, 0);
    }
    if (in == null) {
      return null;
    }
    int[] out = new int[batch];
    for (int b = 0; b < out.length; b++) {
      out[b] = steps(in.at(b));
    }
    Lengths lengths = Lengths.of(out);
    return lengths.allEqual(steps(time)) ? null : lengths;
  }

  /** The axis of each of {@code batch} sequences; equal lengths share theirs. */
  public Axis[] axes(@Nullable Lengths lengths, int time, int batch) {
    Axis[] byLength = new Axis[time + 1];
    Axis[] axes = new Axis[batch];
    for (int b = 0; b < batch; b++) {
      int length = lengths == null ? time : lengths.at(b);
      Axis known = byLength[length];
      axes[b] = known == null ? axis(length) : known;
      byLength[length] = axes[b];
    }
    return axes;
  }
}
