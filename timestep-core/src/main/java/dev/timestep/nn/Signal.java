package dev.timestep.nn;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way through a network: a variable and, while it has a time axis, the lengths of
 * its sequences.
 *
 * <p>Sequences are time-major here, {@code [time, batch, features]}; a value per sequence is {@code
 * [batch, features]}. {@link #ofSequences} turns the user's batch-first tensor round.
 *
 * @param value the variable
 * @param lengths real steps of each sequence; null when all are full, or when there is no time axis
 */
public record Signal(Variable value, @Nullable Lengths lengths) {

  /** A signal without padding. */
  public static Signal of(Variable value) {
    return new Signal(value, null);
  }

  /**
   * Sequences as users have them, {@code [batch, time, features]} or token ids {@code [batch,
   * time]}, as a time-major constant.
   */
  public static Signal ofSequences(Tape tape, Tensor batchFirst, @Nullable Lengths lengths) {
    if (batchFirst.shape().rank() < 2) {
      throw new IllegalArgumentException(
          "Sequences are [batch, time, features] or [batch, time]; received the shape "
              + batchFirst.shape()
              + ".");
    }
    int batch = batchFirst.shape().dim(0);
    int time = batchFirst.shape().dim(1);
    if (lengths != null) {
      lengths.check("A batch of sequences", batch, time);
    }
    boolean full = lengths == null || lengths.allEqual(time);
    return new Signal(tape.constant(batchFirst.swapBatchAndTime()), full ? null : lengths);
  }

  /** The same lengths with another value. */
  public Signal with(Variable newValue) {
    return new Signal(newValue, lengths);
  }

  /** Whether the value has a time axis: {@code [time, batch, features]}. */
  public boolean isSequence() {
    return value.shape().rank() == 3;
  }
}
