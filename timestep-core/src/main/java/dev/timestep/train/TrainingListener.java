package dev.timestep.train;

/** Follows a training run; called on the training thread. */
public interface TrainingListener {
  /** Listens to nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * Writes a line for each epoch, with the losses, the metrics of the settings and the seconds, and
   * one at the end.
   *
   * <pre>{@code
   * trainer.fit(train, validation, TrainingListener.printing(System.out));
   * }</pre>
   *
   * @param out where to; flushed after each line if it can be
   */
  static TrainingListener printing(Appendable out) {
    return new ProgressPrinter(out, false);
  }

  /**
   * The same, on a terminal with a bar for the epoch that is under way.
   *
   * @param terminal whether {@code out} is a terminal, on which a line can be written over: {@code
   *     System.console() != null && System.console().isTerminal()}
   */
  static TrainingListener printing(Appendable out, boolean terminal) {
    return new ProgressPrinter(out, terminal);
  }

  /** After each step. */
  default void stepEnded(StepEvent event) {}

  /** After each epoch, validation included. */
  default void epochEnded(EpochResult result) {}

  /** After a checkpoint was written. */
  default void checkpointWritten(TrainingState state) {}

  /** At the end. */
  default void trainingEnded(TrainingResult result) {}
}
