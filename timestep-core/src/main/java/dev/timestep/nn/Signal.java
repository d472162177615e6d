package dev.timestep.nn;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TimeMajorOp;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way through a network: a variable and, while it has a time axis, the lengths of
 * its sequences.
 *
 * <p>Sequences are time-major here, {@code [time, batch, features]}; a value per sequence is {@code
 * [batch, features]}. {@link #ofSequences} converts the user's batch-first tensor.
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
   * time]}, as a time-major constant. Whatever stands past a length is read as zero, so not even a
   * NaN there reaches the sums over all rows that weight gradients are.
   */
  public static Signal ofSequences(Tape tape, Tensor batchFirst, @Nullable Lengths lengths) {
    return ofSequences(tape, "A batch of sequences", batchFirst, lengths);
  }

  /**
   * The same for a reader.
   *
   * @param reader whose name begins what is said of an input that does not fit
   */
  public static Signal ofSequences(
      Tape tape, Object reader, Tensor batchFirst, @Nullable Lengths lengths) {
    int rank = batchFirst.shape().rank();
    boolean features = reader instanceof Sequential model && !model.readsTokens();
    if (rank < 2 || (features && rank != 3)) {
      throw new IllegalArgumentException(
          reader
              + " expects [batch, time, features]"
              + (features ? "" : ", or token ids [batch, time]")
              + "; received "
              + batchFirst.shape()
              + ". A batch of one still needs its own axis, and so does a single column.");
    }
    int batch = batchFirst.shape().dim(0);
    int time = batchFirst.shape().dim(1);
    if (lengths != null) {
      lengths.check(reader, batch, time);
    }
    boolean full = lengths == null || lengths.allEqual(time);
    Lengths padded = full ? null : lengths;
    return new Signal(TimeMajorOp.variable(tape, batchFirst, padded), padded);
  }

  private static void clearPadding(Tensor timeMajor, Lengths lengths) {
    int time = timeMajor.shape().dim(0);
    int batch = timeMajor.shape().dim(1);
    int width = timeMajor.data().length / Math.max(1, time * batch);
    for (int b = 0; b < batch; b++) {
      for (int t = lengths.at(b); t < time; t++) {
        int from = (t * batch + b) * width;
        Arrays.fill(timeMajor.data(), from, from + width, 0f);
      }
    }
  }

  /** The same lengths with another value. */
  public Signal with(Variable newValue) {
    return new Signal(newValue, lengths);
  }

  /**
   * The numbers as users have them: sequences batch-first and zero past their lengths, whatever a
   * layer's bias made of the padding; a value per sequence as it is.
   */
  public Tensor toBatchFirst() {
    Tensor copy = value.value();
    if (!isSequence()) {
      return copy;
    }
    if (lengths != null) {
      clearPadding(copy, lengths);
    }
    return copy.swapBatchAndTime();
  }

  /** Whether the value has a time axis: {@code [time, batch, features]}. */
  public boolean isSequence() {
    return value.shape().rank() == 3;
  }
}
