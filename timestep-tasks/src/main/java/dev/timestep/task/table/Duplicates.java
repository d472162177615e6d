package dev.timestep.task.table;

import static dev.timestep.task.message.Setting.setting;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What to do with rows that carry the same time stamp. */
public enum Duplicates {
  /** Refuse the table. The default. */
  ERROR,
  /** Keep the row that comes first in the file. */
  FIRST,
  /** Keep the row that comes last in the file. */
  LAST,
  /** Take the mean of each column over the rows that have a value. */
  MEAN,
  /** Take the sum of each column over the rows that have a value. */
  SUM;

  /**
   * The value of rows with one time.
   *
   * @param cells of a column, NaN where missing
   * @param rows that have the time, in the order of the file; none gives NaN
   */
  public double merged(double[] cells, int[] rows) {
    if (rows.length == 0) {
      return Double.NaN;
    }
    if (rows.length == 1 || this == FIRST) {
      return cells[rows[0]];
    }
    if (this == LAST) {
      return cells[rows[rows.length - 1]];
    }
    double sum = 0;
    int count = 0;
    for (int row : rows) {
      if (!Double.isNaN(cells[row])) {
        sum += cells[row];
        count++;
      }
    }
    return count == 0 ? Double.NaN : this == SUM ? sum : sum / count;
  }

  /** The value of {@code --duplicates}: the lower-case name. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the value of {@code --duplicates}.
   *
   * @throws TableException when the name is none of the constants
   */
  public static Duplicates parse(String text) {
    for (Duplicates rule : values()) {
      if (rule.option().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return rule;
      }
    }
    throw new TableException(
        setting("duplicates")
            + " expects "
            + Arrays.stream(values()).map(Duplicates::option).collect(Collectors.joining(", "))
            + "; received \""
            + text
            + "\".");
  }
}
