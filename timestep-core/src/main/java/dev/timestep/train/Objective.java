package dev.timestep.train;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What is trained: parameters, and the loss of a batch under them. {@link Supervised} is the usual
 * one; a task whose batches are of another form writes its own.
 *
 * @param <B> the batch
 */
public interface Objective<B> extends Module {
  /** The mean loss over the batch, a scalar on {@code tape}. */
  Variable loss(Tape tape, B batch);

  /** How many examples a batch holds: its weight among others, and what speed is counted in. */
  int examples(B batch);

  /**
   * The batch's mean loss and what it weighs when the means of several batches are combined.
   * Override it where the mean is not over examples, for example over time steps.
   */
  default Score score(Tape tape, B batch) {
    return new Score(loss(tape, batch).data()[0], examples(batch));
  }

  /** Where a batch holds a NaN or infinite number, in words, for the message of a failed step. */
  default Optional<String> findNonFinite(B batch) {
    return Optional.empty();
  }

  /**
   * The settings that parameters do not show, such as a dropout rate, in one line that is the same
   * in every JVM: training resumes only under the same ones.
   */
  default String describe() {
    return "";
  }

  /**
   * Copies of what is carried from one training batch to the next, such as the states of streams;
   * empty by default. A checkpoint holds it.
   */
  default SequencedMap<String, Tensor> carried() {
    return new LinkedHashMap<>();
  }

  /** Takes up where {@link #carried()} was read. */
  default void restore(Map<String, Tensor> carried) {}

  /**
   * A mean loss and its weight.
   *
   * @param loss the mean
   * @param weight how many terms it is the mean of
   */
  record Score(double loss, double weight) {}
}
