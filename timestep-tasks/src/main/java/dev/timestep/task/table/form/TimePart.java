package dev.timestep.task.table.form;

import java.util.Optional;

/**
 * One part of a written time: fixed text, a number or a word.
 *
 * @param text as it stands in the cell that the form was found in; what is written again for {@link
 *     TimeField#TEXT} and {@link TimeField#ZONE}
 * @param width digits that are written at least, with zeros in front; 0 where that is not known yet
 * @param packed whether exactly {@code width} digits are read, as in 20210331
 * @param words how the value is written where it is a word
 */
record TimePart(
    TimeField field, String text, int width, boolean packed, Optional<TimeWords.Style> words) {

  static TimePart text(String text) {
    return new TimePart(TimeField.TEXT, text, 0, false, Optional.empty());
  }

  /** A number with separators around it. */
  static TimePart number(TimeField field, String digits) {
    int width =
        switch (field) {
          case YEAR, SHORT_YEAR, FRACTION -> digits.length();
          default -> digits.startsWith("0") ? digits.length() : 0;
        };
    boolean packed = field == TimeField.YEAR || field == TimeField.SHORT_YEAR;
    return new TimePart(field, digits, width, packed, Optional.empty());
  }

  /** A number of so many digits without separators around it. */
  static TimePart packed(TimeField field, String digits) {
    return new TimePart(field, digits, digits.length(), true, Optional.empty());
  }

  static TimePart word(TimeField field, String word) {
    return new TimePart(field, word, 0, false, TimeWords.styleOf(field, java.util.Set.of(word)));
  }

  static TimePart other(TimeField field, String text) {
    return new TimePart(field, text, 0, false, Optional.empty());
  }

  TimePart withWidth(int digits) {
    return new TimePart(field, text, digits, packed, words);
  }

  TimePart withWords(TimeWords.Style style) {
    return new TimePart(field, text, width, packed, Optional.of(style));
  }

  TimePart withText(String other) {
    return new TimePart(field, other, width, packed, words);
  }

  boolean isNumber() {
    return words.isEmpty()
        && field != TimeField.TEXT
        && field != TimeField.ORDINAL
        && field != TimeField.OFFSET
        && field != TimeField.ZONE;
  }

  /** The most digits that the field may have. */
  int mostDigits() {
    if (packed) {
      return width;
    }
    return switch (field) {
      case FRACTION -> 9;
      case DAY_OF_YEAR -> 3;
      case QUARTER, HALF_YEAR, WEEK_DAY -> 1;
      default -> 2;
    };
  }
}
