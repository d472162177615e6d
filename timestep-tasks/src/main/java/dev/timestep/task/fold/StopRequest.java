package dev.timestep.task.fold;

import dev.timestep.task.TrainingStoppedException;
import dev.timestep.train.TrainingResult;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** Whether training was asked to end; asked from any thread, and heard after the current step. */
public final class StopRequest implements Runnable {
  private final AtomicLong steps = new AtomicLong();
  private volatile boolean made;

  /** Asks training to end. */
  @Override
  public void run() {
    made = true;
  }

  boolean made() {
    return made;
  }

  /** Counts a step of any network. */
  void stepEnded() {
    steps.incrementAndGet();
  }

  /**
   * Goes on only where nobody asked to end.
   *
   * @throws TrainingStoppedException where somebody did
   */
  public void check() {
    if (made) {
      throw new TrainingStoppedException(
          new TrainingResult(
              TrainingResult.Reason.STOP_REQUESTED,
              List.of(),
              OptionalInt.empty(),
              OptionalDouble.empty(),
              steps.get()));
    }
  }
}
