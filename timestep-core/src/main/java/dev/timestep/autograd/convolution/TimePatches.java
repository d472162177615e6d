package dev.timestep.autograd.convolution;

import dev.timestep.autograd.Patches.Axis;
import dev.timestep.autograd.TimeWindow;
import dev.timestep.kernel.Kernels;
import dev.timestep.tensor.Lengths;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The patches of sequences [T, B, channels], time-major like them: row t·B + b is that of output
 * step t of sequence b. What lies outside of a sequence reads as zero, and so do all patches past
 * its own output steps.
 */
final class TimePatches implements PatchRows {
  private final TimeWindow window;

  /** How the kernel goes along each sequence, whose length is the axis' size. */
  private final Axis[] axes;

  /** The first sequence from b on that has another axis than b. */
  private final int[] sameUntil;

  private final int channels;
  private final int time;
  private final int steps;

  /**
   * On the way back the stride, since the steps of the output lie so far apart in the steps of the
   * input, with zeros between them; else 1.
   */
  private final int spread;

  private TimePatches(
      TimeWindow window, Axis[] axes, int channels, int time, int steps, int spread) {
    this.window = window;
    this.axes = axes;
    this.sameUntil = new int[axes.length];
    this.channels = channels;
    this.time = time;
    this.steps = steps;
    this.spread = spread;
    for (int b = axes.length - 1; b >= 0; b--) {
      boolean last = b == axes.length - 1 || !axes[b + 1].equals(axes[b]);
      sameUntil[b] = last ? b + 1 : sameUntil[b + 1];
    }
  }

  /** Of sequences of {@code time} steps, or of these lengths. */
  static TimePatches of(
      TimeWindow window, int channels, @Nullable Lengths lengths, int time, int batch) {
    Axis[] axes = window.axes(lengths, time, batch);
    return new TimePatches(window, axes, channels, time, window.steps(time), 1);
  }

  /** x_s was read as tap j by the output step (s + before − j·dilation) / stride. */
  @Override
  public TimePatches back(int filters) {
    Axis[] turned = Arrays.stream(axes).map(Axis::turned).toArray(Axis[]::new);
    return new TimePatches(window, turned, filters, steps, time, window.stride());
  }

  @Override
  public int count() {
    return Math.multiplyExact(steps, axes.length);
  }

  @Override
  public int width() {
    return window.size() * channels;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public void gather(Kernels kernels, float[] source, int from, int to, float[] rows, int rowStep) {
    int batch = axes.length;
    int at = 0;
    for (int row = from; row < to; ) {
      int step = row / batch;
      int first = row - step * batch;
      int count = Math.min(sameUntil[first] - first, to - row);
      gather(kernels, source, step, first, count, rows, at, rowStep);
      at += count * rowStep;
      row += count;
    }
  }

  /** The rows of some sequences, neighbours of the same length, at a step. */
  private void gather(
      Kernels kernels,
      float[] source,
      int step,
      int first,
      int count,
      float[] rows,
      int at,
      int rowStep) {
    Axis axis = axes[first];
    for (int tap = 0; tap < window.size(); tap++) {
      int target = at + tap * channels;
      int place = axis.first(step) + tap * axis.dilation();
      boolean there =
          step < axis.places() && place >= 0 && place % spread == 0 && place / spread < axis.size();
      if (there) {
        int start = (place / spread * axes.length + first) * channels;
        kernels.rows().copyRows(count, channels, source, start, channels, rows, target, rowStep);
      } else {
        for (int r = 0; r < count; r++, target += rowStep) {
          Arrays.fill(rows, target, target + channels, 0f);
        }
      }
    }
  }
}
