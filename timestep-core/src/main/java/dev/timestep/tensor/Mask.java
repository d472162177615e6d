package dev.timestep.tensor;

import java.util.Arrays;

/**
 * Which time steps of each sequence in a batch are real, wherever they are: padding on the left, on
 * the right, or holes. {@link Lengths} are the masks whose real steps come first; a mask of another
 * form is compacted to one before a recurrence and expanded after it.
 *
 * <pre>{@code
 * Mask mask = Mask.leftPadded(Lengths.of(3, 5), 5);
 * Tensor outputs =
 *     mask.expand(model.predict(engine, mask.compact(x), mask.lengths()), Mask.Fill.BEFORE);
 * }</pre>
 */
public final class Mask {
  /** What stands at a masked step. */
  public enum Fill {
    /** Zeros. */
    ZEROS,
    /** The last real step before it, zeros where there is none: reading forward, as in Keras. */
    BEFORE,
    /** The first real step after it, zeros where there is none: reading backward, as in Keras. */
    AFTER
  }

  private final int batch;
  private final int time;

  /** By sequence, then step. */
  private final boolean[] real;

  private Mask(int batch, int time, boolean[] real) {
    this.batch = batch;
    this.time = time;
    this.real = real;
  }

  /** Which steps are real, [batch][time]; all rows are as long. */
  public static Mask of(boolean[][] real) {
    int time = real.length == 0 ? 0 : real[0].length;
    boolean[] all = new boolean[real.length * time];
    for (int b = 0; b < real.length; b++) {
      if (real[b].length != time) {
        throw new IllegalArgumentException(
            "A mask expects rows of one length; row 0 has "
                + time
                + " steps and row "
                + b
                + " has "
                + real[b].length
                + ". Give every sequence the padded number of steps.");
      }
      System.arraycopy(real[b], 0, all, b * time, time);
    }
    return new Mask(real.length, time, all);
  }

  /** Sequences that end at the last step, as Keras' {@code pad_sequences} makes them. */
  public static Mask leftPadded(Lengths lengths, int time) {
    lengths.check("A mask", lengths.batch(), time);
    boolean[][] real = new boolean[lengths.batch()][time];
    for (int b = 0; b < real.length; b++) {
      Arrays.fill(real[b], time - lengths.at(b), time, true);
    }
    return of(real);
  }

  /**
   * Steps that differ from {@code value} in any number, as Keras' {@code Masking} has it.
   *
   * @param batchFirst [batch, time, features], or token ids [batch, time]
   * @param value of which a masked step consists; may be NaN
   */
  public static Mask unequal(Tensor batchFirst, float value) {
    int batch = batchFirst.shape().dim(0);
    int time = batchFirst.shape().dim(1);
    int width = batchFirst.shape().rank() == 2 ? 1 : batchFirst.shape().last();
    boolean[][] real = new boolean[batch][time];
    for (int at = 0; at < batch * time * width; at++) {
      int step = at / width;
      float number = batchFirst.data()[at];
      real[step / time][step % time] |=
          number != value && !(Float.isNaN(value) && Float.isNaN(number));
    }
    return of(real);
  }

  /** Number of sequences. */
  public int batch() {
    return batch;
  }

  /** Number of steps, masked ones included. */
  public int time() {
    return time;
  }

  /** Whether step t of sequence b is real. */
  public boolean isReal(int b, int t) {
    return real[b * time + t];
  }

  /** How many real steps each sequence has: its length once compacted. */
  public Lengths lengths() {
    int[] lengths = new int[batch];
    for (int at = 0; at < real.length; at++) {
      lengths[at / time] += real[at] ? 1 : 0;
    }
    return Lengths.of(lengths);
  }

  /**
   * Where each row of the compacted, time-major sequences comes from: row {@code k · batch + b} is
   * the k-th real step of sequence b, −1 past its length.
   */
  public int[] compactRows() {
    int[] rows = new int[real.length];
    Arrays.fill(rows, -1);
    for (int b = 0; b < batch; b++) {
      int k = 0;
      for (int t = 0; t < time; t++) {
        if (isReal(b, t)) {
          rows[k++ * batch + b] = t * batch + b;
        }
      }
    }
    return rows;
  }

  /**
   * Where each row of the expanded, time-major sequences comes from among the compacted ones; −1
   * for zeros.
   */
  public int[] expandRows(Fill fill) {
    int[] rows = new int[real.length];
    Lengths lengths = lengths();
    for (int b = 0; b < batch; b++) {
      int next = 0;
      for (int t = 0; t < time; t++) {
        boolean here = isReal(b, t);
        int from =
            switch (fill) {
              case ZEROS -> here ? next : -1;
              case BEFORE -> here ? next : next - 1;
              case AFTER -> next < lengths.at(b) ? next : -1;
            };
        rows[t * batch + b] = from < 0 ? -1 : from * batch + b;
        next += here ? 1 : 0;
      }
    }
    return rows;
  }

  /**
   * The real steps of each sequence one after the other, zeros after them.
   *
   * @param batchFirst [batch, time, ..]
   */
  public Tensor compact(Tensor batchFirst) {
    return move(batchFirst, compactRows());
  }

  /**
   * The opposite of {@link #compact}.
   *
   * @param fill what stands at masked steps
   */
  public Tensor expand(Tensor batchFirst, Fill fill) {
    return move(batchFirst, expandRows(fill));
  }

  private Tensor move(Tensor batchFirst, int[] rows) {
    Shape shape = batchFirst.shape();
    if (shape.rank() < 2 || shape.dim(0) != batch || shape.dim(1) != time) {
      throw new IllegalArgumentException(
          this + " expects sequences [" + batch + ", " + time + ", ..]; received " + shape + ".");
    }
    Tensor moved = Tensor.zeros(shape.toArray());
    int width = real.length == 0 ? 0 : shape.size() / real.length;
    for (int to = 0; to < rows.length; to++) {
      if (rows[to] >= 0) {
        int source = (rows[to] % batch * time + rows[to] / batch) * width;
        int target = (to % batch * time + to / batch) * width;
        System.arraycopy(batchFirst.data(), source, moved.data(), target, width);
      }
    }
    return moved;
  }

  @Override
  public String toString() {
    return "Mask[" + batch + ", " + time + "]";
  }
}
