package dev.timestep.task.table.form;

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
public final class Century {

  /** For asking whether a date may exist at all: 2000 is a leap year. */
  public static final int USUAL = 2000;

  /** Rows that are still to be forecast lie in the future. */
  static final int YEARS_AHEAD = 10;

  private Century() {}

  /**
   * What to add to the two digits of each row: the best answer, and the one before it for dates
   * that fall on another weekday or do not exist.
   */
  public static List<int[]> ofRows(Reading[] readings, LocalDate today) {
    if (readings.length == 0 || readings[0].shortYear() == Reading.ABSENT) {
      return List.of(new int[readings.length]);
    }
    int[] years = new int[readings.length];
    Arrays.setAll(years, row -> readings[row].shortYear());
    int[] unwrapped = placed(unwrapped(years), years, today);
    int[] windowed = placed(windowed(years, today), years, today);
    int[] best = isBetter(unwrapped, windowed, years) ? unwrapped : windowed;
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

  /**
   * Whether the order of rows explains more than placing each row. A series of more than a century
   * has no leaps; what leaps is several series, one after another.
   */
  private static boolean isBetter(int[] unwrapped, int[] windowed, int[] years) {
    Steps all = Steps.of(unwrapped, years);
    Steps each = Steps.of(windowed, years);
    boolean trusted = all.span() <= 100 || all.longest() <= 2;
    return trusted
        && (all.disorder() < each.disorder()
            || (all.disorder() == each.disorder() && all.span() < each.span()));
  }

  /**
   * How years follow each other.
   *
   * @param disorder steps that go against the direction of most
   * @param longest step in years
   * @param span from the first year to the last
   */
  private record Steps(int disorder, int longest, int span) {

    static Steps of(int[] centuries, int[] years) {
      int up = 0;
      int down = 0;
      int longest = 0;
      int first = Integer.MAX_VALUE;
      int last = Integer.MIN_VALUE;
      for (int row = 0; row < years.length; row++) {
        int year = centuries[row] + years[row];
        int step = row == 0 ? 0 : year - centuries[row - 1] - years[row - 1];
        up += step > 0 ? 1 : 0;
        down += step < 0 ? 1 : 0;
        longest = Math.max(longest, Math.abs(step));
        first = Math.min(first, year);
        last = Math.max(last, year);
      }
      return new Steps(Math.min(up, down), longest, last - first);
    }
  }
}
