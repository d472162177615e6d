package dev.timestep.task.classify;

/**
 * How a candidate did on training cases that it had not seen.
 *
 * @param network the candidate
 * @param crossEntropy mean of −ln p(class of the case), p calibrated; the lowest is chosen
 * @param errors cases whose class is not the likeliest
 * @param seconds of the training of all of its folds
 */
public record CandidateScore(
    ClassifyNetwork network, double crossEntropy, int errors, double seconds) {
  /** Checks that the figures can be. */
  public CandidateScore {
    if (!(crossEntropy >= 0) || errors < 0 || !(seconds >= 0)) {
      throw new IllegalArgumentException(
          "A candidate's score expects crossEntropy, errors and seconds of 0 or more; received "
              + crossEntropy
              + ", "
              + errors
              + " and "
              + seconds
              + ".");
    }
  }
}
