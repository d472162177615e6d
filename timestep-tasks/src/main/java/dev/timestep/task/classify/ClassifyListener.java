package dev.timestep.task.classify;

import dev.timestep.train.EpochResult;

/** Follows the training of a classifier; several folds may call it at the same time. */
public interface ClassifyListener {
  /** Listens to nothing. */
  ClassifyListener NONE = new ClassifyListener() {};

  /**
   * After each epoch of one network.
   *
   * @param number of the network among those of its candidate, from 0
   * @param networks of each candidate: a network for each fold of each round
   * @param epochs of each network
   */
  default void epochEnded(
      ClassifyNetwork network, int number, int networks, int epochs, EpochResult result) {}

  /** In place of the epochs of a network that an earlier run has trained; as {@link #epochEnded}. */
  default void networkKept(ClassifyNetwork network, int networks, int epochs) {}

  /** After all folds of a candidate. */
  default void candidateEnded(CandidateScore score) {}
}
