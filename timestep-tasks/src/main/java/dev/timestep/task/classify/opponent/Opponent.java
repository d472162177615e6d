package dev.timestep.task.classify.opponent;

import dev.timestep.kernel.Engine;

/** A simpler way to classify sequences, which a network has to beat. */
public interface Opponent {
  /** Short name in files and JSON, for example {@code "dtw"}. */
  String id();

  /** Name for people, in the words of the field. */
  String label();

  /**
   * Learns from the training cases. What has to be chosen (a window, a penalty, how sure the
   * probabilities are) is chosen on the validation cases; if there are none, on the training cases,
   * each left out in turn or in folds. Nothing is learned from validation cases otherwise.
   *
   * @param train cases of two classes or more
   * @param validation cases of the same channels and classes, or {@link Cases#none()}
   * @param seed of what is drawn at random; the same seed gives the same bits on any number of
   *     threads
   */
  FittedOpponent fit(Cases train, Cases validation, long seed, Engine engine);
}
