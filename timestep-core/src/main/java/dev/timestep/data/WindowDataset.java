package dev.timestep.data;

import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The windows of a series as examples: the lookback rows of the input columns in, the horizon rows
 * of the target columns out.
 *
 * <p>A batch has inputs {@code [batch, lookback, inputs]} and targets {@code [batch, horizon ·
 * targets]}, the target columns of a row next to each other.
 */
public final class WindowDataset implements Dataset<Batch> {
  private final Tensor series;
  private final Windows windows;
  private final int[] inputColumns;
  private final int[] targetColumns;

  /**
   * @param series {@code [rows, columns]}, scaled
   * @param windows which rows
   * @param inputColumns the columns to look at
   * @param targetColumns the columns to predict
   */
  public WindowDataset(Tensor series, Windows windows, int[] inputColumns, int[] targetColumns) {
    if (series.shape().rank() != 2 || series.shape().dim(0) < windows.to()) {
      throw new IllegalArgumentException(
          "WindowDataset expects a series [rows, columns] of at least "
              + windows.to()
              + " rows, the end of its windows; received "
              + series.shape()
              + ".");
    }
    checkColumns("input", inputColumns, series.shape().dim(1));
    checkColumns("target", targetColumns, series.shape().dim(1));
    this.series = series;
    this.windows = windows;
    this.inputColumns = inputColumns.clone();
    this.targetColumns = targetColumns.clone();
  }

  private static void checkColumns(String what, int[] chosen, int columns) {
    if (chosen.length == 0) {
      throw new IllegalArgumentException(
          "WindowDataset expects at least one " + what + " column; received none.");
    }
    for (int column : chosen) {
      if (column < 0 || column >= columns) {
        throw new IllegalArgumentException(
            "WindowDataset expects "
                + what
                + " columns from 0 to "
                + (columns - 1)
                + "; received "
                + column
                + ".");
      }
    }
  }

  @Override
  public int size() {
    return windows.count();
  }

  @Override
  public Batch batch(int[] indices) {
    int past = windows.lookback() * inputColumns.length;
    int future = windows.horizon() * targetColumns.length;
    Tensor inputs = Tensor.zeros(indices.length, windows.lookback(), inputColumns.length);
    Tensor targets = Tensor.zeros(indices.length, future);
    for (int at = 0; at < indices.length; at++) {
      int origin = windows.origin(indices[at]);
      copy(origin - windows.lookback(), windows.lookback(), inputColumns, inputs.data(), at * past);
      copy(origin, windows.horizon(), targetColumns, targets.data(), at * future);
    }
    return new Batch(inputs, null, targets);
  }

  private void copy(int fromRow, int rows, int[] columns, float[] into, int at) {
    int width = series.shape().dim(1);
    float[] data = series.data();
    int next = at;
    for (int row = fromRow; row < fromRow + rows; row++) {
      for (int column : columns) {
        into[next++] = data[row * width + column];
      }
    }
  }

  @Override
  public String describe() {
    CRC32 crc = new CRC32();
    Checksum.add(crc, series);
    return windows
        + " of a series "
        + series.shape()
        + ", columns "
        + Arrays.toString(inputColumns)
        + " to "
        + Arrays.toString(targetColumns)
        + ", checksum "
        + Long.toHexString(crc.getValue());
  }
}
