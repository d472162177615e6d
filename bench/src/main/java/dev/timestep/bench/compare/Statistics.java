package dev.timestep.bench.compare;

import java.util.Arrays;
import java.util.List;

/** Medians and geometric means. */
public final class Statistics {
  private Statistics() {}

  /** The middle value, or the mean of the two in the middle. NaN of nothing. */
  static double median(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The median of a list. */
  public static double median(List<Double> values) {
    return median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The n-th root of the product: the mean of ratios. NaN of nothing. */
  static double geometricMean(double... values) {
    double logs = 0;
    for (double value : values) {
      logs += Math.log(value);
    }
    return values.length == 0 ? Double.NaN : Math.exp(logs / values.length);
  }
}
