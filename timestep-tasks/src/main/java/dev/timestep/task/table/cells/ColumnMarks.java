package dev.timestep.task.table.cells;

import dev.timestep.task.table.cells.Digits.Reading;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What all cells of one column show about its decimal sign.
 *
 * @param numbers cells that are numbers in some writing
 * @param texts cells that are neither numbers nor missing
 * @param point first row whose number allows only the point as decimal sign; -1 for none
 * @param comma first row whose number allows only the comma; -1 for none
 * @param either first row whose number allows both, such as 1.344; -1 for none
 * @param small first row with a whole number from 1 to 999, as stands beside grouped ones; -1
 * @param clock whether the numbers may be times of day such as 09.30, months such as 2020.11, or
 *     codes with leading zeros, and therefore say nothing about numbers
 */
record ColumnMarks(
    int numbers, int texts, int point, int comma, int either, int small, boolean clock) {

  private static final Pattern MONTH =
      Pattern.compile("(19|20)\\d\\d[.,](1[0-2]|0?[1-9])|(1[0-2]|0?[1-9])[.,](19|20)\\d\\d");

  static ColumnMarks of(List<String[]> rows, int column, MissingMarks missing) {
    int[] first = {-1, -1, -1, -1};
    int numbers = 0;
    int texts = 0;
    boolean zeros = false;
    boolean hours = true;
    boolean months = true;
    for (int r = 0; r < rows.size(); r++) {
      String cell = rows.get(r)[column];
      if (missing.contains(cell)) {
        continue;
      }
      Reading reading = NumberCell.reading(cell);
      if (reading == Reading.NONE) {
        texts++;
        continue;
      }
      numbers++;
      zeros |= cell.length() > 1 && cell.charAt(0) == '0' && Digits.isDigit(cell.charAt(1));
      hours &= isClock(cell);
      months = months && isMonth(cell);
      int kind =
          switch (reading) {
            case POINT -> 0;
            case COMMA -> 1;
            case EITHER -> 2;
            default -> isSmall(cell) ? 3 : -1;
          };
      if (kind >= 0 && first[kind] < 0) {
        first[kind] = r;
      }
    }
    return new ColumnMarks(
        numbers, texts, first[0], first[1], first[2], first[3], zeros || hours || months);
  }

  /** Whether the column may speak for others: numbers nearly throughout, and of one sign. */
  boolean isEvidence() {
    return numbers > 9 * texts && !clock && (point < 0) != (comma < 0);
  }

  private static boolean isSmall(String cell) {
    // A file may have millions of bare numbers; they need not be taken apart.
    boolean bare = Digits.isDigit(cell.charAt(0)) && Digits.isDigit(cell.charAt(cell.length() - 1));
    String digits = bare ? cell : NumberCell.read(cell).map(NumberCell::bareDigits).orElse("");
    return !digits.isEmpty() && digits.length() <= 3 && digits.charAt(0) != '0';
  }

  /** 2020.11, 11.2020: year and month, in any order, with a point or comma between. */
  private static boolean isMonth(String cell) {
    return MONTH.matcher(cell.strip()).matches();
  }

  /** 9.30, 17.00: hours and minutes with a point between. */
  private static boolean isClock(String cell) {
    int point = cell.indexOf('.');
    if (point < 1 || point > 2 || cell.length() != point + 3) {
      return false;
    }
    int hour = 0;
    for (int i = 0; i < cell.length(); i++) {
      if (i != point && !Digits.isDigit(cell.charAt(i))) {
        return false;
      }
      hour = i < point ? 10 * hour + cell.charAt(i) - '0' : hour;
    }
    return hour < 24 && cell.charAt(point + 1) < '6';
  }
}
