package dev.timestep.task.classify.opponent;

import com.google.gson.JsonObject;

/** How far apart two sequences are. */
interface SequenceDistance {

  /** A sequence in the form that this distance compares. */
  Steps prepare(Steps steps);

  /** A search for the sequences near {@code query}, which is prepared. */
  Search search(Steps query);

  /** Additions that one distance takes, roughly. */
  double cost();

  /** Its settings, for {@link OpponentFile}. */
  JsonObject settings();

  /** In words, for people. */
  String describe();

  /** Distances from one query. */
  @FunctionalInterface
  interface Search {
    /** What {@link #to} cannot be below; quick to compute. */
    default double atLeast(Steps candidate) {
      return 0;
    }

    /**
     * The squared distance to a prepared sequence, or positive infinity where it is not below
     * {@code bound}.
     */
    double to(Steps candidate, double bound);
  }
}
