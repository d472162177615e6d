package dev.timestep.task.table.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns patterns such as {@code dd/MM/yy HH:mm} into forms. */
final class TimePatterns {

  private TimePatterns() {}

  /**
   * The form of a pattern.
   *
   * @return empty when the pattern has letters that forms do not have, or optional sections
   */
  static Optional<WrittenForm> form(String pattern) {
    List<TimePart> parts = new ArrayList<>();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      int end = at + 1;
      if (c == '\'') {
        end = pattern.indexOf('\'', at + 1) + 1;
        String text = end == at + 2 ? "'" : pattern.substring(at + 1, end - 1);
        parts.add(TimePart.text(text));
      } else if (Character.isLetter(c) && c < 0x80) {
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        Optional<TimePart> part = part(c, end - at);
        if (part.isEmpty()) {
          return Optional.empty();
        }
        parts.add(part.get());
      } else if ("[]{}#".indexOf(c) >= 0) {
        return Optional.empty();
      } else {
        parts.add(TimePart.text(pattern.substring(at, end)));
      }
      at = end;
    }
    return Optional.of(WrittenForm.of(packedWhereAdjacent(parts)));
  }

  private static Optional<TimePart> part(char letter, int count) {
    TimeField field =
        switch (letter) {
          case 'y', 'u' -> count == 2 ? TimeField.SHORT_YEAR : TimeField.YEAR;
          case 'M', 'L' -> TimeField.MONTH;
          case 'd' -> TimeField.DAY;
          case 'D' -> TimeField.DAY_OF_YEAR;
          case 'E' -> TimeField.WEEKDAY;
          case 'Q', 'q' -> TimeField.QUARTER;
          case 'H', 'h' -> TimeField.HOUR;
          case 'm' -> TimeField.MINUTE;
          case 's' -> TimeField.SECOND;
          case 'S' -> TimeField.FRACTION;
          case 'a' -> TimeField.AM_PM;
          case 'X', 'x', 'Z' -> TimeField.OFFSET;
          default -> TimeField.TEXT;
        };
    return switch (field) {
      case TEXT -> Optional.empty();
      case YEAR -> count > 4 ? Optional.empty() : number(field, 4);
      case MONTH ->
          count > 2
              ? Optional.of(TimePart.word(field, count == 3 ? "Jan" : "January"))
              : number(field, count);
      case WEEKDAY -> Optional.of(TimePart.word(field, count < 4 ? "Mon" : "Monday"));
      case QUARTER -> count == 1 ? number(field, 1) : Optional.empty();
      case AM_PM -> Optional.of(TimePart.word(field, "AM"));
      case OFFSET -> Optional.of(TimePart.other(field, letter == 'X' ? "Z" : "+0000"));
      default -> number(field, count);
    };
  }

  private static Optional<TimePart> number(TimeField field, int width) {
    return Optional.of(TimePart.number(field, "0".repeat(width)));
  }

  /** Numbers that follow each other without a separator have exactly their digits. */
  private static List<TimePart> packedWhereAdjacent(List<TimePart> parts) {
    List<TimePart> packed = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      TimePart part = parts.get(i);
      boolean adjacent =
          (i > 0 && parts.get(i - 1).isNumber())
              || (i + 1 < parts.size() && parts.get(i + 1).isNumber());
      packed.add(part.isNumber() && adjacent ? TimePart.packed(part.field(), part.text()) : part);
    }
    return packed;
  }
}
