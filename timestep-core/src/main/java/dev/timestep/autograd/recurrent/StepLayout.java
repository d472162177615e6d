package dev.timestep.autograd.recurrent;

import dev.timestep.kernel.Kernels;
import dev.timestep.tensor.Lengths;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the steps of a batch of sequences lie while a recurrent op works on them.
 *
 * <p>Sequences are sorted by length, longest first, and only real steps are kept: step s holds the
 * first {@code active(s)} sequences in consecutive rows from {@code firstRow(s)}. So the batch
 * shrinks as sequences end, padding is never computed, and the state before step s is always a
 * prefix of the rows of step s−1. For a reversed direction each sequence is read from its own last
 * real step to its first.
 *
 * <p>A batch without padding needs no copy: its rows are used where they are ({@link #inPlace}).
 */
final class StepLayout {
  private final int time;
  private final int batch;
  private final int steps;
  private final int rows;
  private final int[] firstRow;
  private final int[] active;
  private final int[] lengthAt;
  private final int @Nullable [] order;
  private final int @Nullable [] source;

  private StepLayout(
      int time,
      int batch,
      int rows,
      int[] firstRow,
      int[] active,
      int[] lengthAt,
      int @Nullable [] order,
      int @Nullable [] source) {
    this.time = time;
    this.batch = batch;
    this.steps = firstRow.length;
    this.rows = rows;
    this.firstRow = firstRow;
    this.active = active;
    this.lengthAt = lengthAt;
    this.order = order;
    this.source = source;
  }

  static StepLayout of(int time, int batch, @Nullable Lengths lengths, boolean reverse) {
    return lengths == null || lengths.allEqual(time)
        ? full(time, batch, reverse)
        : packed(time, batch, lengths, reverse);
  }

  private static StepLayout full(int time, int batch, boolean reverse) {
    int[] firstRow = new int[time];
    int[] active = new int[time];
    for (int s = 0; s < time; s++) {
      firstRow[s] = (reverse ? time - 1 - s : s) * batch;
      active[s] = batch;
    }
    int[] lengthAt = new int[batch];
    Arrays.fill(lengthAt, time);
    return new StepLayout(time, batch, time * batch, firstRow, active, lengthAt, null, null);
  }

  private static StepLayout packed(int time, int batch, Lengths lengths, boolean reverse) {
    int[] order =
        IntStream.range(0, batch)
            .boxed()
            .sorted((a, b) -> Integer.compare(lengths.at(b), lengths.at(a)))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] lengthAt = IntStream.of(order).map(lengths::at).toArray();
    int steps = batch == 0 ? 0 : lengthAt[0];
    int[] firstRow = new int[steps];
    int[] active = new int[steps];
    int[] source = new int[(int) lengths.total()];
    int row = 0;
    for (int s = 0; s < steps; s++) {
      firstRow[s] = row;
      for (int p = 0; p < batch && lengthAt[p] > s; p++) {
        int t = reverse ? lengthAt[p] - 1 - s : s;
        source[row++] = t * batch + order[p];
      }
      active[s] = row - firstRow[s];
    }
    return new StepLayout(time, batch, row, firstRow, active, lengthAt, order, source);
  }

  int time() {
    return time;
  }

  int batch() {
    return batch;
  }

  /** Steps of the longest sequence. */
  int steps() {
    return steps;
  }

  /** Real steps of all sequences. */
  int rows() {
    return rows;
  }

  int firstRow(int step) {
    return firstRow[step];
  }

  int active(int step) {
    return active[step];
  }

  /** Length of the sequence at sorted position p. */
  int lengthAt(int p) {
    return lengthAt[p];
  }

  /** Whether rows are the rows of the time-major tensor themselves. */
  boolean inPlace() {
    return source == null;
  }

  /** Rows of the time-major {@code from} into {@code to}, in working order; not when in place. */
  float[] gather(float[] from, float[] to, int width) {
    int[] places = Objects.requireNonNull(source);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(from, places[row] * width, to, row * width, width);
    }
    return to;
  }

  /** Working rows back to their places in the time-major {@code to}; padding becomes zero. */
  void scatter(float[] from, float[] to, int width) {
    if (source != null) {
      Arrays.fill(to, 0, time * batch * width, 0f);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(from, row * width, to, source[row] * width, width);
      }
    }
  }

  /** Which row of the time-major tensor a working row is. */
  int timeMajorRow(int row) {
    return source == null ? row : source[row];
  }

  /** Working rows added to their places in the time-major {@code to}. */
  void scatterAdd(Kernels kernels, float[] from, float[] to, int width) {
    for (int row = 0; row < rows; row++) {
      kernels.elementwise().axpy(width, 1f, from, row * width, to, timeMajorRow(row) * width);
    }
  }

  /** The sequence of the batch at sorted position p. */
  int sequenceAt(int p) {
    return order == null ? p : order[p];
  }

  /** Sorted position at which a share of the work, from 0 to 1, has been passed. */
  int split(int part, int parts) {
    if (source == null || part == parts) {
      return (int) ((long) batch * part / parts);
    }
    long wanted = (long) rows * part / parts;
    long passed = 0;
    int p = 0;
    while (p < batch && passed < wanted) {
      passed += lengthAt[p++];
    }
    return p;
  }
}
