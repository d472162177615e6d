package dev.timestep.train;

/** Follows a training run; called on the training thread. */
public interface TrainingListener {
  /** Listens to nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** After each step. */
  default void stepEnded(StepEvent event) {}

  /** After each epoch, validation included. */
  default void epochEnded(EpochResult result) {}

  /** After a checkpoint was written. */
  default void checkpointWritten(TrainingState state) {}

  /** At the end. */
  default void trainingEnded(TrainingResult result) {}
}
