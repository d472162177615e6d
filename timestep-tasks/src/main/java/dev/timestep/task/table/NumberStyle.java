package dev.timestep.task.table;

import java.util.regex.Pattern;

/**
 * How numbers are written in a table.
 *
 * @param decimal '.' or ','
 */
record NumberStyle(char decimal) {

  private static final Pattern PLAIN =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,5})?");
  private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");

  static final NumberStyle POINT = new NumberStyle('.');
  static final NumberStyle COMMA = new NumberStyle(',');

  /** Whether the cell is a number in this style, groups of thousands allowed. */
  boolean matches(String cell) {
    String text = normal(cell);
    return PLAIN.matcher(text).matches() || GROUPED.matcher(text).matches();
  }

  /**
   * The value of the cell.
   *
   * @throws NumberFormatException when it is no number in this style
   */
  double parse(String cell) {
    String text = normal(cell);
    if (PLAIN.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    if (GROUPED.matcher(text).matches()) {
      return Double.parseDouble(text.replace(",", ""));
    }
    throw new NumberFormatException(cell);
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
