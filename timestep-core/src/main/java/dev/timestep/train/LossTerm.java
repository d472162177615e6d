package dev.timestep.train;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TimeMajorOp;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.Loss;
import dev.timestep.nn.Signal;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Objective.Term;
import org.jspecify.annotations.Nullable;

/** The loss between an output and what a batch, which is batch-first, has for it. */
final class LossTerm {
  private LossTerm() {}

  /**
   * The term, which weighs by what the {@link Loss} is the mean of.
   *
   * @param who returned the output; begins a message
   * @param targets one for each step if the output is a sequence, otherwise one for each sequence
   * @param sampleWeights one for each sequence, or for each step; null when all count alike
   */
  static Term of(
      Tape tape,
      Loss loss,
      String who,
      Signal output,
      Tensor targets,
      @Nullable Tensor sampleWeights) {
    if (!output.isSequence()) {
      return of(loss, output.value(), targets, null, sampleWeights);
    }
    if (targets.shape().rank() < 2) {
      throw new IllegalArgumentException(
          who
              + " returns a value per step, so targets are [batch, time, ...]; received "
              + targets.shape()
              + ". Let the last recurrent layer return its last output only, or give a target per"
              + " step.");
    }
    Tensor timeMajor = TimeMajorOp.tensor(tape, targets);
    Tensor weights =
        sampleWeights == null || sampleWeights.shape().rank() < 2
            ? sampleWeights
            : TimeMajorOp.tensor(tape, sampleWeights);
    return of(loss, output.value(), timeMajor, output.lengths(), weights);
  }

  private static Term of(
      Loss loss,
      Variable prediction,
      Tensor targets,
      @Nullable Lengths lengths,
      @Nullable Tensor sampleWeights) {
    return new Term(
        loss.apply(prediction, targets, lengths, sampleWeights),
        loss.weight(prediction, targets, lengths, sampleWeights));
  }
}
