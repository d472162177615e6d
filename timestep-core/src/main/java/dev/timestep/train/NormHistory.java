package dev.timestep.train;

/**
 * Gradient norms of a run, from which the message of a failed step derives its advice.
 *
 * @param first before any update; NaN where it is not known, as after a resumption
 * @param last of the step before; NaN before there was one
 */
record NormHistory(double first, double last) {
  static final NormHistory NONE = new NormHistory(Double.NaN, Double.NaN);

  /** With the norm of one more step of a trainer. */
  NormHistory with(long step, double norm) {
    return new NormHistory(step == 0 ? norm : first, norm);
  }
}
