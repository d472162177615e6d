package dev.timestep.data;

import java.util.Arrays;

/**
 * Sliding windows over the rows of a series: {@code lookback} rows to read, then {@code horizon}
 * rows to predict.
 *
 * <p>A window is identified by its origin, the first row to predict. It reads the rows [origin −
 * lookback, origin) and predicts [origin, origin + horizon). The rows that are predicted lie in
 * [{@code from}, {@code to}), so they never cross the border of a split; the rows that are read may
 * reach back over {@code from}, down to {@code earliest}, because by then they are known.
 *
 * <pre>{@code
 * Windows train = Windows.over(0, 4000, 56, 28);
 * Windows test = Windows.over(4000, 5000, 56, 28);  // the first looks at the rows 3944 … 3999
 * }</pre>
 *
 * @param lookback rows to look at, 1 or more
 * @param horizon rows to predict, 1 or more
 * @param stride rows from one origin to the next, 1 or more
 * @param earliest the first row that may be looked at
 * @param from the first row that may be predicted
 * @param to the row after the last that may be predicted
 */
public record Windows(int lookback, int horizon, int stride, int earliest, int from, int to) {

  public Windows {
    if (lookback < 1 || horizon < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "Windows expects lookback, horizon and stride of 1 or more; received "
              + lookback
              + ", "
              + horizon
              + " and "
              + stride
              + ".");
    }
    if (earliest < 0 || from < earliest || to < from) {
      throw new IllegalArgumentException(
          "Windows expects 0 <= earliest <= from <= to; received earliest "
              + earliest
              + ", from "
              + from
              + ", to "
              + to
              + ".");
    }
    long first = Math.max(from, (long) earliest + lookback);
    if (first + horizon > to) {
      throw new IllegalArgumentException(
          "Windows expects room for one window of lookback "
              + lookback
              + " and horizon "
              + horizon
              + "; predicting the rows ["
              + from
              + ", "
              + to
              + ") and looking back to row "
              + earliest
              + " leaves none. Take a shorter lookback or horizon, or more rows.");
    }
  }

  /** Every window that predicts rows of [from, to) and looks back as far as row 0. */
  public static Windows over(int from, int to, int lookback, int horizon) {
    return new Windows(lookback, horizon, 1, 0, from, to);
  }

  /** The same windows, {@code rows} rows apart. */
  public Windows every(int rows) {
    return new Windows(lookback, horizon, rows, earliest, from, to);
  }

  /** The same windows, looking at no row before {@code row}. */
  public Windows notBefore(int row) {
    return new Windows(lookback, horizon, stride, row, from, to);
  }

  /** Number of windows, at least 1. */
  public int count() {
    return (to - horizon - firstOrigin()) / stride + 1;
  }

  /** The first row that window {@code index} predicts. */
  public int origin(int index) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException(
          "Window " + index + " requested; there are the windows 0 to " + (count() - 1) + ".");
    }
    return firstOrigin() + index * stride;
  }

  /** The first row that each window predicts, ascending. */
  public int[] origins() {
    int[] origins = new int[count()];
    Arrays.setAll(origins, this::origin);
    return origins;
  }

  private int firstOrigin() {
    return Math.max(from, earliest + lookback);
  }
}
