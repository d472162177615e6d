package dev.timestep.task.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one cell as a time. {@link #kind} looks at the form only; {@link #parse} also asks whether
 * the date exists, so that 2021-02-30 is told from text.
 */
final class TimeText {

  /** The forms in which a time is written. */
  enum Kind {
    /** 2021-03-31, 2021/3/31, 2021年3月31日, with or without a time of day and an offset. */
    YEAR_FIRST,
    /** 31.03.2021, 3/31/2021: the order of day and month is a property of the whole column. */
    YEAR_LAST,
    /** 20210331, 2021033109, 20210331T0930, 20210331093000. */
    COMPACT,
    /** 2021-03, 2021/3, 2021M03. */
    YEAR_MONTH,
    /** Mar 31 2021, 31-Mar-2021, March 2021. */
    MONTH_NAME,
    /** 2021-Q1, Q1 2021. */
    QUARTER,
    /** 2021-W05. */
    WEEK,
    /** 2021. */
    YEAR,
    /** Ten digits: seconds since 1970. */
    EPOCH_SECONDS,
    /** Thirteen digits: milliseconds since 1970. */
    EPOCH_MILLIS,
    /** Sixteen digits: microseconds since 1970. */
    EPOCH_MICROS,
    /** Nineteen digits: nanoseconds since 1970. */
    EPOCH_NANOS,
    /** 202103, only when the column is named as a time. */
    COMPACT_MONTH,
    /** Another whole number: a count of seconds or of rows. */
    COUNT,
    /** Not a time. */
    NONE
  }

  private static final String CLOCK =
      "(?:(?:\\s+|\\s*[T,]\\s*)(\\d{1,2})(?::(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?)?"
          + "(?:\\s*([AaPp])\\.?[Mm]\\.?)?)?";
  private static final String OFFSET =
      "\\s*(?:(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)(?:\\[[^\\]]+\\])?)?";
  private static final Pattern YMD =
      Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})" + CLOCK + OFFSET);
  private static final Pattern DMY =
      Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})" + CLOCK + OFFSET);
  private static final Pattern PACKED =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:[T ]?(\\d{2})(?:(\\d{2})(\\d{2})?)?)?" + OFFSET);
  private static final Pattern MONTH = Pattern.compile("(\\d{4})\\s*[-/Mm]\\s*(\\d{1,2})");
  private static final Pattern PACKED_MONTH = Pattern.compile("(\\d{4})(\\d{2})");
  private static final Pattern NAME_DAY_YEAR =
      Pattern.compile(
          "([A-Za-z]{3,9})\\.?[\\s-]+(\\d{1,2})(?:\\s*,\\s*|[\\s-]+)(\\d{4})" + CLOCK + OFFSET);
  private static final Pattern DAY_NAME_YEAR =
      Pattern.compile(
          "(\\d{1,2})[\\s-]*([A-Za-z]{3,9})\\.?,?[\\s-]*(\\d{4}|\\d{2})" + CLOCK + OFFSET);
  private static final Pattern NAME_YEAR = Pattern.compile("([A-Za-z]{3,9})\\.?,?[\\s-]+(\\d{4})");
  private static final Pattern YEAR_NAME =
      Pattern.compile("(\\d{4})[\\s-]+([A-Za-z]{3,9})(?:[\\s-]+(\\d{1,2}))?");
  private static final Pattern YEAR_QUARTER =
      Pattern.compile("(\\d{4})\\s*[-:/]?\\s*[Qq]([1-4])|[Qq]([1-4])\\s*[-/]?\\s*(\\d{4})");
  private static final Pattern YEAR_WEEK = Pattern.compile("(\\d{4})-?W(\\d{1,2})(?:-(\\d))?");
  private static final Pattern WEEKDAY =
      Pattern.compile("(?i)(mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+");
  private static final Pattern INTEGER = Pattern.compile("\\d{1,19}");
  private static final Pattern DECIMAL_EPOCH = Pattern.compile("(\\d{9,10})\\.(\\d{1,9})");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private TimeText() {}

  /** Whether the cell is written as a date, plain whole numbers apart. */
  static boolean looksLikeTime(String cell) {
    Kind kind = kind(cell);
    return kind.compareTo(Kind.YEAR) < 0;
  }

  /** The form of the cell, whether or not the date exists. */
  static Kind kind(String cell) {
    String text = bare(cell);
    if (text.isEmpty()) {
      return Kind.NONE;
    }
    if (INTEGER.matcher(text).matches()) {
      return integerKind(text);
    }
    if (YMD.matcher(text).matches()) {
      return Kind.YEAR_FIRST;
    }
    if (DMY.matcher(text).matches()) {
      return Kind.YEAR_LAST;
    }
    if (MONTH.matcher(text).matches()) {
      return Kind.YEAR_MONTH;
    }
    if (PACKED.matcher(text).matches()) {
      return Kind.COMPACT;
    }
    if (YEAR_QUARTER.matcher(text).matches()) {
      return Kind.QUARTER;
    }
    if (YEAR_WEEK.matcher(text).matches()) {
      return Kind.WEEK;
    }
    if (DECIMAL_EPOCH.matcher(text).matches()) {
      return Kind.EPOCH_SECONDS;
    }
    return hasMonthName(text) ? Kind.MONTH_NAME : Kind.NONE;
  }

  private static Kind integerKind(String text) {
    int digits = text.length();
    if (digits == 8 || digits == 10 || digits == 12 || digits == 14) {
      int year = Integer.parseInt(text.substring(0, 4));
      int month = Integer.parseInt(text.substring(4, 6));
      int day = Integer.parseInt(text.substring(6, 8));
      // Ten digits may be seconds since 1970 as well; then these years would lie after 2030.
      boolean plausible = digits == 8 ? year >= 1500 && year < 2500 : year >= 1900 && year < 2100;
      if (plausible && month >= 1 && month <= 12 && day >= 1 && day <= 31) {
        return Kind.COMPACT;
      }
    }
    if (digits == 6) {
      int year = Integer.parseInt(text.substring(0, 4));
      int month = Integer.parseInt(text.substring(4));
      if (year >= 1500 && year < 2500 && month >= 1 && month <= 12) {
        return Kind.COMPACT_MONTH;
      }
    }
    if (digits == 4 && text.compareTo("1500") >= 0 && text.compareTo("2500") < 0) {
      return Kind.YEAR;
    }
    return switch (digits) {
      case 9, 10 -> Kind.EPOCH_SECONDS;
      case 12, 13 -> Kind.EPOCH_MILLIS;
      case 16 -> Kind.EPOCH_MICROS;
      case 19 -> Kind.EPOCH_NANOS;
      default -> Kind.COUNT;
    };
  }

  private static boolean hasMonthName(String text) {
    for (Pattern pattern : List.of(NAME_DAY_YEAR, NAME_YEAR)) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.matches() && month(matcher.group(1)) > 0) {
        return true;
      }
    }
    for (Pattern pattern : List.of(DAY_NAME_YEAR, YEAR_NAME)) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.matches() && month(matcher.group(2)) > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The time in the cell.
   *
   * @param kind of the column
   * @param dayFirst the order in {@link Kind#YEAR_LAST} dates
   * @return empty when the cell has another form
   * @throws DateTimeException when the form is right but no such time exists
   */
  static Optional<Stamp> parse(String cell, Kind kind, boolean dayFirst) {
    String text = bare(cell);
    return switch (kind) {
      case YEAR_FIRST -> match(YMD, text).map(m -> clocked(date(m, 1, 3, 4), m, 5));
      case YEAR_LAST ->
          match(DMY, text).map(m -> clocked(dayFirst ? date(m, 4, 3, 1) : date(m, 4, 1, 3), m, 5));
      case COMPACT -> match(PACKED, text).map(TimeText::packed);
      case YEAR_MONTH -> match(MONTH, text).map(m -> day(date(m, 1, 2, 0)));
      case COMPACT_MONTH -> match(PACKED_MONTH, text).map(m -> day(date(m, 1, 2, 0)));
      case MONTH_NAME -> named(text);
      case QUARTER -> match(YEAR_QUARTER, text).map(TimeText::quarter);
      case WEEK -> match(YEAR_WEEK, text).map(TimeText::week);
      case YEAR ->
          match(INTEGER, text)
              .filter(m -> text.length() == 4)
              .map(m -> day(LocalDate.of(Integer.parseInt(text), 1, 1)));
      case EPOCH_SECONDS, COUNT -> seconds(text);
      case EPOCH_MILLIS -> epoch(text, 1_000);
      case EPOCH_MICROS -> epoch(text, 1_000_000);
      case EPOCH_NANOS -> epoch(text, 1_000_000_000);
      case NONE -> Optional.empty();
    };
  }

  /** Day and month of a {@link Kind#YEAR_LAST} date in the order in which they are written. */
  static Optional<int[]> firstTwo(String cell) {
    return match(DMY, bare(cell))
        .map(m -> new int[] {Integer.parseInt(m.group(1)), Integer.parseInt(m.group(3))});
  }

  /** The text without blanks around it, double blanks and the name of a weekday. */
  private static String bare(String cell) {
    String text = cell.strip();
    if (text.indexOf('年') == 4) {
      text = text.replaceFirst("年", "-").replaceFirst("月$", "").replaceFirst("月", "-");
      text = text.replaceFirst("日", " ").strip();
    }
    // An interval "from - to" stands for its start.
    int dash = text.indexOf(" - ");
    if (dash >= 8 && text.length() > dash + 3 && Character.isDigit(text.charAt(dash + 3))) {
      text = text.substring(0, dash).strip();
    }
    Matcher weekday = WEEKDAY.matcher(text);
    return weekday.lookingAt() ? text.substring(weekday.end()) : text;
  }

  private static Optional<Matcher> match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }

  private static LocalDate date(Matcher m, int year, int month, int day) {
    return LocalDate.of(
        year(m.group(year)),
        Integer.parseInt(m.group(month)),
        day == 0 ? 1 : Integer.parseInt(m.group(day)));
  }

  /** Two digits mean 1970 to 2069. */
  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    return digits.length() > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
  }

  private static Stamp day(LocalDate date) {
    return Stamp.local(date.atStartOfDay());
  }

  /** Adds the clock groups (hour, minute, second, fraction, am or pm, offset) from {@code at}. */
  private static Stamp clocked(LocalDate date, Matcher m, int at) {
    LocalDateTime time = date.atStartOfDay();
    if (m.group(at) != null) {
      int hour = Integer.parseInt(m.group(at));
      int minute = m.group(at + 1) == null ? 0 : Integer.parseInt(m.group(at + 1));
      int second = m.group(at + 2) == null ? 0 : Integer.parseInt(m.group(at + 2));
      String fraction = m.group(at + 3) == null ? "" : m.group(at + 3);
      int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
      if (m.group(at + 4) != null) {
        if (hour < 1 || hour > 12) {
          throw new DateTimeException("an hour before am or pm goes from 1 to 12");
        }
        hour = hour % 12 + (m.group(at + 4).equalsIgnoreCase("p") ? 12 : 0);
      }
      // 24:00 is how some sources write the midnight that ends a day.
      boolean midnight = hour == 24 && minute == 0 && second == 0 && nanos == 0;
      time =
          midnight
              ? date.plusDays(1).atStartOfDay()
              : date.atTime(LocalTime.of(hour, minute, second, nanos));
    }
    return new Stamp(time, offset(m.group(at + 5)));
  }

  private static Optional<ZoneOffset> offset(String text) {
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        text.length() == 1 || Character.isLetter(text.charAt(0))
            ? ZoneOffset.UTC
            : ZoneOffset.of(text));
  }

  private static Stamp packed(Matcher m) {
    LocalDate date = date(m, 1, 2, 3);
    LocalTime time =
        m.group(4) == null
            ? LocalTime.MIDNIGHT
            : LocalTime.of(
                Integer.parseInt(m.group(4)),
                m.group(5) == null ? 0 : Integer.parseInt(m.group(5)),
                m.group(6) == null ? 0 : Integer.parseInt(m.group(6)));
    return new Stamp(date.atTime(time), offset(m.group(7)));
  }

  private static Optional<Stamp> named(String text) {
    Optional<Stamp> monthFirst =
        match(NAME_DAY_YEAR, text)
            .filter(m -> month(m.group(1)) > 0)
            .map(m -> clocked(namedDate(m.group(3), m.group(1), m.group(2)), m, 4));
    return monthFirst
        .or(
            () ->
                match(DAY_NAME_YEAR, text)
                    .filter(m -> month(m.group(2)) > 0)
                    .map(m -> clocked(namedDate(m.group(3), m.group(2), m.group(1)), m, 4)))
        .or(
            () ->
                match(NAME_YEAR, text)
                    .filter(m -> month(m.group(1)) > 0)
                    .map(m -> day(namedDate(m.group(2), m.group(1), "1"))))
        .or(
            () ->
                match(YEAR_NAME, text)
                    .filter(m -> month(m.group(2)) > 0)
                    .map(
                        m ->
                            day(
                                namedDate(
                                    m.group(1),
                                    m.group(2),
                                    m.group(3) == null ? "1" : m.group(3)))));
  }

  private static LocalDate namedDate(String year, String month, String day) {
    return LocalDate.of(year(year), month(month), Integer.parseInt(day));
  }

  /** 1 to 12, or 0 when the word is no English month. */
  private static int month(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    int index = MONTHS.indexOf(lower.substring(0, 3)) + 1;
    if (index == 0 || lower.length() == 3) {
      return index;
    }
    String full = java.time.Month.of(index).name().toLowerCase(Locale.ROOT);
    return full.startsWith(lower) || lower.equals("sept") ? index : 0;
  }

  private static Stamp quarter(Matcher m) {
    boolean yearFirst = m.group(1) != null;
    int year = Integer.parseInt(yearFirst ? m.group(1) : m.group(4));
    int quarter = Integer.parseInt(yearFirst ? m.group(2) : m.group(3));
    return day(YearMonth.of(year, 3 * quarter - 2).atDay(1));
  }

  private static Stamp week(Matcher m) {
    int year = Integer.parseInt(m.group(1));
    int week = Integer.parseInt(m.group(2));
    int day = m.group(3) == null ? 1 : Integer.parseInt(m.group(3));
    LocalDate inWeekOne = LocalDate.of(year, 1, 4);
    if (week > IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inWeekOne).getMaximum()) {
      throw new DateTimeException(year + " has no week " + week);
    }
    LocalDate monday = inWeekOne.minusDays(inWeekOne.getDayOfWeek().getValue() - 1L);
    return day(monday.plusWeeks(week - 1L).plusDays(day - 1L));
  }

  private static Optional<Stamp> seconds(String text) {
    Optional<Stamp> decimal =
        match(DECIMAL_EPOCH, text)
            .map(
                m ->
                    Stamp.utc(
                        Instant.ofEpochSecond(
                            Long.parseLong(m.group(1)),
                            Long.parseLong((m.group(2) + "000000000").substring(0, 9)))));
    return decimal.or(() -> epoch(text, 1));
  }

  /** A count of parts of a second since 1970. */
  private static Optional<Stamp> epoch(String text, long partsOfSecond) {
    if (!INTEGER.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      long count = Long.parseLong(text);
      long nanos = Math.floorMod(count, partsOfSecond) * (1_000_000_000 / partsOfSecond);
      return Optional.of(
          Stamp.utc(Instant.ofEpochSecond(Math.floorDiv(count, partsOfSecond), nanos)));
    } catch (NumberFormatException e) {
      throw new DateTimeException("too many digits", e);
    }
  }
}
