package dev.timestep.task.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the century of years of two digits from all rows in the order of the file.
 *
 * <p>Where the two digits fall by more than 50 from one row to the next, a century begins (99, 00);
 * where they rise by more than 50, one ends (newest first). Only whole centuries are open then, and
 * a series does not end in the future: the last century is taken in which the first row is not
 * after today, and no row is more than {@value #YEARS_AHEAD} years ahead. Rows that are in no order
 * are each placed in the hundred years that end then.
 */
final class Century {

  /** For asking whether a date may exist at all: 2000 is a leap year. */
  static final int USUAL = 2000;

  /** Rows that are still to be forecast lie in the future. */
  static final int YEARS_AHEAD = 10;

  private Century() {}

  /**
   * What to add to the two digits of each row: the best answer, and the one before it for dates
   * that fall on another weekday or do not exist.
   */
  static List<int[]> ofRows(Reading[] readings, LocalDate today) {
    if (readings.length == 0 || readings[0].shortYear() == Reading.ABSENT) {
      return List.of(new int[readings.length]);
    }
    int[] years = new int[readings.length];
    Arrays.setAll(years, row -> readings[row].shortYear());
    int[] unwrapped = placed(unwrapped(years), years, today);
    int[] windowed = placed(windowed(years, today), years, today);
    int[] best = disorder(windowed, years) <= disorder(unwrapped, years) ? windowed : unwrapped;
    List<int[]> answers = new ArrayList<>();
    for (int shift : new int[] {0, -100}) {
      answers.add(Arrays.stream(best).map(century -> century + shift).toArray());
    }
    return answers;
  }

  private static int[] unwrapped(int[] years) {
    int[] centuries = new int[years.length];
    for (int row = 1; row < years.length; row++) {
      int step = years[row] - years[row - 1];
      centuries[row] = centuries[row - 1] + (step < -50 ? 100 : step > 50 ? -100 : 0);
    }
    return centuries;
  }

  /** Each row in the hundred years that end {@value #YEARS_AHEAD} years from today. */
  private static int[] windowed(int[] years, LocalDate today) {
    int last = today.getYear() + YEARS_AHEAD;
    return Arrays.stream(years).map(year -> Math.floorDiv(last - year, 100) * 100).toArray();
  }

  /** Moves all rows by the same number of centuries, so that the series lies where it may. */
  private static int[] placed(int[] centuries, int[] years, LocalDate today) {
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (int row = 0; row < years.length; row++) {
      first = Math.min(first, centuries[row] + years[row]);
      last = Math.max(last, centuries[row] + years[row]);
    }
    int room = Math.min(today.getYear() - first, today.getYear() + YEARS_AHEAD - last);
    int shift = Math.floorDiv(room, 100) * 100;
    return Arrays.stream(centuries).map(century -> century + shift).toArray();
  }

  /** How many steps go against the direction of most. */
  private static int disorder(int[] centuries, int[] years) {
    int up = 0;
    int down = 0;
    for (int row = 1; row < years.length; row++) {
      int step = centuries[row] + years[row] - centuries[row - 1] - years[row - 1];
      up += step > 0 ? 1 : 0;
      down += step < 0 ? 1 : 0;
    }
    return Math.min(up, down);
  }
}
