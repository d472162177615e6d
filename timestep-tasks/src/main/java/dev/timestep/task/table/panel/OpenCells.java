package dev.timestep.task.table.panel;

import dev.timestep.task.table.cells.TableStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a column that has no value in the sample: its first value says what it holds. */
final class OpenCells implements CellReader {

  private final TableStream stream;
  private final int column;
  private final Function<String, CellReader> choice;
  private @Nullable CellReader chosen;

  OpenCells(TableStream stream, int column, Function<String, CellReader> choice) {
    this.stream = stream;
    this.column = column;
    this.choice = choice;
  }

  @Override
  public double read(int line, String[] cells) {
    if (chosen == null) {
      if (stream.isMissing(cells[column], column)) {
        return Double.NaN;
      }
      chosen = choice.apply(cells[column]);
    }
    return chosen.read(line, cells);
  }

  @Override
  public boolean isWords() {
    return chosen != null && chosen.isWords();
  }

  /** What the first value chose; itself before. */
  CellReader chosen() {
    return chosen == null ? this : chosen;
  }
}
