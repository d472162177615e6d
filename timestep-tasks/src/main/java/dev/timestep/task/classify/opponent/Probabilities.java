package dev.timestep.task.classify.opponent;

import dev.timestep.judge.Softmax;

/** The probabilities that opponents give: those of {@link Softmax}, but none of them is 0. */
final class Probabilities {
  private static final double LEAST = 1e-6;
  private static final double FLATTEST = 1e-6;
  private static final double SHARPEST = 1e6;

  private Probabilities() {}

  /** [class] probabilities; {@value #LEAST} is spread over the classes. */
  static double[] of(double[] scores, double sharpness) {
    double[] p = Softmax.probabilities(scores, sharpness);
    for (int k = 0; k < p.length; k++) {
      p[k] = (1 - LEAST) * p[k] + LEAST / p.length;
    }
    return p;
  }

  /** The sharpness that fits cases that were held out. */
  static double fitSharpness(double[][] scores, int[] labels) {
    return Softmax.fitSharpness(scores, labels, FLATTEST, SHARPEST);
  }
}
