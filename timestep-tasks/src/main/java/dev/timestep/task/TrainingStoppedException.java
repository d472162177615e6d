package dev.timestep.task;

import dev.timestep.train.TrainingResult;

/** Training was stopped before its end; if there is a checkpoint, it can continue from it. */
public final class TrainingStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TrainingResult result;

  /** Says how far it came. */
  public TrainingStoppedException(TrainingResult result) {
    super("Training was stopped after " + result.steps() + " steps.");
    this.result = result;
  }

  /** How far training came. */
  public TrainingResult result() {
    return result;
  }
}
