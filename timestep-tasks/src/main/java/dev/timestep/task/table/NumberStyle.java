package dev.timestep.task.table;

import java.util.regex.Pattern;

/**
 * How numbers are written in a table.
 *
 * @param decimal '.' or ','
 */
record NumberStyle(char decimal) {

  private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");

  static final NumberStyle POINT = new NumberStyle('.');
  static final NumberStyle COMMA = new NumberStyle(',');

  /** Whether the cell is a number in this style, groups of thousands allowed. */
  boolean matches(String cell) {
    String text = normal(cell);
    return isPlain(text) || isGrouped(text);
  }

  /**
   * The value of the cell.
   *
   * @throws NumberFormatException when it is no number in this style
   */
  double parse(String cell) {
    String text = normal(cell);
    if (isPlain(text)) {
      return Double.parseDouble(text);
    }
    if (isGrouped(text)) {
      return Double.parseDouble(text.replace(",", ""));
    }
    throw new NumberFormatException(cell);
  }

  private static boolean isGrouped(String text) {
    return text.indexOf(',') > 0 && GROUPED.matcher(text).matches();
  }

  /** Sign, digits with at most one point, exponent. By hand: it runs once for every cell. */
  private static boolean isPlain(String text) {
    int at = skipSign(text, 0);
    int start = at;
    int points = 0;
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      points += text.charAt(at) == '.' ? 1 : 0;
      at++;
    }
    if (points > 1 || at - start - points == 0) {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = skipSign(text, at + 1);
      at = exponent;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
      return at == text.length() && at > exponent;
    }
    return at == text.length();
  }

  private static int skipSign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** With point as decimal sign and comma between groups, U+2212 as ASCII minus. */
  private String normal(String cell) {
    String text = cell.strip().replace('\u2212', '-');
    if (decimal == '.') {
      return text;
    }
    StringBuilder swapped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Spaces, thin spaces and apostrophes part groups of thousands where the comma is taken.
      swapped.append(
          switch (c) {
            case ',' -> '.';
            case '.', ' ', '\u00A0', '\u202F', '\'' -> ',';
            default -> c;
          });
    }
    return swapped.toString();
  }
}
