package dev.timestep.task.sequence;

import dev.timestep.task.table.CsvTable;
import java.util.Optional;

/**
 * The decimal sign of a table in which all columns hold the same quantity: the steps of sequences.
 * A column with 1.344 and 5 alone leaves open whether the point parts thousands; 0.25 in another
 * column of steps decides it.
 */
final class DecimalEvidence {

  private DecimalEvidence() {}

  /**
   * The sign, where some cells leave it open and the others all show the same one; empty where
   * nothing has to be decided, or cells contradict each other.
   */
  static Optional<Character> of(CsvTable table) {
    boolean open = false;
    boolean point = false;
    boolean comma = false;
    for (int c = 0; c < table.columns().size(); c++) {
      for (int r = 0; r < table.rows(); r++) {
        char shown = sign(table.text(r, c));
        open |= shown == '?';
        point |= shown == '.';
        comma |= shown == ',';
      }
    }
    return open && point != comma ? Optional.of(point ? '.' : ',') : Optional.empty();
  }

  /**
   * The sign of a bare number, '?' where it may be one of thousands, and ' ' for any other cell.
   */
  private static char sign(String cell) {
    int mark = -1;
    int start = cell.startsWith("-") ? 1 : 0;
    for (int i = start; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == '.' || c == ',') {
        if (mark >= 0) {
          return ' ';
        }
        mark = i;
      } else if (c < '0' || c > '9') {
        return ' ';
      }
    }
    if (mark < 0) {
      return ' ';
    }
    int whole = mark - start;
    boolean group =
        cell.length() - mark == 4 && whole > 0 && whole < 4 && cell.charAt(start) != '0';
    return group ? '?' : cell.charAt(mark);
  }
}
