package dev.timestep.task.table.form;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a cell part by part. By hand, because it runs once or twice for every row. */
final class TimeScanner {

  private TimeScanner() {}

  /**
   * The fields of a cell.
   *
   * @param bounds gains where each part starts, and the end of the last one
   */
  static Optional<FieldReading> read(List<TimePart> parts, String cell, int[] bounds) {
    int[] values = new int[TimeField.values().length];
    Arrays.fill(values, Reading.ABSENT);
    Optional<ZoneOffset> offset = Optional.empty();
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      TimePart part = parts.get(i);
      bounds[i] = at;
      int length;
      if (part.field() == TimeField.TEXT) {
        length = textLength(part.text(), cell, at);
      } else if (part.field() == TimeField.OFFSET) {
        Optional<OffsetText.Found> found = OffsetText.find(cell, at);
        length = found.map(OffsetText.Found::length).orElse(Reading.ABSENT);
        offset = found.map(OffsetText.Found::offset);
      } else if (part.field() == TimeField.ZONE) {
        length = cell.startsWith("[", at) ? cell.indexOf(']', at) + 1 - at : Reading.ABSENT;
      } else if (part.field() == TimeField.ORDINAL) {
        length = Ordinals.length(cell, at);
      } else if (part.isNumber()) {
        length = numberLength(part, cell, at);
        values[part.field().ordinal()] = length > 0 ? number(part, cell, at, length) : 0;
      } else {
        int letters = TimeWords.length(part.field(), cell, at);
        length = letters > 0 ? letters : Reading.ABSENT;
        values[part.field().ordinal()] =
            letters > 0 ? TimeWords.value(part.field(), cell.substring(at, at + letters)) : 0;
      }
      if (length < 0) {
        return Optional.empty();
      }
      at += length;
    }
    bounds[parts.size()] = at;
    return at == cell.length() ? Optional.of(new FieldReading(values, offset)) : Optional.empty();
  }

  /** The length of the text at a position, where any run of blanks equals one; -1 when absent. */
  private static int textLength(String text, String cell, int start) {
    int at = start;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (at >= cell.length()) {
        return Reading.ABSENT;
      }
      if (c == ' ') {
        int before = at;
        while (at < cell.length() && TimeTokens.isBlank(cell.charAt(at))) {
          at++;
        }
        if (at == before) {
          return Reading.ABSENT;
        }
      } else if (Character.toLowerCase(cell.charAt(at)) == Character.toLowerCase(c)) {
        at++;
      } else {
        return Reading.ABSENT;
      }
    }
    return at - start;
  }

  private static int numberLength(TimePart part, String cell, int at) {
    int end = at;
    int most = Math.min(cell.length(), at + part.mostDigits());
    while (end < most && cell.charAt(end) >= '0' && cell.charAt(end) <= '9') {
      end++;
    }
    int length = end - at;
    return length == 0 || (part.packed() && length != part.width()) ? Reading.ABSENT : length;
  }

  private static int number(TimePart part, String cell, int at, int length) {
    int value = 0;
    int digits = part.field() == TimeField.FRACTION ? 9 : length;
    for (int i = 0; i < digits; i++) {
      value = 10 * value + (i < length ? cell.charAt(at + i) - '0' : 0);
    }
    return value;
  }
}
