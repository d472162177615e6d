package dev.timestep.judge;

/**
 * Temperature scaling: how sure a classifier may be, fitted on cases that it has not seen (Guo et
 * al. 2017).
 *
 * <pre>
 * p = softmax(logits / T)      T = argmin −Σ_cases Σ_classes q ln p
 * q = (n + 1) / (n + 2) for the class of the case, the rest shared by the others      n cases
 * </pre>
 *
 * <p>q is Platt's target (1999): n cases without an error do not show that there will never be one,
 * so T stays above 0.
 *
 * <p>The order of the classes stays as it is, so no label changes.
 *
 * @param temperature T, more than 0: above 1 where the classifier was too sure
 */
public record Calibration(double temperature) {
  /** Logits as they are. */
  public static final Calibration NONE = new Calibration(1);

  private static final double COLDEST = 0.01;
  private static final double HOTTEST = 100;
  private static final int HALVINGS = 60;

  /** Refuses a temperature that cannot be divided by. */
  public Calibration {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Calibration expects a temperature above 0; received "
              + temperature
              + ". 1 leaves logits as they are.");
    }
  }

  /**
   * The temperature of the lowest cross-entropy, between {@value #COLDEST} and {@value #HOTTEST}.
   *
   * @param logits [case][class] of cases that the classifier has not seen
   * @param labels class numbers of the cases, from 0
   * @throws IllegalArgumentException when there is no case, or a logit is not finite
   */
  public static Calibration fit(float[][] logits, int[] labels) {
    check(logits, labels);
    // In 1/T the cross-entropy is convex: its slope has one root, which bisection finds.
    double low = 1 / HOTTEST;
    double high = 1 / COLDEST;
    for (int round = 0; round < HALVINGS; round++) {
      double middle = (low + high) / 2;
      if (slope(middle, logits, labels) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new Calibration(2 / (low + high));
  }

  /** d cross-entropy / d β of p = softmax(β · logits): Σ (p − q) · logits. */
  private static double slope(double beta, float[][] logits, int[] labels) {
    Calibration at = new Calibration(1 / beta);
    double sure = (labels.length + 1.0) / (labels.length + 2.0);
    double slope = 0;
    for (int i = 0; i < logits.length; i++) {
      double[] p = at.probabilities(logits[i]);
      for (int c = 0; c < p.length; c++) {
        double target = c == labels[i] ? sure : (1 - sure) / (p.length - 1);
        slope += (p[c] - target) * logits[i][c];
      }
    }
    return slope;
  }

  /**
   * Probabilities of the classes of one case.
   *
   * @param logits [classes]
   * @return [classes], with the sum 1
   */
  public double[] probabilities(float... logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] p = new double[logits.length];
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp((logits[c] - largest) / temperature);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }

  /** Mean of −ln p(class of the case) over cases; lower is better, and 0 is the least. */
  public double crossEntropy(float[][] logits, int[] labels) {
    check(logits, labels);
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double p = probabilities(logits[i])[labels[i]];
      sum -= Math.log(Math.max(p, Double.MIN_NORMAL));
    }
    return sum / logits.length;
  }

  private static void check(float[][] logits, int[] labels) {
    if (logits.length == 0 || logits.length != labels.length) {
      throw new IllegalArgumentException(
          "Calibration expects one case or more and a label for each; received "
              + logits.length
              + " cases and "
              + labels.length
              + " labels.");
    }
    for (int i = 0; i < logits.length; i++) {
      for (float logit : logits[i]) {
        if (!Float.isFinite(logit)) {
          throw new IllegalArgumentException(
              "Calibration expects finite logits; received " + logit + " for case " + i + ".");
        }
      }
      if (labels[i] < 0 || labels[i] >= logits[i].length) {
        throw new IllegalArgumentException(
            "Calibration expects labels from 0 to "
                + (logits[i].length - 1)
                + "; received "
                + labels[i]
                + " for case "
                + i
                + ".");
      }
    }
  }
}
