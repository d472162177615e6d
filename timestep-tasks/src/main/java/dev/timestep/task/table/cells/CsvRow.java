package dev.timestep.task.table.cells;

import java.util.Arrays;

/**
 * One line of a delimited file, cut into cells; several lines where a quoted cell has line breaks.
 *
 * @param line the number of its first line, counted from 1
 * @param cells without blanks that cannot be seen at their ends
 */
public record CsvRow(int line, String[] cells) {

  int width() {
    return cells.length;
  }

  boolean isBlank() {
    for (String cell : cells) {
      if (!cell.isBlank()) {
        return false;
      }
    }
    return true;
  }

  /** Number of cells that are not blank. */
  int filled() {
    int filled = 0;
    for (String cell : cells) {
      filled += cell.isBlank() ? 0 : 1;
    }
    return filled;
  }

  /** The first cell that is not blank; an empty text when all are. */
  String firstFilled() {
    for (String cell : cells) {
      if (!cell.isBlank()) {
        return cell.strip();
      }
    }
    return "";
  }

  /** Whether the line is drawn, as programs for databases and tables of Markdown have it. */
  boolean isRule() {
    boolean drawn = false;
    for (String cell : cells) {
      String text = cell.strip();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean box = c >= '\u2500' && c <= '\u257f';
        if (!box && "-+=|:_ ".indexOf(c) < 0) {
          return false;
        }
      }
      drawn |= text.length() > 2;
    }
    return drawn;
  }

  /** Whether a quoted cell runs over the end of a line. */
  boolean isBroken() {
    for (String cell : cells) {
      if (cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0) {
        return true;
      }
    }
    return false;
  }

  /** The row with {@code width} cells: blank ones added, or those at the end left out. */
  CsvRow resized(int width) {
    String[] resized = Arrays.copyOf(cells, width);
    Arrays.fill(resized, Math.min(width, cells.length), width, "");
    return new CsvRow(line, resized);
  }

  /** Whether both rows hold the same texts, case and blank cells at their ends not counted. */
  boolean sameAs(CsvRow other) {
    int longest = Math.max(width(), other.width());
    for (int c = 0; c < longest; c++) {
      String mine = c < width() ? cells[c] : "";
      String its = c < other.width() ? other.cells[c] : "";
      if (!mine.strip().equalsIgnoreCase(its.strip())) {
        return false;
      }
    }
    return true;
  }
}
