package dev.timestep.task.sequence;

import dev.timestep.task.table.cells.CsvTable;
import java.util.Optional;

/**
 * Columns of bare numbers with a point, read without the care that units, brackets and marks of
 * thousands need: most files of sequences hold millions of such cells.
 */
final class PlainNumbers {

  private PlainNumbers() {}

  /**
   * The column, NaN where a cell is missing; empty where any cell is written otherwise, is too
   * large or no cell has a number. The table room reads such columns, or refuses them.
   */
  static Optional<float[]> read(CsvTable table, int column) {
    float[] values = new float[table.rows()];
    boolean any = false;
    for (int r = 0; r < values.length; r++) {
      String cell = table.text(r, column);
      if (isBare(cell)) {
        values[r] = (float) Double.parseDouble(cell);
        any = true;
        if (Float.isInfinite(values[r])) {
          return Optional.empty();
        }
      } else if (table.isMissing(r, column)) {
        values[r] = Float.NaN;
      } else {
        return Optional.empty();
      }
    }
    return any ? Optional.of(values) : Optional.empty();
  }

  /** Whether a cell is a minus or none, digits with a point among or after them, an exponent. */
  static boolean isBare(String cell) {
    int at = cell.startsWith("-") ? 1 : 0;
    int first = at;
    at = digits(cell, at);
    boolean whole = at > first;
    if (whole && at < cell.length() && cell.charAt(at) == '.') {
      int fraction = at + 1;
      at = digits(cell, fraction);
      if (at == fraction) {
        return false;
      }
    }
    if (whole && at < cell.length() && (cell.charAt(at) == 'e' || cell.charAt(at) == 'E')) {
      at++;
      at += at < cell.length() && (cell.charAt(at) == '-' || cell.charAt(at) == '+') ? 1 : 0;
      int exponent = at;
      at = digits(cell, at);
      if (at == exponent) {
        return false;
      }
    }
    return whole && at == cell.length();
  }

  private static int digits(String cell, int from) {
    int at = from;
    while (at < cell.length() && cell.charAt(at) >= '0' && cell.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
