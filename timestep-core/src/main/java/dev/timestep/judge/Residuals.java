package dev.timestep.judge;

import java.util.Arrays;

/**
 * What the errors of a forecast one step ahead tell: a good forecast leaves errors without memory.
 *
 * @param errors in the order of their rows: what came minus the forecast; two or more
 */
public record Residuals(double[] errors) {
  private static final double NORMAL = 1.959963984540054;
  private static final int FEWEST_BINS = 5;
  private static final int MOST_BINS = 60;

  /** Degrees of freedom with which Student's t is the normal distribution. */
  private static final double MANY = 1e4;

  /** Checks the errors. */
  public Residuals {
    errors = errors.clone();
    if (errors.length < 2 || !Arrays.stream(errors).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "Residuals expects two finite errors or more; received %d: %s."
              .formatted(errors.length, Arrays.toString(Arrays.copyOf(errors, Math.min(10, errors.length)))));
    }
  }

  /** Their mean. */
  public double mean() {
    return Arrays.stream(errors).average().orElseThrow();
  }

  /** Their standard deviation around the mean, with n - 1. */
  public double deviation() {
    double mean = mean();
    return Math.sqrt(
        Arrays.stream(errors).map(e -> (e - mean) * (e - mean)).sum() / (errors.length - 1));
  }

  /**
   * Autocorrelations {@code Σ (e[t] - ē)(e[t+k] - ē) / Σ (e[t] - ē)²}.
   *
   * @param lags how many; fewer are given where there are not more errors
   * @return [k - 1]; none where the errors are all the same
   */
  public double[] autocorrelations(int lags) {
    double mean = mean();
    double squares = Arrays.stream(errors).map(e -> (e - mean) * (e - mean)).sum();
    if (!(squares > 0)) {
      return new double[0];
    }
    double[] found = new double[Math.min(lags, errors.length - 1)];
    for (int k = 1; k <= found.length; k++) {
      for (int t = 0; t + k < errors.length; t++) {
        found[k - 1] += (errors[t] - mean) * (errors[t + k] - mean) / squares;
      }
    }
    return found;
  }

  /** 95 of 100 autocorrelations of errors without memory lie within plus or minus this. */
  public double bound() {
    return NORMAL / Math.sqrt(errors.length);
  }

  /**
   * How many errors lie in bins of equal width.
   *
   * @param edges ascending, one more than there are bins
   * @param counts errors in each bin; the last one includes its upper edge
   */
  public record Histogram(double[] edges, int[] counts) {}

  /**
   * A histogram with the width of Freedman and Diaconis, {@code 2·(quartile distance)/∛n}; 5 to 60
   * bins.
   */
  public Histogram histogram() {
    double[] sorted = errors.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double low = sorted[0];
    double range = sorted[n - 1] - low;
    double quartiles = sorted[Math.min(n - 1, 3 * n / 4)] - sorted[n / 4];
    double wanted = quartiles > 0 ? range / (2 * quartiles / Math.cbrt(n)) : FEWEST_BINS;
    int bins = range > 0 ? (int) Math.clamp(Math.ceil(wanted), FEWEST_BINS, MOST_BINS) : 1;
    double[] edges = new double[bins + 1];
    Arrays.setAll(edges, at -> low + range * at / bins);
    int[] counts = new int[bins];
    for (double error : sorted) {
      counts[range > 0 ? (int) Math.min(bins - 1, (error - low) / range * bins) : 0]++;
    }
    return new Histogram(edges, counts);
  }

  /**
   * Where the errors, in ascending order, would stand if they were normal with their own mean and
   * deviation: the quantiles of {@code (i - 1/2) / n}.
   */
  public double[] normal() {
    int n = errors.length;
    double mean = mean();
    double deviation = deviation();
    double[] places = new double[n];
    for (int i = 0; i < n; i++) {
      places[i] = mean + deviation * StudentT.quantile((i + 0.5) / n, MANY);
    }
    return places;
  }
}
