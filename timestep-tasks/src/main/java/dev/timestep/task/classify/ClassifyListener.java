package dev.timestep.task.classify;

import dev.timestep.train.EpochResult;

/** Follows the training of a classifier; several folds may call it at the same time. */
public interface ClassifyListener {
  /** Listens to nothing. */
  ClassifyListener NONE = new ClassifyListener() {};

  /**
   * After each epoch of one network.
   *
   * @param fold that is held out, from 0
   * @param folds of each candidate
   * @param epochs of each network
   */
  default void epochEnded(
      ClassifyNetwork network, int fold, int folds, int epochs, EpochResult result) {}

  /** After all folds of a candidate. */
  default void candidateEnded(CandidateScore score) {}
}
