package dev.timestep.task.table;

import java.util.Locale;

/** The order of day and month in dates such as 03/04/2021. */
public enum DateOrder {
  /** Read from all rows: a number above 12 gives the order away. */
  AUTO,
  /** 31/12/2021. */
  DAY_FIRST,
  /** 12/31/2021. */
  MONTH_FIRST;

  /**
   * Reads the value of {@code --date-order}: {@code dmy}, {@code mdy} or {@code auto}.
   *
   * @throws TableException for anything else
   */
  public static DateOrder parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "dmy" -> DAY_FIRST;
      case "mdy" -> MONTH_FIRST;
      case "auto" -> AUTO;
      default ->
          throw new TableException(
              "--date-order expects dmy, mdy or auto; received \"" + text + "\".");
    };
  }
}
