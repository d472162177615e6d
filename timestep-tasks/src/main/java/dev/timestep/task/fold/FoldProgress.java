package dev.timestep.task.fold;

import dev.timestep.task.TaskListener;

/** Tells a listener how far all networks of all candidates have come; safe for several threads. */
public final class FoldProgress {
  private final TaskListener listener;
  private final int candidates;
  private int candidate;
  private double done;

  /**
   * Progress of a run.
   *
   * @param candidates how many there are; each takes the same share of the work
   */
  public FoldProgress(TaskListener listener, int candidates) {
    this.listener = listener;
    this.candidates = candidates;
  }

  /** Counts some epochs of one of the networks of the current candidate. */
  synchronized void epochs(FoldNetworks<?, ?> networks, int number, int more) {
    done += more / ((double) networks.recipe(number).epochs() * networks.count());
    listener.progress(
        "training the " + networks.words(), Math.min(1, (candidate + done) / candidates));
  }

  /** All networks of the current candidate are trained. */
  synchronized void candidateEnded() {
    candidate++;
    done = 0;
  }
}
