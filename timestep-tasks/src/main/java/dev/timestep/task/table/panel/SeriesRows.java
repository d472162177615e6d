package dev.timestep.task.table.panel;

import dev.timestep.task.table.CellTable;
import java.util.List;

/** The rows of one series as a table, for the rules of time and their messages. */
record SeriesRows(SeriesDraft draft, List<String> columns, TimePool pool, int[] times, int[] lines)
    implements CellTable {

  static SeriesRows of(SeriesDraft draft, List<String> columns, TimePool pool) {
    return new SeriesRows(draft, columns, pool, draft.times.values(), draft.lines.values());
  }

  /** The series, in place of a file: each message names it. */
  @Override
  public String file() {
    return draft.name();
  }

  @Override
  public int rows() {
    return lines.length;
  }

  @Override
  public int line(int row) {
    return lines[row];
  }

  @Override
  public String text(int row, int column) {
    return pool.text(times[row], column);
  }

  @Override
  public boolean isMissing(int row, int column) {
    return text(row, column).isEmpty();
  }

  @Override
  public boolean isNumber(String cell) {
    return pool.isNumber(cell);
  }

  @Override
  public boolean isNumeric(int column) {
    return false;
  }

  @Override
  public double[] numbers(int column) {
    throw new IllegalStateException("The values of a series are read before its times");
  }
}
