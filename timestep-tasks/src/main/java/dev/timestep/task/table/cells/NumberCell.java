package dev.timestep.task.table.cells;

import dev.timestep.task.table.cells.Digits.Reading;
import java.util.Optional;

/**
 * A cell that holds a number in some writing, taken apart.
 *
 * @param negative a minus before or after the digits, or brackets around them as in (1,582.88)
 * @param bracketed whether it is negative by brackets
 * @param digits digits with the marks between them
 * @param exponent such as "e-9"; empty where there is none
 * @param unit a sign or code of money, % or another unit, before or after; empty where there is
 *     none
 */
record NumberCell(
    boolean negative, boolean bracketed, String digits, String exponent, String unit) {

  /**
   * Takes a cell apart.
   *
   * @return empty when the cell is not a number in any known form
   */
  static Optional<NumberCell> read(String cell) {
    String text = normal(cell);
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    boolean brackets =
        open >= 0
            && close > open
            && firstDigit(text) > open
            && lastDigit(text) < close
            && lastDigit(text) > open;
    if (brackets) {
      text = text.substring(0, open) + text.substring(open + 1, close) + text.substring(close + 1);
    }
    int start = start(text);
    if (start < 0) {
      return Optional.empty();
    }
    int end = end(text, start);
    int after = exponentEnd(text, end);
    String before = text.substring(0, start).strip();
    String rest = text.substring(after);
    boolean minus = before.startsWith("-") || before.endsWith("-");
    boolean plus = before.startsWith("+") || before.endsWith("+");
    if (minus || plus) {
      int sign = before.startsWith(minus ? "-" : "+") ? 0 : before.length() - 1;
      before = (before.substring(0, sign) + before.substring(sign + 1)).strip();
    }
    rest = withoutNoCents(text.charAt(end - 1), rest);
    boolean trailing =
        rest.endsWith("-") || (rest.startsWith("-") && Units.isMoney(rest.substring(1).strip()));
    if (trailing) {
      rest = rest.startsWith("-") ? rest.substring(1) : rest.substring(0, rest.length() - 1);
    }
    int signs = (brackets ? 1 : 0) + (minus || plus ? 1 : 0) + (trailing ? 1 : 0);
    Optional<String> unit = Units.around(before, rest.strip());
    NumberCell number =
        new NumberCell(
            brackets || minus || trailing,
            brackets,
            text.substring(start, end),
            text.substring(end, after),
            unit.orElse(""));
    // Money is written in brackets, and shares; "(2 rows affected)" is a remark.
    boolean odd = brackets && !number.unit.isEmpty() && !Units.isAccounting(number.unit);
    return signs > 1 || odd || unit.isEmpty() || number.reading() == Reading.NONE
        ? Optional.empty()
        : Optional.of(number);
  }

  /**
   * Prices such as "5.-" and "12,-- €" have dashes where the cents would stand; they are not a
   * minus sign.
   */
  private static String withoutNoCents(char last, String rest) {
    int dashes = 0;
    while (dashes < rest.length() && rest.charAt(dashes) == '-') {
      dashes++;
    }
    return Digits.isDigit(last) || dashes > 2 ? rest : rest.substring(dashes);
  }

  /** Which decimal signs the cell may have; {@link Reading#NONE} when it is not a number. */
  static Reading reading(String cell) {
    // Nearly all cells are bare digits with one mark, and a file may have millions of them.
    int start = cell.startsWith("-") ? 1 : 0;
    int at = start;
    int mark = -1;
    while (at < cell.length()) {
      char c = cell.charAt(at);
      if (mark < 0 && (c == '.' || c == ',')) {
        mark = at;
      } else if (!Digits.isDigit(c)) {
        return read(cell).map(NumberCell::reading).orElse(Reading.NONE);
      }
      at++;
    }
    int whole = (mark < 0 ? at : mark) - start;
    int fraction = mark < 0 ? 0 : at - mark - 1;
    if (whole + fraction == 0) {
      return Reading.NONE;
    }
    boolean group = fraction == 3 && whole > 0 && whole < 4 && cell.charAt(start) != '0';
    Reading marked = mark < 0 || cell.charAt(mark) == '.' ? Reading.POINT : Reading.COMMA;
    return mark < 0 ? Reading.ANY : group ? Reading.EITHER : marked;
  }

  /** Which decimal signs the number may have. */
  Reading reading() {
    return Digits.reading(digits, exponent.isEmpty());
  }

  /** The digits; an empty text where an exponent makes them something else. */
  String bareDigits() {
    return exponent.isEmpty() ? digits : "";
  }

  /** The value, the unit left out: 31.2 for "31.2%". Only for a sign that the reading allows. */
  double value(char decimal) {
    double value = Double.parseDouble(Digits.plain(digits, decimal) + exponent);
    return negative ? -value : value;
  }

  /** Where the digits begin, a mark before the first digit among them; -1 when there are none. */
  private static int start(String text) {
    int digit = firstDigit(text);
    boolean mark = digit > 0 && (text.charAt(digit - 1) == '.' || text.charAt(digit - 1) == ',');
    // The point of "Rs.500" belongs to the sign of the money.
    return mark && (digit == 1 || !Character.isLetter(text.charAt(digit - 2))) ? digit - 1 : digit;
  }

  private static int end(String text, int start) {
    int at = start;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean more = at + 1 < text.length() && Digits.isDigit(text.charAt(at + 1));
      boolean inside =
          Digits.isDigit(c) || c == '.' || c == ',' || (more && (c == ' ' || c == '\''));
      if (!inside) {
        break;
      }
      at++;
    }
    return at;
  }

  /** The end of an exponent that begins at {@code at}, or {@code at} when there is none. */
  private static int exponentEnd(String text, int at) {
    if (at >= text.length() || (text.charAt(at) != 'e' && text.charAt(at) != 'E')) {
      return at;
    }
    int first = at + 1;
    if (first < text.length() && (text.charAt(first) == '-' || text.charAt(first) == '+')) {
      first++;
    }
    int end = first;
    while (end < text.length() && Digits.isDigit(text.charAt(end))) {
      end++;
    }
    boolean letter = end < text.length() && Character.isLetter(text.charAt(end));
    return end > first && !letter ? end : at;
  }

  private static int firstDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Digits.isDigit(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static int lastDigit(String text) {
    for (int i = text.length() - 1; i >= 0; i--) {
      if (Digits.isDigit(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Every kind of minus, blank, apostrophe and digit as its ASCII form. */
  private static String normal(String cell) {
    String text = cell.strip();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 126 || text.charAt(i) == '`') {
        return mapped(text).strip();
      }
    }
    return text;
  }

  private static String mapped(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSpaceChar(c)) {
        ascii.append(' ');
      } else if (Character.isDigit(c)) {
        ascii.append((char) ('0' + Character.digit(c, 10)));
      } else if (c >= '\uFF01' && c <= '\uFF5E') {
        ascii.append((char) (c - 0xFEE0));
      } else {
        ascii.append(
            switch (c) {
              case '\u2212', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\uFE63' -> '-';
              case '\u2019', '\u2018', '\u02BC', '\u00B4', '`' -> '\'';
              default -> c;
            });
      }
    }
    return ascii.toString();
  }
}
