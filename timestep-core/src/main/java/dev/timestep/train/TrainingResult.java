package dev.timestep.train;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The result of {@link Trainer#fit}.
 *
 * @param reason why it ended
 * @param history of the epochs that were completed, those before a resumption included
 * @param bestEpoch whose weights the model has now, from 1; empty without validation data
 * @param bestLoss its validation loss
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

  /** Why training ended. */
  public enum Reason {
    /** All epochs were done. */
    EPOCHS_DONE,
    /** The validation loss had not got better for as many epochs as patience allows. */
    STOPPED_EARLY,
    /** {@link Trainer#requestStop()}, or an interrupt of the training thread. */
    STOP_REQUESTED
  }
}
