package dev.timestep.task.table.time;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.TimeStyle;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The rows of a table and where their times come from: what messages about times need.
 *
 * @param table the rows
 * @param time the column, or columns, of the times
 * @param style how the file writes a time
 * @param options the user's options for the file
 * @param notes gains what is decided from the rows
 */
record TimedRows(
    CellTable table, TimeColumn time, TimeStyle style, ReadOptions options, List<String> notes) {

  /** "file, row 12, column date". */
  String where(int row) {
    return table.file() + ", row " + table.line(row) + ", column " + time.label(table);
  }

  /** "file, rows 12 and 13, column date". */
  String where(int row, int other) {
    return table.file()
        + ", rows "
        + table.line(row)
        + " and "
        + table.line(other)
        + ", column "
        + time.label(table);
  }

  /** A time as the file writes it. */
  String text(Stamp stamp) {
    return style.print(stamp.local(), stamp.offset().orElse(ZoneOffset.UTC));
  }
}
