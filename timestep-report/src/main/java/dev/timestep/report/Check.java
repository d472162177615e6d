package dev.timestep.report;

import java.util.List;
import java.util.Locale;

/** Argument checks of the report's records. */
final class Check {
  private Check() {}

  /** Throws with the formatted message unless the condition holds. */
  static void that(boolean condition, String message, Object... values) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
    }
  }

  /** A text that must say something. */
  static String text(String owner, String field, String value) {
    that(
        value != null && !value.isBlank(),
        "%s expects a text for '%s'; received %s. Pass what the page should show there.",
        owner,
        field,
        value == null ? "null" : "a blank text");
    return value;
  }

  /** A list that must hold something, copied. */
  static <T> List<T> notEmpty(String owner, String field, List<T> values) {
    that(
        values != null && !values.isEmpty(),
        "%s expects at least one entry in '%s'; received %s.",
        owner,
        field,
        values == null ? "null" : "an empty list");
    return List.copyOf(values);
  }
}
