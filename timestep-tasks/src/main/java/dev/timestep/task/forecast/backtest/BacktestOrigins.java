package dev.timestep.task.forecast.backtest;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.BlockResampling;
import dev.timestep.judge.CountText;
import dev.timestep.task.message.TaskException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rows that a backtest forecasts from, evenly spaced; the last window ends with the last row.
 *
 * <p>Where nothing is asked for, the windows lie in the last fifth of the rows, twenty of them; on
 * a series that is too short for a verdict on these, in the last half, then in the last two thirds,
 * and as near to each other as a verdict needs. Two seasons, and {@value #LEAST_ROWS} rows, stay
 * before the first origin where the series has them.
 *
 * @param first the first origin
 * @param step rows from one origin to the next
 * @param count how many
 * @param horizon rows of each window
 */
public record BacktestOrigins(int first, int step, int count, int horizon) {
  /** Windows where the series is long enough. */
  static final int USUAL = 20;

  /** A model needs some rows before it can be fitted. */
  static final int LEAST_ROWS = 10;

  /** No model can do with less. */
  private static final int FEWEST_ROWS = 3;

  private static final double[] STARTS = {4.0 / 5, 1.0 / 2, 1.0 / 3};

  /**
   * Chooses them.
   *
   * @param rows rows of the table
   * @param season rows per season
   * @param horizon rows of each window
   * @param count how many are asked for
   * @param step how far apart they are asked to be
   * @throws IllegalArgumentException when the table is too short for what is asked
   */
  static BacktestOrigins choose(
      int rows, int season, int horizon, OptionalInt count, OptionalInt step) {
    int last = rows - horizon;
    if (last < FEWEST_ROWS) {
      throw new TaskException(
          "A backtest of horizon %d needs %d rows or more; the table has %d. Give a longer series,"
                  .formatted(horizon, (long) horizon + FEWEST_ROWS, rows)
              + " or a smaller "
              + setting("horizon")
              + ".");
    }
    int least = Math.min(last, Math.max(2 * season, LEAST_ROWS));
    if (count.isPresent() && step.isPresent()) {
      return asked(rows, horizon, step.getAsInt(), count.getAsInt());
    }
    if (count.isPresent()) {
      int start = Math.clamp((long) (STARTS[0] * rows), least, last);
      int wanted = count.getAsInt();
      int apart = wanted == 1 ? horizon : Math.max(1, (last - start) / (wanted - 1));
      return asked(rows, horizon, apart, wanted);
    }
    if (step.isPresent()) {
      int start = Math.clamp((long) (STARTS[0] * rows), least, last);
      return new BacktestOrigins(last, step.getAsInt(), 1, horizon).backTo(start);
    }
    return usual(rows, least, last, horizon);
  }

  private static BacktestOrigins asked(int rows, int horizon, int step, int count) {
    long first = rows - horizon - (count - 1L) * step;
    if (first < FEWEST_ROWS) {
      throw new TaskException(
          "%s of horizon %d, %s apart, need %d rows or more; the table has %d. Give fewer with "
                  .formatted(
                      CountText.of(count, "origin"),
                      horizon,
                      CountText.of(step, "row"),
                      rows + FEWEST_ROWS - first,
                      rows)
              + setting("origins")
              + ", or a smaller "
              + setting("step")
              + " or "
              + setting("horizon")
              + ".");
    }
    return new BacktestOrigins((int) first, step, count, horizon);
  }

  private static BacktestOrigins usual(int rows, int least, int last, int horizon) {
    BacktestOrigins end = new BacktestOrigins(last, 1, 1, horizon);
    for (double share : STARTS) {
      int start = Math.clamp((long) (share * rows), least, last);
      int apart = Math.max(1, (last - start) / (USUAL - 1));
      for (int step = apart; step >= 1; step--) {
        BacktestOrigins some = end.apart(step).backTo(start);
        if (some.count >= some.leastForVerdict()) {
          return some;
        }
      }
    }
    int step = Math.max(1, (last - least + USUAL - 2) / (USUAL - 1));
    return end.apart(step).backTo(least);
  }

  private BacktestOrigins apart(int rows) {
    return new BacktestOrigins(first, rows, count, horizon);
  }

  /** As many as there are from a row on, up to the last one. */
  private BacktestOrigins backTo(int start) {
    int more = (last() - start) / step;
    return new BacktestOrigins(last() - more * step, step, more + 1, horizon);
  }

  /** The last origin. */
  public int last() {
    return first + (count - 1) * step;
  }

  /** All of them, ascending. */
  public int[] rows() {
    int[] rows = new int[count];
    for (int at = 0; at < count; at++) {
      rows[at] = first + at * step;
    }
    return rows;
  }

  /** Windows that share a row with the one before them, and that one: 1 where none do. */
  int overlap() {
    return Math.ceilDiv(horizon, step);
  }

  /** How many windows a verdict needs. */
  int leastForVerdict() {
    return BlockResampling.leastWindows(overlap());
  }

  /**
   * What can be done where there are too few windows: a sentence that helps when it is followed. It
   * keeps the rows that {@link #choose} keeps before the first origin, where any origins do that;
   * others leave out models that need them, which is said.
   */
  String advice(int season) {
    return advised(Math.max(2 * season, LEAST_ROWS))
        .map(some -> some + ".")
        .or(
            () ->
                advised(FEWEST_ROWS)
                    .map(
                        some ->
                            some
                                + "; models that need more rows than lie before the first of these"
                                + " origins are then left out. A longer series keeps them."))
        .orElse("For a verdict give a longer series, or a smaller " + setting("horizon") + ".");
  }

  private Optional<String> advised(int before) {
    for (int apart = Math.min(step, last()); apart >= 1; apart--) {
      int most = (last() - before) / apart + 1;
      int needed = BlockResampling.leastWindows(Math.ceilDiv(horizon, apart));
      if (last() >= before && most >= needed) {
        return Optional.of(
            "For a verdict give "
                + setting("origins")
                + " "
                + needed
                + " and "
                + setting("step")
                + " "
                + apart);
      }
    }
    return Optional.empty();
  }
}
