package dev.timestep.train;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The result of {@link Trainer#fit}.
 *
 * @param reason why it ended
 * @param history of the epochs that were completed, those before a resumption included
 * @param bestEpoch whose weights the model has now, from 1; empty without validation data
 * @param bestLoss its validation loss, also where the goal is a metric
 * @param steps that the trainer has done in all
 */
public record TrainingResult(
    Reason reason,
    List<EpochResult> history,
    OptionalInt bestEpoch,
    OptionalDouble bestLoss,
    long steps) {

  public TrainingResult {
    history = List.copyOf(history);
  }

  /** The epoch whose weights the model has now; empty without validation data. */
  public Optional<EpochResult> best() {
    return bestEpoch.isPresent()
        ? Optional.of(history.get(bestEpoch.getAsInt() - 1))
        : Optional.empty();
  }

  /** Why training ended. */
  public enum Reason {
    /** All epochs were done. */
    EPOCHS_DONE,
    /** The goal, the validation loss by default, had not got better for {@code patience} epochs. */
    STOPPED_EARLY,
    /** {@link Trainer#requestStop()}, or an interrupt of the training thread. */
    STOP_REQUESTED
  }
}
