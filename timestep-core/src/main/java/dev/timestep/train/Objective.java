package dev.timestep.train;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Tensor;
import java.util.Collections;
import java.util.List;
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

  /** How many examples a batch holds: what speed is counted in. */
  int examples(B batch);

  /**
   * The terms whose sum is {@link #loss}, each with its weight, so that the loss of an epoch does
   * not depend on how the data were cut into batches. One term that weighs as much as the batch has
   * examples by default; override it where the mean is over something else, for example over time
   * steps, or where the loss is a sum of several means.
   *
   * <p>All batches have the same number of terms, in the same order.
   */
  default List<Term> terms(Tape tape, B batch) {
    return List.of(new Term(loss(tape, batch), examples(batch)));
  }

  /**
   * The terms, and the batch's predictions added to the metrics that {@link
   * TrainerConfig#withMetrics} asked for. Override it in an objective that can be measured; the
   * others are refused with metrics.
   *
   * @param metrics each of which takes the predictions and targets of the batch, batch-first
   */
  default List<Term> terms(Tape tape, B batch, List<Metric> metrics) {
    if (metrics.isEmpty()) {
      return terms(tape, batch);
    }
    throw new IllegalArgumentException(
        getClass().getSimpleName()
            + " does not measure metrics; received "
            + metrics.stream().map(Metric::name).toList()
            + ". Leave them out of the settings, or override"
            + " Objective.terms(tape, batch, metrics).");
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
   * empty by default, and then not to be changed. A checkpoint holds it.
   */
  default SequencedMap<String, Tensor> carried() {
    return Collections.emptyNavigableMap();
  }

  /** Takes up where {@link #carried()} was read. */
  default void restore(Map<String, Tensor> carried) {}

  /**
   * A mean loss and its weight.
   *
   * @param loss the mean, a scalar
   * @param weight how many elements it is the mean of, such as examples or real time steps; 0 or
   *     more, and a batch of weight 0 does not count
   */
  record Term(Variable loss, double weight) {
    public Term {
      if (loss.size() != 1) {
        throw new IllegalArgumentException(
            "An objective expects a loss that is a scalar; received the shape "
                + loss.shape()
                + ". End it with mean().");
      }
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "A term of a loss expects a finite weight of 0 or more; received "
                + weight
                + ". Give the number of elements that the loss is the mean of.");
      }
    }

    /** The sum of the terms of one batch, a scalar. */
    static Variable sum(List<Term> terms) {
      if (terms.isEmpty()) {
        throw new IllegalStateException(
            "An objective expects one term of its loss or more; received none.");
      }
      Variable sum = terms.getFirst().loss();
      for (Term next : terms.subList(1, terms.size())) {
        sum = sum.add(next.loss());
      }
      return sum;
    }
  }
}
