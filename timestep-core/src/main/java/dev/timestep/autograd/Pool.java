package dev.timestep.autograd;

import dev.timestep.autograd.Patches.Axis;
import dev.timestep.kernel.Kernels;
import java.util.Arrays;

/** How the numbers under a window become one, each channel by itself. */
public enum Pool {
  /** The largest; NaN if one is NaN. The gradient goes to the first that is as large. */
  MAX,
  /** The mean of those that are there: padding does not count (as Keras). */
  AVERAGE,
  /** The last. */
  LAST;

  /** Marks an output that comes from no input. */
  static final int NONE = -1;

  /**
   * A picture whose columns lie {@code step} apart, pooled place by place.
   *
   * @param at where the picture starts in {@code in}
   * @param to where its first place goes in {@code out}
   * @param next from one place of the output to the next
   * @param chosen like {@code out}: which number of {@code in} each output is; not used by the mean
   */
  void forward(
      Axis rows,
      Axis columns,
      int channels,
      float[] in,
      int at,
      int step,
      float[] out,
      int to,
      int next,
      int[] chosen) {
    for (int p = 0; p < rows.places(); p++) {
      for (int q = 0; q < columns.places(); q++) {
        int target = to + (p * columns.places() + q) * next;
        Arrays.fill(out, target, target + channels, 0f);
        Arrays.fill(chosen, target, target + channels, NONE);
        int count = 0;
        for (int i = 0; i < rows.kernel(); i++) {
          int row = rows.first(p) + i * rows.dilation();
          for (int j = 0; j < columns.kernel(); j++) {
            int column = columns.first(q) + j * columns.dilation();
            if (isInside(rows, row) && isInside(columns, column)) {
              take(channels, in, at + (row * columns.size() + column) * step, out, target, chosen);
              count++;
            }
          }
        }
        for (int c = 0; this == AVERAGE && count > 1 && c < channels; c++) {
          out[target + c] /= count;
        }
      }
    }
  }

  private static boolean isInside(Axis axis, int place) {
    return place >= 0 && place < axis.size();
  }

  private void take(int channels, float[] in, int from, float[] out, int target, int[] chosen) {
    switch (this) {
      case MAX -> {
        for (int c = 0; c < channels; c++) {
          float value = in[from + c];
          if (chosen[target + c] == NONE || value > out[target + c] || Float.isNaN(value)) {
            out[target + c] = value;
            chosen[target + c] = from + c;
          }
        }
      }
      case AVERAGE -> {
        for (int c = 0; c < channels; c++) {
          out[target + c] += in[from + c];
        }
      }
      case LAST -> {
        for (int c = 0; c < channels; c++) {
          out[target + c] = in[from + c];
          chosen[target + c] = from + c;
        }
      }
    }
  }

  /** The way back of {@link #forward}: adds to {@code din}. */
  void backward(
      Kernels kernels,
      Axis rows,
      Axis columns,
      int channels,
      float[] din,
      int at,
      int step,
      float[] dout,
      int from,
      int next,
      int[] chosen) {
    for (int p = 0; p < rows.places(); p++) {
      for (int q = 0; q < columns.places(); q++) {
        int source = from + (p * columns.places() + q) * next;
        if (this == AVERAGE) {
          spread(kernels, rows, columns, p, q, channels, din, at, step, dout, source);
        } else {
          for (int c = 0; c < channels; c++) {
            if (chosen[source + c] != NONE) {
              din[chosen[source + c]] += dout[source + c];
            }
          }
        }
      }
    }
  }

  private static void spread(
      Kernels kernels,
      Axis rows,
      Axis columns,
      int p,
      int q,
      int channels,
      float[] din,
      int at,
      int step,
      float[] dout,
      int source) {
    int count = inside(rows, p) * inside(columns, q);
    for (int i = 0; i < rows.kernel(); i++) {
      int row = rows.first(p) + i * rows.dilation();
      for (int j = 0; j < columns.kernel(); j++) {
        int column = columns.first(q) + j * columns.dilation();
        if (isInside(rows, row) && isInside(columns, column)) {
          int target = at + (row * columns.size() + column) * step;
          kernels.elementwise().axpy(channels, 1f / count, dout, source, din, target);
        }
      }
    }
  }

  /** How many numbers of the axis lie under the window of a place. */
  private static int inside(Axis axis, int place) {
    int count = 0;
    for (int i = 0; i < axis.kernel(); i++) {
      count += isInside(axis, axis.first(place) + i * axis.dilation()) ? 1 : 0;
    }
    return count;
  }
}
