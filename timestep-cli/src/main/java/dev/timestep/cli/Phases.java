package dev.timestep.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a training run properly after Ctrl-C.
 *
 * <p>What Ctrl-C has to wait for depends on the phase. While the data are prepared, nothing: there
 * is nothing to keep. While training, the step and its checkpoint. While scoring, nothing: training
 * left its last checkpoint. While the model is saved, all of it. The two threads agree on the phase
 * under this object's lock; the main thread never enters another phase once the process ends.
 */
final class Phases {
  private static final long STOP_SECONDS = 30;

  /** What a run does, in this order. */
  enum Phase {
    PREPARING,
    TRAINING,
    SCORING,
    SAVING,
    DONE
  }

  private final Runnable stopped;
  private final Runnable tooSlow;
  private final CountDownLatch finished = new CountDownLatch(1);
  private Phase phase = Phase.PREPARING;
  private volatile boolean ending;
  private volatile Runnable stop = () -> {};

  /**
   * A run that is about to begin.
   *
   * @param stopped says that it was stopped, and how to continue
   * @param tooSlow says that it did not stop in time
   */
  Phases(Runnable stopped, Runnable tooSlow) {
    this.stopped = stopped;
    this.tooSlow = tooSlow;
  }

  /** Whether the process is about to end. */
  boolean ending() {
    return ending;
  }

  /** Training begins; {@code newStop} ends it after the current step. */
  void training(Runnable newStop) {
    stop = newStop;
    enter(Phase.TRAINING);
  }

  /** Says again that training is to stop, if it is: it clears requests as it begins. */
  void stepEnded() {
    if (ending) {
      stop.run();
    }
  }

  /** Runs while the JVM goes down; the process ends when it returns. */
  void processEnds() {
    Phase now;
    synchronized (this) {
      ending = true;
      now = phase;
    }
    switch (now) {
      case PREPARING, DONE -> {}
      case SCORING -> stopped.run();
      case TRAINING, SAVING -> {
        stop.run();
        awaitTheRun();
      }
    }
  }

  private void awaitTheRun() {
    try {
      if (!finished.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        tooSlow.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Goes on to the next phase; does not return once the process ends. */
  synchronized void enter(Phase next) {
    if (ending && phase == Phase.TRAINING && next != Phase.DONE) {
      stopped.run();
      finished.countDown();
    }
    while (ending && next != Phase.DONE) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    phase = next;
  }

  /** The run is over, whatever became of it. */
  void done() {
    enter(Phase.DONE);
    finished.countDown();
  }
}
