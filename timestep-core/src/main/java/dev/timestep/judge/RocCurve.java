package dev.timestep.judge;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How well a score tells cases of a class from the others: the share of its cases that is found for
 * each share of the others that is wrongly called so.
 *
 * @param found [percent of the other cases wrongly called, 0 to 100] share of the class that is
 *     found
 * @param area area under the curve: how often a case of the class scores above another, equal
 *     scores counted as half; NaN where one of the two sides has no case
 */
public record RocCurve(double[] found, double area) {
  private static final int PERCENT = 100;

  /**
   * The curve of some scores.
   *
   * @param scores [case] higher for the class
   * @param positive [case] whether the case is of the class
   */
  public static RocCurve of(double[] scores, boolean[] positive) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, at -> at);
    Arrays.sort(order, Comparator.comparingDouble((Integer at) -> scores[at]).reversed());
    int members = 0;
    for (boolean one : positive) {
      members += one ? 1 : 0;
    }
    int others = positive.length - members;
    // Corners of the curve: one after each group of equal scores.
    double[] x = new double[scores.length + 1];
    double[] y = new double[scores.length + 1];
    int corners = 1;
    double area = 0;
    for (int at = 0; at < order.length; corners++) {
      double hits = y[corners - 1] * members;
      double misses = x[corners - 1] * others;
      double score = scores[order[at]];
      for (; at < order.length && scores[order[at]] == score; at++) {
        hits += positive[order[at]] ? 1 : 0;
        misses += positive[order[at]] ? 0 : 1;
      }
      x[corners] = misses / others;
      y[corners] = hits / members;
      area += (x[corners] - x[corners - 1]) * (y[corners] + y[corners - 1]) / 2;
    }
    return new RocCurve(atPercents(x, y, corners), area);
  }

  /** The curve at each percent: straight between corners, the upper end where it is upright. */
  private static double[] atPercents(double[] x, double[] y, int corners) {
    double[] found = new double[PERCENT + 1];
    int before = 0;
    for (int percent = 0; percent <= PERCENT; percent++) {
      double share = percent / (double) PERCENT;
      while (before + 1 < corners && x[before + 1] <= share) {
        before++;
      }
      found[percent] =
          before + 1 < corners && share > x[before]
              ? y[before]
                  + (y[before + 1] - y[before]) * (share - x[before]) / (x[before + 1] - x[before])
              : y[before];
    }
    return found;
  }
}
