package dev.timestep.data;

import java.util.Arrays;

/**
 * Brings each column to mean 0 and standard deviation 1: (value − mean) / deviation. The deviation
 * is that of the rows themselves (divided by n); a constant column gets the deviation 1 and so
 * becomes 0 everywhere.
 *
 * @param mean of each column
 * @param deviation of each column
 */
public record StandardScaler(double[] mean, double[] deviation) implements Scaler {

  public StandardScaler {
    ScalerChecks.numbers("StandardScaler", mean, deviation);
    mean = mean.clone();
    deviation = deviation.clone();
  }

  /**
   * Measures the rows [from, to) of {@code rows} and no other.
   *
   * @throws IllegalArgumentException on an empty range, ragged rows, or a number that is not
   *     finite; the message names row and column
   */
  public static StandardScaler fit(double[][] rows, int from, int to) {
    int columns = ScalerChecks.fitted("StandardScaler.fit", rows, from, to);
    double[] mean = new double[columns];
    double[] deviation = new double[columns];
    for (int column = 0; column < columns; column++) {
      // Relative to the first value, so that a constant column comes out as exactly constant and a
      // large common offset costs no digits.
      double origin = rows[from][column];
      double sum = 0;
      for (int row = from; row < to; row++) {
        sum += rows[row][column] - origin;
      }
      double shift = sum / (to - from);
      double squares = 0;
      for (int row = from; row < to; row++) {
        double distance = rows[row][column] - origin - shift;
        squares += distance * distance;
      }
      mean[column] = origin + shift;
      double measured = Math.sqrt(squares / (to - from));
      deviation[column] = measured > 0 ? measured : 1;
    }
    return new StandardScaler(mean, deviation);
  }

  /** Means, as a copy. */
  @Override
  public double[] mean() {
    return mean.clone();
  }

  /** Deviations, as a copy. */
  @Override
  public double[] deviation() {
    return deviation.clone();
  }

  @Override
  public int columns() {
    return mean.length;
  }

  @Override
  public double offset(int column) {
    return mean[column];
  }

  @Override
  public double scale(int column) {
    return deviation[column];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StandardScaler that
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(deviation, that.deviation);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
  }

  @Override
  public String toString() {
    return "StandardScaler[mean="
        + Arrays.toString(mean)
        + ", deviation="
        + Arrays.toString(deviation)
        + "]";
  }
}
