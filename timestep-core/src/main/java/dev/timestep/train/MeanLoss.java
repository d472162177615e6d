package dev.timestep.train;

import dev.timestep.train.Objective.Term;
import dev.timestep.train.TrainingState.LossSum;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean loss over batches. Each part of the loss is weighed by what it is the mean of, so the
 * result does not depend on how the data were cut into batches.
 */
final class MeanLoss {
  private final List<LossSum> sums = new ArrayList<>(1);

  MeanLoss() {}

  MeanLoss(List<LossSum> sums) {
    this.sums.addAll(sums);
  }

  /** A batch's part of the loss: the mean, and what it is the mean of. */
  record Part(double loss, double weight) {
    /** The parts of some terms, as a list that can grow; a step makes no more than it must. */
    static List<Part> of(List<Term> terms) {
      List<Part> parts = new ArrayList<>(terms.size());
      for (int at = 0; at < terms.size(); at++) {
        Term term = terms.get(at);
        parts.add(new Part(term.loss().data()[0], term.weight()));
      }
      return parts;
    }
  }

  /** Adds the parts of a batch's loss, always the same ones in the same order. */
  void add(List<Part> batch) {
    if (!sums.isEmpty() && sums.size() != batch.size()) {
      throw new IllegalStateException(
          "An objective expects the same number of loss terms for each batch; received "
              + batch.size()
              + " after "
              + sums.size()
              + ". Return a term of weight 0 where there is nothing to learn from.");
    }
    for (int at = 0; at < batch.size(); at++) {
      LossSum before = at < sums.size() ? sums.get(at) : new LossSum(0, 0);
      LossSum now = before.with(batch.get(at).loss(), batch.get(at).weight());
      if (at < sums.size()) {
        sums.set(at, now);
      } else {
        sums.add(now);
      }
    }
  }

  /** The sum of the means of the parts; NaN when nothing counted. */
  double value() {
    double mean = 0;
    boolean any = false;
    for (LossSum part : sums) {
      if (part.weight() > 0) {
        mean += part.sum() / part.weight();
        any = true;
      }
    }
    return any ? mean : Double.NaN;
  }

  /** What was added up so far. */
  List<LossSum> sums() {
    return List.copyOf(sums);
  }
}
