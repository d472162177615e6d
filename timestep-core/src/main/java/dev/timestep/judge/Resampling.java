package dev.timestep.judge;

import java.util.Optional;

/** A way to tell a difference between two models from chance, by drawing the cases again. */
public interface Resampling {
  /**
   * Draws the interval.
   *
   * @param first [case] loss of the first model
   * @param second [case] loss of the second model on the same cases
   * @param seed seed of the draws; the same seed gives the same interval
   * @return the interval of first minus second, or nothing if there are too few cases
   */
  Optional<Interval> interval(double[] first, double[] second, long seed);

  /**
   * A second opinion, by a formula instead of draws, where the cases are windows of a series.
   *
   * @param first [case] loss of the first model
   * @param second [case] loss of the second model on the same cases
   * @return the test; nothing for cases of another kind, or too few of them
   */
  default Optional<DieboldMariano> test(double[] first, double[] second) {
    return Optional.empty();
  }

  /** The fewest cases that give an interval. */
  int leastCases();

  /** The method in a sentence: "a paired bootstrap over the test cases". */
  String words();
}
