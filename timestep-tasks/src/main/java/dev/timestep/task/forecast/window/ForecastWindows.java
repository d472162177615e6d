package dev.timestep.task.forecast.window;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.data.Windows;
import dev.timestep.judge.Part;
import dev.timestep.task.message.TaskException;

/**
 * All forecast windows of a split: those of {@link Windows} for each part, one row apart. A window
 * of a part has its {@code horizon} target rows inside that part, so no target is ever shared
 * between parts; its {@code lookback} rows may reach back into an earlier part.
 *
 * <p>What is here beyond {@link Windows} are the parts, and refusals that name settings.
 *
 * @param split borders of the parts
 * @param lookback rows that a forecast may see, at least 1
 * @param horizon rows that a forecast covers, at least 1
 */
public record ForecastWindows(Split split, int lookback, int horizon) {

  /**
   * Checks that each part holds at least one window.
   *
   * @throws IllegalArgumentException if lookback or horizon is below 1, or if a part is too short;
   *     the message says how many rows are needed and which option to change
   */
  public ForecastWindows {
    if (lookback < 1 || horizon < 1) {
      throw new TaskException(
          "ForecastWindows expects lookback and horizon of at least 1; received %d and %d. "
                  .formatted(lookback, horizon)
              + "Change "
              + setting("lookback")
              + " or "
              + setting("horizon")
              + ".");
    }
    if (split.rows() < lookback + (long) horizon) {
      throw new TaskException(
          "The series has %d rows, but one window needs lookback + horizon = %d + %d = %d rows. "
                  .formatted(split.rows(), lookback, horizon, (long) lookback + horizon)
              + "Give a longer series, or a smaller "
              + setting("lookback")
              + " or "
              + setting("horizon")
              + ".");
    }
    for (Part part : Part.values()) {
      requireOneWindow(split, part, lookback, horizon);
    }
  }

  private static void requireOneWindow(Split split, Part part, int lookback, int horizon) {
    int begin = split.begin(part);
    int rows = split.end(part) - begin;
    // Only a part that starts before row `lookback` has to supply lookback rows of its own.
    int ownLookback = Math.max(0, lookback - begin);
    long needed = (long) ownLookback + horizon;
    if (rows >= needed) {
      return;
    }
    String why =
        ownLookback == 0
            ? "horizon = " + horizon
            : "lookback + horizon = " + ownLookback + " + " + horizon + " = " + needed;
    throw new TaskException(
        "The %s part has %d rows and holds no window: it needs at least %d rows (%s). "
                .formatted(part.label(), rows, needed, why)
            + "The split is %d/%d/%d of %d rows. "
                .formatted(split.train(), split.validation(), split.test(), split.rows())
            + "Give the part more rows with "
            + setting("split")
            + ", or choose a smaller "
            + (ownLookback == 0
                ? setting("horizon") + "."
                : setting("lookback") + " or " + setting("horizon") + "."));
  }

  /** The windows of a part. */
  public Windows of(Part part) {
    return Windows.over(split.begin(part), split.end(part), lookback, horizon);
  }

  /** The first origin of a part. */
  public int firstOrigin(Part part) {
    return of(part).origin(0);
  }

  /** The last origin of a part, itself a window. */
  public int lastOrigin(Part part) {
    return of(part).origin(count(part) - 1);
  }

  /** How many windows a part has, at least 1. */
  public int count(Part part) {
    return of(part).count();
  }

  /** The origins of a part, ascending and one row apart. */
  public int[] origins(Part part) {
    return of(part).origins();
  }
}
