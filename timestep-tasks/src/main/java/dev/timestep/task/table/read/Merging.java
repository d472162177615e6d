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
      values[i] = rule.merged(cells, grid.sources()[i]);
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
}
