package dev.timestep.task.table.read;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.time.TimeGrid;

/** Brings the cells of a column onto a regular grid; several rows of one time become one value. */
final class Merging {
  private Merging() {}

  /**
   * One value for each step of the grid, NaN where none is there.
   *
   * @param cells of the table's rows
   * @throws TableException when all cells are missing
   */
  static double[] onGrid(
      CellTable table, int column, double[] cells, TimeGrid.Grid grid, Duplicates rule) {
    double[] values = new double[grid.axis().size()];
    boolean empty = true;
    for (int i = 0; i < values.length; i++) {
      values[i] = merged(cells, grid.sources()[i], rule);
      empty &= Double.isNaN(values[i]);
    }
    if (empty) {
      throw new TableException(
          table.file()
              + ", column "
              + table.columns().get(column)
              + ": all cells are missing. Name another column.");
    }
    return values;
  }

  private static double merged(double[] cells, int[] rows, Duplicates rule) {
    if (rows.length == 0) {
      return Double.NaN;
    }
    if (rows.length == 1 || rule == Duplicates.FIRST) {
      return cells[rows[0]];
    }
    if (rule == Duplicates.LAST) {
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
    return count == 0 ? Double.NaN : rule == Duplicates.SUM ? sum : sum / count;
  }
}
