package dev.timestep.task.table.panel;

import dev.timestep.task.table.TableException;
import dev.timestep.task.table.Words;
import dev.timestep.task.table.cells.TableStream;
import java.util.Locale;

/** Reads yes and true as 1, no and false as 0. */
record TruthCells(TableStream stream, int column) implements CellReader {

  static boolean isTruth(String cell) {
    String word = cell.strip().toLowerCase(Locale.ROOT);
    return isTrue(word) || word.equals("no") || word.equals("false");
  }

  private static boolean isTrue(String word) {
    return word.equals("yes") || word.equals("true");
  }

  @Override
  public double read(int line, String[] cells) {
    String cell = cells[column];
    if (stream.isMissing(cell, column)) {
      return Double.NaN;
    }
    if (!isTruth(cell)) {
      throw new TableException(
          stream.head().file()
              + ", row "
              + line
              + ", column "
              + stream.head().columns().get(column)
              + ": expected yes, no, true or false as in the rows before; found \""
              + Words.shortened(cell.strip())
              + "\". Correct the cell, or leave it empty if the value is missing.");
    }
    return isTrue(cell.strip().toLowerCase(Locale.ROOT)) ? 1 : 0;
  }
}
