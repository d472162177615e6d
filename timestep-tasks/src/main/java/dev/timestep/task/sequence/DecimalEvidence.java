package dev.timestep.task.sequence;

import dev.timestep.task.table.cells.CsvTable;
import java.util.Optional;

/**
 * The decimal sign of a table in which all columns hold the same quantity: the steps of sequences.
 * A column with 1.344 and 5 alone leaves open whether the point parts thousands; 0.25 in another
 * column of steps decides it.
 *
 * @param open whether a cell may have its mark between thousands
 * @param point whether a cell can only have a decimal point
 * @param comma whether a cell can only have a decimal comma
 */
record DecimalEvidence(boolean open, boolean point, boolean comma) {

  static DecimalEvidence of(CsvTable table) {
    boolean open = false;
    boolean point = false;
    boolean comma = false;
    int columns = table.columns().size();
    for (int r = 0; r < table.rows(); r++) {
      for (int c = 0; c < columns; c++) {
        char shown = sign(table.text(r, c));
        open |= shown == '?';
        point |= shown == '.';
        comma |= shown == ',';
      }
    }
    return new DecimalEvidence(open, point, comma);
  }

  /**
   * The sign, where some cells leave it open and the others all show the same one; empty where
   * nothing has to be decided, or cells contradict each other.
   */
  Optional<Character> deciding() {
    return open && point != comma ? Optional.of(point ? '.' : ',') : Optional.empty();
  }

  /** Whether every mark in a number is a decimal point. */
  boolean onlyPoints() {
    return !comma && (point || !open);
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
