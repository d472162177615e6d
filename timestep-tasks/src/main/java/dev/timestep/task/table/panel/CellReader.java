package dev.timestep.task.table.panel;

/** Reads the cells of one column as numbers or codes. */
interface CellReader {

  /**
   * The value in a row; NaN where it is missing.
   *
   * @throws dev.timestep.task.table.TableException when the cell has no value of the column's kind
   */
  double read(int line, String[] cells);

  /** Whether the column holds codes of words. */
  default boolean isWords() {
    return false;
  }
}
