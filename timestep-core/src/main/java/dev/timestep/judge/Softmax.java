package dev.timestep.judge;

/**
 * Probabilities from scores, and how sharp they may be.
 *
 * <pre>
 * p_k = exp(β s_k) / Σ_j exp(β s_j)      β = argmin −Σ_cases Σ_classes q ln p
 * q = (n + 1) / (n + 2) for the class of the case, the rest shared by the others      n cases
 * </pre>
 *
 * <p>q is Platt's target: n cases without an error do not show that there will never be one, so β
 * stays finite. The order of the classes stays as it is, so no label changes.
 *
 * <pre>{@code
 * double sharpness = Softmax.fitSharpness(scores, labels, 1e-6, 1e6);
 * double[] p = Softmax.probabilities(new double[] {0.4, 0.9}, sharpness);
 * }</pre>
 *
 * <p>Source: Platt, "Probabilistic Outputs for Support Vector Machines", Advances in Large Margin
 * Classifiers (1999), for q; Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, for
 * one number that scales all scores.
 */
public final class Softmax {
  private static final int HALVINGS = 100;

  private Softmax() {}

  /**
   * [class] probabilities, which sum to 1.
   *
   * @param scores [class], finite
   * @param sharpness β, 0 or more
   */
  public static double[] probabilities(double[] scores, double sharpness) {
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

  /**
   * The β of the lowest cross-entropy.
   *
   * @param scores [case][class] of cases that the classifier has not seen, finite
   * @param labels [case] class numbers, from 0
   * @param least the lowest β to be taken, above 0
   * @param most the highest β to be taken
   */
  public static double fitSharpness(double[][] scores, int[] labels, double least, double most) {
    double low = Math.log(least);
    double high = Math.log(most);
    // The cross-entropy is convex in β, so its slope changes sign once.
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

  /** d cross-entropy / dβ: Σ (p − q) · scores. */
  private static double slope(double[][] scores, int[] labels, double sharpness) {
    double off = 1.0 / (labels.length + 2);
    double slope = 0;
    for (int i = 0; i < labels.length; i++) {
      double[] p = probabilities(scores[i], sharpness);
      for (int k = 0; k < p.length; k++) {
        double wanted = k == labels[i] ? 1 - off : off / Math.max(1, p.length - 1);
        slope += (p[k] - wanted) * scores[i][k];
      }
    }
    return slope;
  }
}
