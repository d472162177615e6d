package dev.timestep.data;

/** The checks that every scaler makes of its rows and of its own numbers. */
final class ScalerChecks {
  private ScalerChecks() {}

  /** The number of columns of the rows [from, to), all of them finite numbers. */
  static int fitted(String who, double[][] rows, int from, int to) {
    if (from < 0 || to > rows.length || from >= to) {
      throw new IllegalArgumentException(
          who
              + " expects a range of rows within 0 to "
              + rows.length
              + " that is not empty; received ["
              + from
              + ", "
              + to
              + ").");
    }
    int columns = rows[from].length;
    rows(who, rows, from, to, columns);
    return columns;
  }

  static void rows(String who, double[][] rows, int from, int to, int columns) {
    for (int row = from; row < to; row++) {
      if (rows[row].length != columns) {
        throw new IllegalArgumentException(
            who
                + " expects "
                + columns
                + " columns in every row; row "
                + row
                + " has "
                + rows[row].length
                + ".");
      }
      for (int column = 0; column < columns; column++) {
        if (!Double.isFinite(rows[row][column])) {
          throw new IllegalArgumentException(
              who
                  + " expects finite numbers; row "
                  + row
                  + ", column "
                  + column
                  + " is "
                  + rows[row][column]
                  + ". Fill or drop missing values first.");
        }
      }
    }
  }

  static void numbers(String who, double[] offset, double[] scale) {
    if (offset.length != scale.length) {
      throw new IllegalArgumentException(
          who
              + " expects as many scales as columns, "
              + offset.length
              + "; received "
              + scale.length
              + ".");
    }
    for (int column = 0; column < offset.length; column++) {
      if (!Double.isFinite(offset[column])
          || !Double.isFinite(scale[column])
          || scale[column] <= 0) {
        throw new IllegalArgumentException(
            who
                + " expects finite offsets and positive scales; column "
                + column
                + " has "
                + offset[column]
                + " and "
                + scale[column]
                + ".");
      }
    }
  }
}
