package dev.timestep.judge;

import java.util.Arrays;

/**
 * Temperature scaling: how sure a classifier may be, fitted on cases that it has not seen.
 *
 * <pre>
 * p = softmax(logits / T)
 * </pre>
 *
 * <p>1 / T is the sharpness of {@link Softmax}, which says how it is fitted and from where that is.
 * No label changes.
 *
 * @param temperature T, more than 0: above 1 where the classifier was too sure
 */
public record Calibration(double temperature) {
  /** Logits as they are. */
  public static final Calibration NONE = new Calibration(1);

  private static final double COLDEST = 0.01;
  private static final double HOTTEST = 100;

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
    double[][] scores = new double[logits.length][];
    Arrays.setAll(scores, at -> doubles(logits[at]));
    return new Calibration(1 / Softmax.fitSharpness(scores, labels, 1 / HOTTEST, 1 / COLDEST));
  }

  /**
   * Probabilities of the classes of one case.
   *
   * @param logits [classes]
   * @return [classes], with the sum 1
   */
  public double[] probabilities(float... logits) {
    return Softmax.probabilities(doubles(logits), 1 / temperature);
  }

  private static double[] doubles(float... values) {
    double[] doubles = new double[values.length];
    for (int at = 0; at < values.length; at++) {
      doubles[at] = values[at];
    }
    return doubles;
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
