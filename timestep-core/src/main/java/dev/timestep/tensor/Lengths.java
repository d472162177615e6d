package dev.timestep.tensor;

import java.util.Arrays;

/**
 * How many time steps of each sequence in a batch are real; the rest is padding, which never
 * changes an output or a gradient.
 *
 * <p>Lengths are prefixes: sequence b consists of the steps 0 … {@code of(b)}−1. A length of 0 is
 * allowed: such a sequence returns its initial state.
 */
public final class Lengths {
  private final int[] values;

  private Lengths(int[] values) {
    this.values = values;
  }

  /** The lengths of the sequences of a batch, in order. */
  public static Lengths of(int... lengths) {
    for (int at = 0; at < lengths.length; at++) {
      if (lengths[at] < 0) {
        throw new IllegalArgumentException(
            "A sequence length is 0 or more; sequence " + at + " has " + lengths[at] + ".");
      }
    }
    return new Lengths(lengths.clone());
  }

  /** {@code batch} sequences that are all {@code time} steps long. */
  public static Lengths full(int batch, int time) {
    int[] values = new int[batch];
    Arrays.fill(values, time);
    return new Lengths(values);
  }

  /** Number of sequences. */
  public int batch() {
    return values.length;
  }

  /** Real steps of sequence b. */
  public int at(int b) {
    return values[b];
  }

  /** Real steps of the whole batch. */
  public long total() {
    long total = 0;
    for (int length : values) {
      total += length;
    }
    return total;
  }

  /** Whether every sequence fills all {@code time} steps. */
  public boolean allEqual(int time) {
    for (int length : values) {
      if (length != time) {
        return false;
      }
    }
    return true;
  }

  /**
   * Refuses lengths that do not fit a batch of {@code batch} sequences of {@code time} steps.
   *
   * @param who asks; its string begins the message
   */
  public void check(Object who, int batch, int time) {
    if (values.length != batch) {
      throw new IllegalArgumentException(
          who
              + " expects one length per sequence, "
              + batch
              + " in all; received "
              + values.length
              + ". Give the batch and its lengths the same number of sequences.");
    }
    for (int b = 0; b < batch; b++) {
      if (values[b] > time) {
        throw new IllegalArgumentException(
            who
                + " expects lengths from 0 to "
                + time
                + " (the time axis); sequence "
                + b
                + " has "
                + values[b]
                + ". Pad the batch to its longest sequence.");
      }
    }
  }

  /** The lengths, as a copy. */
  public int[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lengths lengths && Arrays.equals(values, lengths.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Lengths" + Arrays.toString(values);
  }
}
