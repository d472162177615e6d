package dev.timestep.data;

import java.util.Arrays;

/**
 * Brings each column to [0, 1]: (value − minimum) / range. Values outside what was fitted come out
 * below 0 or above 1; a constant column gets the range 1 and so becomes 0.
 *
 * @param minimum of each column
 * @param range maximum − minimum of each column
 */
public record MinMaxScaler(double[] minimum, double[] range) implements Scaler {

  public MinMaxScaler {
    ScalerChecks.numbers("MinMaxScaler", minimum, range);
    minimum = minimum.clone();
    range = range.clone();
  }

  /**
   * Measures the rows [from, to) of {@code rows} and no other.
   *
   * @throws IllegalArgumentException on an empty range, ragged rows, or a number that is not
   *     finite; the message names row and column
   */
  public static MinMaxScaler fit(double[][] rows, int from, int to) {
    int columns = ScalerChecks.fitted("MinMaxScaler.fit", rows, from, to);
    double[] minimum = rows[from].clone();
    double[] maximum = rows[from].clone();
    for (int row = from + 1; row < to; row++) {
      for (int column = 0; column < columns; column++) {
        minimum[column] = Math.min(minimum[column], rows[row][column]);
        maximum[column] = Math.max(maximum[column], rows[row][column]);
      }
    }
    double[] range = new double[columns];
    for (int column = 0; column < columns; column++) {
      double measured = maximum[column] - minimum[column];
      range[column] = measured > 0 ? measured : 1;
    }
    return new MinMaxScaler(minimum, range);
  }

  /** Minima, as a copy. */
  @Override
  public double[] minimum() {
    return minimum.clone();
  }

  /** Ranges, as a copy. */
  @Override
  public double[] range() {
    return range.clone();
  }

  @Override
  public int columns() {
    return minimum.length;
  }

  @Override
  public double offset(int column) {
    return minimum[column];
  }

  @Override
  public double scale(int column) {
    return range[column];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MinMaxScaler that
        && Arrays.equals(minimum, that.minimum)
        && Arrays.equals(range, that.range);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(minimum) + Arrays.hashCode(range);
  }

  @Override
  public String toString() {
    return "MinMaxScaler[minimum="
        + Arrays.toString(minimum)
        + ", range="
        + Arrays.toString(range)
        + "]";
  }
}
