package dev.timestep.task.sequence;

import dev.timestep.task.table.TableException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Refuses rows with one filled cell that the table room leaves out as remarks: among cases they are
 * a label without a sequence, or a sequence without a label.
 */
final class LeftOutCases {

  private LeftOutCases() {}

  static void refuse(FileBytes source, Columns columns) {
    String text = source.text(columns.options.table().charset());
    // A cell in quotes may run over several lines, which then are no rows.
    if (text.indexOf('"') >= 0) {
      return;
    }
    Set<Integer> rows = new HashSet<>(columns.options.table().skipLines());
    IntStream.range(0, columns.table.rows()).map(columns.table::line).forEach(rows::add);
    List<String> lines = text.lines().toList();
    for (int line = columns.table.line(0); line <= lines.size(); line++) {
      if (!rows.contains(line) && isCase(lines.get(line - 1), columns.table.columns().size())) {
        throw new TableException(
            source.name()
                + ", row "
                + line
                + ": expects a sequence of one step or more"
                + (columns.raw.label.isPresent() ? " and its label" : "")
                + "; only one cell is filled (\""
                + Values.shortened(lines.get(line - 1).strip())
                + "\"), so the case has no value at all or no label. Fill the row in or remove it;"
                + " if the whole column is blank, remove the column.");
      }
    }
  }

  private static boolean isCase(String line, int width) {
    String[] cells = line.split("[,;\t|]", -1);
    return width > 1
        && cells.length == width
        && Arrays.stream(cells).filter(cell -> !cell.isBlank()).count() == 1;
  }
}
