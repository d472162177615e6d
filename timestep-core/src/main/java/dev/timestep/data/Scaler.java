package dev.timestep.data;

import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the columns of a series to a common scale, and predictions back: scaled = (value − offset)
 * / scale, column by column.
 *
 * <p>A scaler is fitted on training rows only; rows that are to be predicted must not influence the
 * network's inputs. Fitting and inverting run in double precision, because a float cannot hold
 * small differences between large values.
 */
public sealed interface Scaler permits StandardScaler, MinMaxScaler {
  /** Number of columns. */
  int columns();

  /** What is subtracted from a column. */
  double offset(int column);

  /** What a column is then divided by; never 0. */
  double scale(int column);

  /** A value of a column, scaled. */
  default double transform(int column, double value) {
    return (value - offset(column)) / scale(column);
  }

  /** A scaled value of a column, as it was. */
  default double inverse(int column, double scaled) {
    return scaled * scale(column) + offset(column);
  }

  /**
   * All rows, scaled: {@code [rows, columns]}.
   *
   * @throws IllegalArgumentException on a row of another width or a number that is not finite
   */
  default Tensor transform(double[][] rows) {
    ScalerChecks.rows("Scaler.transform", rows, 0, rows.length, columns());
    float[] data = new float[Math.multiplyExact(rows.length, columns())];
    int at = 0;
    for (double[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        data[at++] = (float) transform(column, row[column]);
      }
    }
    return Tensor.of(data, rows.length, columns());
  }

  /** Scaled rows {@code [rows, columns]}, as they were. */
  default double[][] inverse(Tensor scaled) {
    int columns = columns();
    if (scaled.shape().rank() != 2 || scaled.shape().dim(1) != columns) {
      throw new IllegalArgumentException(
          "Scaler.inverse expects [rows, "
              + columns
              + "]; received "
              + scaled.shape()
              + ". Use inverse(column, value) for single columns.");
    }
    double[][] rows = new double[scaled.shape().dim(0)][columns];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns; column++) {
        rows[row][column] = inverse(column, scaled.data()[row * columns + column]);
      }
    }
    return rows;
  }

  /** The columns that hold one and the same value in the rows [from, to). */
  static List<Integer> constantColumns(double[][] rows, int from, int to) {
    List<Integer> constant = new ArrayList<>();
    for (int column = 0; from < to && column < rows[from].length; column++) {
      boolean same = true;
      for (int row = from + 1; row < to && same; row++) {
        same = rows[row][column] == rows[from][column];
      }
      if (same) {
        constant.add(column);
      }
    }
    return constant;
  }
}
