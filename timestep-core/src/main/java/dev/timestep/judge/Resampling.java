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

  /** The fewest cases that give an interval. */
  int leastCases();

  /** The method in a sentence: "a paired bootstrap over the test cases". */
  String words();
}
