package dev.timestep.report;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Where the rows of a series stand: at dates and times, or, without a time column, at row numbers.
 *
 * <p>Times are wall-clock times of the series' own place. They carry no zone on purpose: the page
 * prints them as they stand in the data, wherever the reader's browser is.
 */
public final class PageAxis {
  private static final long DAY = 86_400_000L;

  /** Milliseconds since 1970-01-01T00:00 on the series' own clock, or the row numbers from 1. */
  private final long[] positions;

  private final boolean timed;

  /** How finely times are printed: -2 years, -1 months, 0 days, 1 minutes, 2 seconds, 3 more. */
  private final int precision;

  private final DateTimeFormatter format;

  private PageAxis(long[] positions, boolean timed) {
    this(positions, timed, timed ? precision(positions) : 0);
  }

  private PageAxis(long[] positions, boolean timed, int precision) {
    this.positions = positions;
    this.timed = timed;
    this.precision = precision;
    this.format = DateTimeFormatter.ofPattern(pattern(precision), Locale.ROOT);
  }

  /** An axis of the rows' local dates and times. */
  public static PageAxis of(List<LocalDateTime> times) {
    return new PageAxis(
        times.stream().mapToLong(t -> t.toInstant(ZoneOffset.UTC).toEpochMilli()).toArray(), true);
  }

  /** An axis of dates, for series of days, weeks, months or years. */
  public static PageAxis ofDates(List<LocalDate> dates) {
    return new PageAxis(dates.stream().mapToLong(d -> d.toEpochDay() * DAY).toArray(), true);
  }

  /** An axis of local times given as milliseconds since 1970-01-01T00:00 on the series' clock. */
  public static PageAxis ofLocalMillis(long[] millis) {
    return new PageAxis(millis.clone(), true);
  }

  /** An axis of row numbers, for data without a time column. The first row has the number 1. */
  public static PageAxis ofRows(int rows) {
    return ofRows(1, rows);
  }

  /** An axis of row numbers that starts at {@code first}: what follows a series of known length. */
  public static PageAxis ofRows(long first, int rows) {
    long[] numbers = new long[rows];
    Arrays.setAll(numbers, i -> first + i);
    return new PageAxis(numbers, false);
  }

  /** How many rows there are. */
  public int rows() {
    return positions.length;
  }

  /** Whether rows have times; otherwise they have numbers. */
  public boolean timed() {
    return timed;
  }

  /** Local milliseconds of the row, or its number. */
  public long position(int row) {
    return positions[row];
  }

  /** What a reader calls the row: "2014-03-09", "2014-03-09 05:00", "2014-03" or "row 17". */
  public String label(int row) {
    return timed
        ? LocalDateTime.ofEpochSecond(
                Math.floorDiv(positions[row], 1000L),
                (int) Math.floorMod(positions[row], 1000L) * 1_000_000,
                ZoneOffset.UTC)
            .format(format)
        : "row " + positions[row];
  }

  /** The common distance of neighbouring rows; empty where distances differ. */
  OptionalLong step() {
    if (positions.length < 2) {
      return OptionalLong.empty();
    }
    long step = positions[1] - positions[0];
    for (int i = 2; i < positions.length; i++) {
      if (positions[i] - positions[i - 1] != step) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(step);
  }

  /**
   * How finely the page prints times: -2 years, -1 months, 0 days, 1 minutes, 2 seconds, 3
   * milliseconds.
   */
  int precision() {
    return precision;
  }

  /** The rows from {@code from} (inclusive) to {@code to} (exclusive). */
  public PageAxis slice(int from, int to) {
    return new PageAxis(Arrays.copyOfRange(positions, from, to), timed, precision);
  }

  /** These rows, then the other axis' rows. */
  PageAxis followedBy(PageAxis other) {
    return new PageAxis(
        LongStream.concat(Arrays.stream(positions), Arrays.stream(other.positions)).toArray(),
        timed,
        Math.max(precision, other.precision));
  }

  /** The given rows. */
  PageAxis pick(int[] rows) {
    return new PageAxis(
        Arrays.stream(rows).mapToLong(row -> positions[row]).toArray(), timed, precision);
  }

  private static int precision(long[] millis) {
    int precision = 0;
    for (long value : millis) {
      if (value % 1000 != 0) {
        return 3;
      }
      int needed = value % DAY == 0 ? 0 : value % 60_000 == 0 ? 1 : 2;
      precision = Math.max(precision, needed);
    }
    return precision > 0 || millis.length < 2 ? precision : ofDates(millis);
  }

  /** Years, months or days: rows that all begin a month, none twice, are months. */
  private static int ofDates(long[] millis) {
    boolean years = true;
    for (int at = 0; at < millis.length; at++) {
      LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(millis[at], DAY));
      boolean again = at > 0 && millis[at] <= millis[at - 1];
      if (date.getDayOfMonth() > 1 || again) {
        return 0;
      }
      years &= date.getDayOfYear() == 1;
    }
    return years ? -2 : -1;
  }

  private static String pattern(int precision) {
    return switch (precision) {
      case -2 -> "uuuu";
      case -1 -> "uuuu-MM";
      case 0 -> "uuuu-MM-dd";
      case 1 -> "uuuu-MM-dd HH:mm";
      case 2 -> "uuuu-MM-dd HH:mm:ss";
      default -> "uuuu-MM-dd HH:mm:ss.SSS";
    };
  }
}
