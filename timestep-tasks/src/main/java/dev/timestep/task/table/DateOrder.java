package dev.timestep.task.table;

import static dev.timestep.task.message.Setting.setting;

import java.util.Locale;

/** The order of day, month and year in dates such as 03/04/2021 and 03-04-05. */
public enum DateOrder {
  /** Read from all rows: a number above 12 gives the order away, or that only one keeps order. */
  AUTO("auto"),
  /** 31/12/2021, 31-12-21. */
  DAY_FIRST("dmy"),
  /** 12/31/2021, 12-31-21. */
  MONTH_FIRST("mdy"),
  /** 21-12-31; it matters for years of two digits only. */
  YEAR_FIRST("ymd");

  private final String code;

  DateOrder(String code) {
    this.code = code;
  }

  /** The value of {@code --date-order} that stands for it. */
  public String code() {
    return code;
  }

  /**
   * Reads the value of {@code --date-order}: {@code dmy}, {@code mdy}, {@code ymd} or {@code auto}.
   *
   * @throws TableException for anything else
   */
  public static DateOrder parse(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    for (DateOrder order : values()) {
      if (order.code.equals(wanted)) {
        return order;
      }
    }
    throw new TableException(
        setting("date-order") + " expects dmy, mdy, ymd or auto; received \"" + text + "\".");
  }
}
