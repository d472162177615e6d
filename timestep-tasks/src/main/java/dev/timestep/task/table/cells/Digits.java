package dev.timestep.task.table.cells;

import dev.timestep.task.table.form.Reading;

/**
 * The digits of a number with the marks between them: which of point and comma may be the decimal
 * sign, and the value for each.
 *
 * <p>Thousands may be separated by the sign that is not the decimal sign, by blanks or by
 * apostrophes, all of one kind: 1,234,567 or 1'234'567; with commas also in the Indian way,
 * 12,34,567.
 */
final class Digits {

  /** The signs that may be the decimal sign of a number. */
  enum Reading {
    /** No point and no comma: any. */
    ANY,
    /** Only the point: 1.5, 1,234.5 and 1,234,567. */
    POINT,
    /** Only the comma: 1,5, 1.234,5 and 1.234.567. */
    COMMA,
    /** One mark with three digits after it, 1.344: a decimal sign, or one of thousands. */
    EITHER,
    /** Not a number. */
    NONE;

    /** Whether a cell of this kind is a number when {@code sign} is the decimal sign. */
    boolean allows(char sign) {
      return switch (this) {
        case ANY, EITHER -> true;
        case POINT -> sign == '.';
        case COMMA -> sign == ',';
        case NONE -> false;
      };
    }
  }

  private Digits() {}

  /**
   * What the digits may mean.
   *
   * @param text of digits, points, commas, blanks and ASCII apostrophes
   * @param grouped whether thousands may be separated; not before an exponent
   */
  static Reading reading(String text, boolean grouped) {
    boolean point = fits(text, '.', grouped);
    boolean comma = fits(text, ',', grouped);
    if (!point && !comma) {
      return Reading.NONE;
    }
    if (point != comma) {
      return point ? Reading.POINT : Reading.COMMA;
    }
    return text.indexOf('.') < 0 && text.indexOf(',') < 0 ? Reading.ANY : Reading.EITHER;
  }

  /** The digits without marks of thousands, and with a point as decimal sign. */
  static String plain(String text, char decimal) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isDigit(c) || c == decimal) {
        plain.append(c == decimal ? '.' : c);
      }
    }
    return plain.toString();
  }

  private static boolean fits(String text, char decimal, boolean grouped) {
    int at = text.indexOf(decimal);
    int whole = at < 0 ? text.length() : at;
    for (int i = whole + 1; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    int mark = 0;
    while (mark < whole && isDigit(text.charAt(mark))) {
      mark++;
    }
    if (mark == whole) {
      return whole > 0 || text.length() > whole + 1;
    }
    return grouped && isGrouped(text.substring(0, whole), mark);
  }

  /** Groups of three, or of two with three at the end; the first of them without a leading zero. */
  private static boolean isGrouped(String whole, int first) {
    char mark = whole.charAt(first);
    if (first == 0 || first > 3 || whole.charAt(0) == '0') {
      return false;
    }
    boolean western = true;
    boolean indian = mark == ',' && first <= 2 && whole.indexOf(mark, first + 1) > 0;
    int start = first + 1;
    while (start <= whole.length()) {
      int next = whole.indexOf(mark, start);
      int end = next < 0 ? whole.length() : next;
      for (int i = start; i < end; i++) {
        if (!isDigit(whole.charAt(i))) {
          return false;
        }
      }
      western &= end - start == 3;
      indian &= end - start == (next < 0 ? 3 : 2);
      start = end + 1;
    }
    return western || indian;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
