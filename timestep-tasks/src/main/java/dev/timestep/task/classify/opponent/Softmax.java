package dev.timestep.task.classify.opponent;

/**
 * Probabilities from scores: {@code p_k = exp(β s_k) / Σ_j exp(β s_j)}.
 *
 * <p>The sharpness β is the one with the lowest log loss on held-out cases. So that it stays finite
 * where all of them are right, each of n cases counts as its label with the weight {@code 1 - 1/(n
 * + 2)} only, and as every other class with an equal share of the rest.
 *
 * <p>Source: Platt, "Probabilistic Outputs for Support Vector Machines", Advances in Large Margin
 * Classifiers (1999), for the weights; Guo et al., "On Calibration of Modern Neural Networks", ICML
 * 2017, for one number that scales all scores.
 */
final class Softmax {
  private static final double LOWEST_LOG = Math.log(1e-6);
  private static final double HIGHEST_LOG = Math.log(1e6);
  private static final int HALVINGS = 100;
  private static final double LEAST = 1e-6;

  private Softmax() {}

  /** [class] probabilities; {@value #LEAST} is spread over the classes, so that none is 0. */
  static double[] probabilities(double[] scores, double sharpness) {
    double[] p = of(scores, sharpness);
    for (int k = 0; k < p.length; k++) {
      p[k] = (1 - LEAST) * p[k] + LEAST / p.length;
    }
    return p;
  }

  private static double[] of(double[] scores, double sharpness) {
    double[] p = new double[scores.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp(sharpness * (scores[k] - largest));
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }

  /** The class with the largest value, the first of equal ones. */
  static int largest(double[] values) {
    int largest = 0;
    for (int k = 1; k < values.length; k++) {
      largest = values[k] > values[largest] ? k : largest;
    }
    return largest;
  }

  /**
   * The β of the lowest log loss.
   *
   * @param scores [case][class], finite
   * @param labels [case]
   */
  static double fitSharpness(double[][] scores, int[] labels) {
    double low = LOWEST_LOG;
    double high = HIGHEST_LOG;
    // The log loss is convex in β, so its slope changes sign once.
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (slope(scores, labels, Math.exp(middle)) > 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static double slope(double[][] scores, int[] labels, double sharpness) {
    double off = 1.0 / (labels.length + 2);
    double slope = 0;
    for (int i = 0; i < labels.length; i++) {
      double[] p = of(scores[i], sharpness);
      for (int k = 0; k < p.length; k++) {
        double wanted = k == labels[i] ? 1 - off : off / Math.max(1, p.length - 1);
        slope += (p[k] - wanted) * scores[i][k];
      }
    }
    return slope;
  }
}
