package dev.timestep.task.table.read;

import dev.timestep.judge.CountText;

/**
 * Which missing values are few single ones: at most {@value #SHARE_PERCENT} % of the rows of a
 * series, or one, and no more in a row than a season has, or {@value #SHORT}.
 */
public final class GapRule {

  static final int SHARE_PERCENT = 5;
  static final int SHORT = 3;

  private GapRule() {}

  /**
   * The missing values of a column.
   *
   * @param missing how many there are
   * @param first the row of the first one; -1 for none
   * @param start the first row of the longest run
   * @param longest its length
   */
  public record Gaps(int missing, int first, int start, int longest) {

    /** What is said of them. */
    public String note(String column) {
      return missing == 1
          ? "1 value of " + column + " is missing and masked."
          : CountText.grouped(missing) + " values of " + column + " are missing and masked.";
    }
  }

  /** Those of a column, NaN where a value is missing. */
  public static Gaps of(double[] values) {
    int missing = 0;
    int first = -1;
    int start = 0;
    int longest = 0;
    int run = 0;
    for (int row = 0; row < values.length; row++) {
      if (Double.isNaN(values[row])) {
        first = first < 0 ? row : first;
        missing++;
        run++;
        if (run > longest) {
          longest = run;
          start = row - run + 1;
        }
      } else {
        run = 0;
      }
    }
    return new Gaps(missing, first, start, longest);
  }

  /** Whether they are few single ones. */
  public static boolean areFew(Gaps gaps, int rows, int season) {
    return gaps.missing() <= most(rows) && gaps.longest() <= Math.max(SHORT, season);
  }

  private static int most(int rows) {
    return Math.max(1, SHARE_PERCENT * rows / 100);
  }

  /** The rule in a sentence, for these rows. */
  public static String allowed(int rows, int season) {
    return "Without being filled, at most "
        + CountText.grouped(most(rows))
        + (most(rows) == 1 ? " value of " : " values of ")
        + CountText.grouped(rows)
        + " may be missing"
        + (most(rows) > Math.max(SHORT, season)
            ? ", and no more than " + Math.max(SHORT, season) + " in a row."
            : ".");
  }
}
