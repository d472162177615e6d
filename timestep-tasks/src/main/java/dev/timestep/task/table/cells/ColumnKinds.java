package dev.timestep.task.table.cells;

import dev.timestep.task.table.cells.Digits.Reading;
import dev.timestep.task.table.form.TimeText;
import java.util.List;

/**
 * What most cells of each column are, so that a line that is not a row is noticed.
 *
 * @param kinds one for each column
 * @param missing the marks of missing cells
 */
record ColumnKinds(List<Kind> kinds, MissingMarks missing) {

  /** What a column holds. */
  enum Kind {
    TIME,
    NUMBER,
    TEXT
  }

  private static final int SAMPLE = 200;

  /**
   * Looks at {@value #SAMPLE} rows of the second half, where no header and no units stand.
   *
   * @param rows all of the same width
   */
  static ColumnKinds of(List<CsvRow> rows, int width, MissingMarks missing) {
    int from = rows.size() / 2;
    int count = Math.min(SAMPLE, rows.size() - from);
    Kind[] kinds = new Kind[width];
    for (int c = 0; c < width; c++) {
      int times = 0;
      int numbers = 0;
      int texts = 0;
      for (int i = 0; i < count; i++) {
        int row = from + (int) ((long) i * (rows.size() - from) / count);
        String cell = rows.get(row).cells()[c];
        switch (kind(cell, missing)) {
          case TIME -> times++;
          case NUMBER -> numbers++;
          case TEXT -> texts += missing.contains(cell) ? 0 : 1;
        }
      }
      int all = times + numbers + texts;
      kinds[c] =
          times > 0 && 3 * times >= all
              ? Kind.TIME
              : numbers > 0 && 2 * numbers >= all ? Kind.NUMBER : Kind.TEXT;
    }
    return new ColumnKinds(List.of(kinds), missing);
  }

  private static Kind kind(String cell, MissingMarks missing) {
    if (TimeText.looksLikeTime(cell)) {
      return Kind.TIME;
    }
    return !missing.contains(cell) && NumberCell.reading(cell) != Reading.NONE
        ? Kind.NUMBER
        : Kind.TEXT;
  }

  boolean hasTime() {
    return kinds.contains(Kind.TIME);
  }

  /** Whether the row has a time where the table has its times. */
  boolean hasTime(CsvRow row) {
    for (int c = 0; c < Math.min(kinds.size(), row.width()); c++) {
      if (kinds.get(c) == Kind.TIME && TimeText.looksLikeTime(row.cells()[c])) {
        return true;
      }
    }
    return false;
  }

  /** Whether the row has a number where the table has its numbers. */
  boolean hasNumber(CsvRow row) {
    return numbers(row) > 0;
  }

  /**
   * Whether the row is one of the table: with a time where there are times, else with numbers in
   * most columns of numbers.
   */
  boolean isRow(CsvRow row) {
    if (row.width() != kinds.size()) {
      return false;
    }
    if (hasTime()) {
      return hasTime(row);
    }
    int filled = 0;
    for (int c = 0; c < kinds.size(); c++) {
      filled += kinds.get(c) == Kind.NUMBER && !missing.contains(row.cells()[c]) ? 1 : 0;
    }
    return 2 * numbers(row) > filled;
  }

  private int numbers(CsvRow row) {
    int numbers = 0;
    for (int c = 0; c < Math.min(kinds.size(), row.width()); c++) {
      String cell = row.cells()[c];
      boolean number =
          kinds.get(c) == Kind.NUMBER
              && !missing.contains(cell)
              && NumberCell.reading(cell) != Reading.NONE;
      numbers += number ? 1 : 0;
    }
    return numbers;
  }
}
