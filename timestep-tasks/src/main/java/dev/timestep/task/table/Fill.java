package dev.timestep.task.table;

import static dev.timestep.task.message.Setting.setting;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How missing cells and missing rows are filled. Nothing is filled unless the user asks. */
public enum Fill {
  /** Refuse a table with a missing cell or a missing time step. */
  NONE,
  /**
   * Mask few single gaps, at most 5 % of the rows and no more in a row than a season has, and
   * refuse more. A masked value is read as the one a season before it, or just before it, and
   * counts in no loss and no score. The default of forecasts.
   */
  MASK,
  /** A straight line between the values before and after the hole. Looks ahead in time. */
  LINEAR,
  /** The last value before the hole. Never looks ahead, except before a column's first value. */
  PREVIOUS,
  /** Zero: right for counts and sums, where no row means that nothing happened. */
  ZERO,
  /** The value one season earlier (later, where there is none earlier). */
  SEASONAL;

  /** The value of {@code --fill}: the lower-case name. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the value of {@code --fill}.
   *
   * @throws TableException when the name is none of the constants
   */
  public static Fill parse(String text) {
    for (Fill fill : values()) {
      if (fill.option().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return fill;
      }
    }
    throw new TableException(
        setting("fill")
            + " expects "
            + Arrays.stream(values()).map(Fill::option).collect(Collectors.joining(", "))
            + "; received \""
            + text
            + "\".");
  }
}
