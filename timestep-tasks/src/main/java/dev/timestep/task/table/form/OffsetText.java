package dev.timestep.task.table.form;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an offset from UTC is written: {@code Z}, {@code +01:00}, {@code +0100}, {@code +01}, {@code
 * UTC}, {@code GMT+2}.
 *
 * @param prefix "UTC", "GMT" or empty
 * @param zero how UTC itself is written: "Z", "UTC", "GMT", or empty for digits
 * @param hourDigits 1 or 2
 * @param minutes whether minutes are always written
 * @param colon whether a colon stands before the minutes
 */
record OffsetText(String prefix, String zero, int hourDigits, boolean minutes, boolean colon) {

  private static final Pattern FORM =
      Pattern.compile("(?i)Z|(UTC|GMT)?(?:([+\u2212-])(\\d{1,2})(?:(:?)(\\d{2}))?)?");

  /** An offset found in a cell. */
  record Found(ZoneOffset offset, int length) {}

  /**
   * The offset at a position.
   *
   * @throws java.time.DateTimeException when it is beyond 18 hours
   */
  static Optional<Found> find(String text, int at) {
    Matcher matcher = FORM.matcher(text).region(at, text.length());
    if (!matcher.lookingAt() || matcher.end() == at) {
      return Optional.empty();
    }
    boolean more =
        matcher.end() < text.length() && Character.isLetterOrDigit(text.charAt(matcher.end()));
    if (more) {
      return Optional.empty();
    }
    if (matcher.group(3) == null) {
      return Optional.of(new Found(ZoneOffset.UTC, matcher.end() - at));
    }
    int sign = matcher.group(2).equals("+") ? 1 : -1;
    int hours = Integer.parseInt(matcher.group(3));
    int minutes = matcher.group(5) == null ? 0 : Integer.parseInt(matcher.group(5));
    ZoneOffset offset = ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    return Optional.of(new Found(offset, matcher.end() - at));
  }

  /**
   * The way in which offsets are written.
   *
   * @param example that {@link #find} found; where rows write UTC with letters and others with
   *     digits, both with a bar between: "Z|+01:00"
   */
  static OffsetText of(String example) {
    int bar = example.indexOf('|');
    String digits = example.substring(bar + 1);
    Matcher matcher = FORM.matcher(digits);
    if (!matcher.matches() || matcher.group(3) == null) {
      return new OffsetText(digits.equalsIgnoreCase("Z") ? "" : digits, digits, 2, true, true);
    }
    return new OffsetText(
        matcher.group(1) == null ? "" : matcher.group(1),
        example.substring(0, Math.max(0, bar)),
        matcher.group(3).length(),
        matcher.group(5) != null,
        matcher.group(5) == null || matcher.group(4).equals(":"));
  }

  String print(ZoneOffset offset) {
    int total = offset.getTotalSeconds();
    if (total == 0 && !zero.isEmpty()) {
      return zero;
    }
    int hours = Math.abs(total) / 3600;
    int rest = Math.abs(total) / 60 % 60;
    String digits = hourDigits == 2 && hours < 10 ? "0" + hours : String.valueOf(hours);
    String tail = minutes || rest > 0 ? (colon ? ":" : "") + (rest < 10 ? "0" : "") + rest : "";
    return prefix + (total < 0 ? "-" : "+") + digits + tail;
  }
}
