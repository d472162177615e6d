package dev.timestep.task.forecast.rolling;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.BlockResampling;
import java.util.stream.IntStream;

/**
 * The rows that a short series is judged from, one row apart; the last window ends with the last
 * row.
 *
 * <p>The first half of the rows comes before the first origin, or three seasons where they are more
 * and leave some windows. It is less than half, but a third and three seasons at least, where only
 * that gives as many windows as a verdict needs. A window is no longer than a third of the rows,
 * even where more is to be forecast.
 *
 * @param first the first origin
 * @param count how many
 * @param horizon rows of each window
 */
record RollingOrigins(int first, int count, int horizon) {
  /** Fewer rows hold no origin. */
  static final int FEWEST_ROWS = 2;

  private static final int SHARE_OF_ROWS = 3;
  private static final int SEASONS = 3;

  /** Models are fitted so often at most; in between their states are carried on. */
  private static final int MOST_FITS = 8;

  /**
   * Chooses them.
   *
   * @param rows of the table, {@value #FEWEST_ROWS} or more
   * @param season rows per season
   * @param horizon rows to be forecast
   */
  static RollingOrigins of(int rows, int season, int horizon) {
    int judged = Math.clamp(rows / SHARE_OF_ROWS, 1, horizon);
    int last = rows - judged;
    int first = Math.clamp(rows / 2, 1, last);
    long seasons = (long) SEASONS * season;
    int verdict = last - BlockResampling.leastWindows(judged) + 1;
    if (verdict < first && verdict >= Math.max(seasons, rows / SHARE_OF_ROWS)) {
      first = verdict;
    } else if (seasons > first && seasons <= last - judged / 2) {
      first = (int) seasons;
    }
    return new RollingOrigins(first, last - first + 1, judged);
  }

  /** All of them, ascending. */
  int[] rows() {
    return IntStream.range(first, first + count).toArray();
  }

  /** Origins from one fit to the next. */
  int fitEvery() {
    return Math.ceilDiv(count, MOST_FITS);
  }

  /** How many a verdict needs. */
  int leastForVerdict() {
    return BlockResampling.leastWindows(horizon);
  }

  /** What can be done where there are too few: a sentence that helps when it is followed. */
  String advice(int rows, int season) {
    for (int less = horizon - 1; less > 0; less--) {
      RollingOrigins some = of(rows, season, less);
      if (some.horizon == less && some.count >= some.leastForVerdict()) {
        return "For a verdict give a longer series, or a "
            + setting("horizon")
            + " of "
            + less
            + " or less.";
      }
    }
    return "For a verdict give a longer series.";
  }
}
