package dev.timestep.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a classifier is right as often as it says: cases sorted by the probability of the class
 * that was named (Guo et al. 2017).
 *
 * <pre>
 * expected calibration error = Σ_bins cases in bin / all cases · |share right − mean probability|
 * </pre>
 *
 * @param bins of equal width from 0 to 1, in their order; some may be empty
 */
public record Reliability(List<Bin> bins) {

  /**
   * The cases whose probability lies in [from, to); in the last bin 1 as well.
   *
   * @param from lower edge
   * @param to upper edge
   * @param cases how many there are
   * @param probability their mean probability; 0 without a case
   * @param right share of them that was named rightly; 0 without a case
   */
  public record Bin(double from, double to, int cases, double probability, double right) {}

  /** Takes a copy of the list. */
  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * Sorts cases into bins.
   *
   * @param probabilities [case][class], each with the sum 1
   * @param labels class numbers of the cases, from 0
   * @param count of bins, 1 or more; 10 is customary
   */
  public static Reliability of(double[][] probabilities, int[] labels, int count) {
    if (count < 1 || probabilities.length != labels.length) {
      throw new IllegalArgumentException(
          "Reliability expects 1 bin or more and a label for each case; received "
              + count
              + " bins, "
              + probabilities.length
              + " cases and "
              + labels.length
              + " labels.");
    }
    int[] cases = new int[count];
    int[] right = new int[count];
    double[] sum = new double[count];
    for (int i = 0; i < labels.length; i++) {
      int named = likeliest(probabilities[i]);
      double p = probabilities[i][named];
      int bin = Math.clamp((int) (p * count), 0, count - 1);
      cases[bin]++;
      sum[bin] += p;
      right[bin] += named == labels[i] ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < count; bin++) {
      int some = Math.max(1, cases[bin]);
      bins.add(
          new Bin(
              (double) bin / count,
              (bin + 1.0) / count,
              cases[bin],
              sum[bin] / some,
              (double) right[bin] / some));
    }
    return new Reliability(bins);
  }

  /** The number of the likeliest class; of equals the first. */
  public static int likeliest(double... probabilities) {
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      best = probabilities[c] > probabilities[best] ? c : best;
    }
    return best;
  }

  /** By how much probabilities are off, from 0 to 1; 0 without a case. */
  public double expectedCalibrationError() {
    double error = 0;
    int all = 0;
    for (Bin bin : bins) {
      error += bin.cases() * Math.abs(bin.right() - bin.probability());
      all += bin.cases();
    }
    return all == 0 ? 0 : error / all;
  }
}
