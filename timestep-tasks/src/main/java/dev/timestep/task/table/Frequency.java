package dev.timestep.task.table;

import static dev.timestep.task.message.Setting.setting;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The step of a series: {@code step} times {@code unit}, at all times or at those that a rhythm
 * names.
 *
 * <p>Steps of a day and more count on the wall clock (a day may have 23 hours), steps below a day
 * count elapsed time. Months, quarters and years keep the day of the month: {@code anchorDay} 31
 * means the last day of each month, 30 the 30th or the last day of February, and {@value
 * #LAST_WEEKDAY} the last day from Monday to Friday.
 *
 * <p>A rhythm is a list of the places that have a row in each week or month; one step leads from a
 * place to the next, on the wall clock. {@code unit} says what the places are: seconds from Monday
 * 00:00 for steps below a day (opening hours), weekdays from 1 for Monday to 7 for {@link Unit#DAY}
 * (six-day weeks), days of the month as in {@code anchorDay} for {@link Unit#MONTH} (the 1st and
 * the 15th). Monday to Friday is {@link Unit#BUSINESS_DAY}, without a rhythm.
 *
 * @param unit of the step
 * @param step how many units, at least 1
 * @param anchorDay day of the month (1 to 31, or {@value #LAST_WEEKDAY}) for {@link Unit#MONTH} and
 *     longer, 0 otherwise
 * @param rhythm places in rising order; empty for a row at each step
 */
public record Frequency(Unit unit, int step, int anchorDay, List<Integer> rhythm) {

  /** The anchor day of rows on the last weekday of each month, as exchanges close it. */
  public static final int LAST_WEEKDAY = 32;

  /** What a step is counted in, from short to long. */
  public enum Unit {
    /** Row numbers: no time column. */
    ROW("row"),
    MILLISECOND("ms"),
    SECOND("s"),
    MINUTE("min"),
    HOUR("h"),
    DAY("d"),
    /** Monday to Friday; holidays may be left out. */
    BUSINESS_DAY("b"),
    WEEK("w"),
    MONTH("m"),
    QUARTER("q"),
    YEAR("y");

    private final String code;

    Unit(String code) {
      this.code = code;
    }
  }

  private static final Pattern CODE = Pattern.compile("(\\d*)\\s*([a-z]+)");

  public Frequency {
    if (step < 1) {
      throw new TableException("A frequency expects a step of at least 1; received " + step + ".");
    }
    boolean monthly = unit.compareTo(Unit.MONTH) >= 0;
    if (monthly && (anchorDay < 1 || anchorDay > LAST_WEEKDAY)) {
      throw new TableException(
          "A frequency in months expects an anchor day of 1 to "
              + LAST_WEEKDAY
              + "; received "
              + anchorDay
              + ".");
    }
    if (!monthly && anchorDay != 0) {
      throw new TableException(
          "Only months, quarters and years have an anchor day; received " + anchorDay + ".");
    }
    // Model files of version 0.1 have no such field.
    rhythm = rhythm == null ? List.of() : List.copyOf(rhythm);
    Rhythm.check(unit, rhythm);
  }

  /** {@code step} times {@code unit}, without a rhythm. */
  public Frequency(Unit unit, int step, int anchorDay) {
    this(unit, step, anchorDay, List.of());
  }

  /** The same step at these places of a week or month only. */
  public Frequency withRhythm(List<Integer> places) {
    return new Frequency(unit, step, anchorDay, places);
  }

  /** Whether only some places of a week or month have a row. */
  public boolean hasRhythm() {
    return !rhythm.isEmpty();
  }

  /** {@code step} times {@code unit}; months and longer at the first of the month. */
  public static Frequency of(Unit unit, int step) {
    return new Frequency(unit, step, unit.compareTo(Unit.MONTH) >= 0 ? 1 : 0);
  }

  /**
   * Reads a code: {@code ms s min h d b w m q y}, with a number in front where the step is not 1,
   * e.g. "5min", "h", "b". The words minute, hour, day… do as well.
   *
   * @throws TableException when it is not a code
   */
  public static Frequency parse(String text) {
    Matcher matcher = CODE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (matcher.matches() && matcher.group(1).length() < 9) {
      int step = matcher.group(1).isEmpty() ? 1 : Integer.parseInt(matcher.group(1));
      String code = matcher.group(2);
      for (Unit unit : Unit.values()) {
        String word = unit == Unit.BUSINESS_DAY ? "bday" : unit.name().toLowerCase(Locale.ROOT);
        if (step > 0 && (code.equals(unit.code) || code.equals(word) || code.equals(word + "s"))) {
          return of(unit, step);
        }
      }
    }
    throw new TableException(
        setting("freq")
            + " expects a step such as s, 5min, h, d, b (business days), w, m, q or y; received \""
            + text
            + "\".");
  }

  /** Whether the step is shorter than a day and so counts elapsed time. */
  public boolean subDaily() {
    return unit.compareTo(Unit.DAY) < 0 && unit != Unit.ROW;
  }

  /** Whether both have the same unit, step and rhythm, whatever their anchor day. */
  public boolean sameStep(Frequency other) {
    return unit == other.unit && step == other.step && rhythm.equals(other.rhythm);
  }

  /** The time {@code n} steps after {@code time} (before it, if negative) on the wall clock. */
  public LocalDateTime plus(LocalDateTime time, long n) {
    if (hasRhythm()) {
      return Rhythm.plus(this, time, n);
    }
    long units = n * step;
    return switch (unit) {
      case ROW -> throw new IllegalStateException("An axis of row numbers has no time");
      case MILLISECOND -> time.plus(units, ChronoUnit.MILLIS);
      case SECOND -> time.plusSeconds(units);
      case MINUTE -> time.plusMinutes(units);
      case HOUR -> time.plusHours(units);
      case DAY -> time.plusDays(units);
      case BUSINESS_DAY -> plusWeekdays(time, units);
      case WEEK -> time.plusWeeks(units);
      case MONTH -> plusMonths(time, units);
      case QUARTER -> plusMonths(time, 3 * units);
      case YEAR -> plusMonths(time, 12 * units);
    };
  }

  /** The same in a zone: elapsed time below a day, wall clock from a day on and in a rhythm. */
  public ZonedDateTime plus(ZonedDateTime time, long n) {
    if (!subDaily() || hasRhythm()) {
      return plus(time.toLocalDateTime(), n).atZone(time.getZone());
    }
    return time.toInstant().plusMillis(n * millis()).atZone(time.getZone());
  }

  private LocalDateTime plusMonths(LocalDateTime time, long months) {
    YearMonth month = YearMonth.from(time).plusMonths(months);
    return dayIn(month, anchorDay).atTime(time.toLocalTime());
  }

  /** The day of a month that an anchor day stands for. */
  public static LocalDate dayIn(YearMonth month, int anchorDay) {
    LocalDate day = month.atDay(Math.min(anchorDay, month.lengthOfMonth()));
    boolean early = anchorDay == LAST_WEEKDAY && isWeekend(day);
    return early ? day.minusDays(day.getDayOfWeek().getValue() - 5L) : day;
  }

  private static LocalDateTime plusWeekdays(LocalDateTime time, long n) {
    return LocalDate.ofEpochDay(weekdayToEpochDay(weekdayIndex(time.toLocalDate()) + n))
        .atTime(time.toLocalTime());
  }

  /** Counts weekdays since Monday 1970-01-05; Saturday and Sunday count as the Friday before. */
  public static long weekdayIndex(LocalDate date) {
    long sinceMonday = date.toEpochDay() - 4;
    return 5 * Math.floorDiv(sinceMonday, 7) + Math.min(4, Math.floorMod(sinceMonday, 7));
  }

  private static long weekdayToEpochDay(long index) {
    return 4 + 7 * Math.floorDiv(index, 5) + Math.floorMod(index, 5);
  }

  /** Whether a series of this step cannot start at a time: on a weekend, or outside the rhythm. */
  public boolean startsBeside(LocalDateTime time) {
    return hasRhythm()
        ? !Rhythm.position(this, time).exact()
        : unit == Unit.BUSINESS_DAY && isWeekend(time.toLocalDate());
  }

  public static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
  }

  /** The length of a sub-daily step. */
  public long millis() {
    long unitMillis =
        switch (unit) {
          case MILLISECOND -> 1;
          case SECOND -> 1_000;
          case MINUTE -> 60_000;
          case HOUR -> 3_600_000;
          default -> throw new IllegalStateException(unit + " has no fixed length");
        };
    return unitMillis * step;
  }

  /**
   * Steps in the season that is usual here: a second of milliseconds, an hour of seconds, a day of
   * minutes and hours, a week of days, a year of weeks, months and quarters. 1, no season, for
   * years, row numbers and steps that do not divide the season (such as 7 minutes). In a rhythm:
   * the rows of a day where each day has equally many, else the rows of a week; the rows of a year
   * for days of the month.
   */
  public int seasonLength() {
    if (hasRhythm()) {
      return Rhythm.season(this);
    }
    int whole =
        switch (unit) {
          case ROW, YEAR -> 1;
          case MILLISECOND -> 1_000;
          case SECOND -> 3_600;
          case MINUTE -> 1_440;
          case HOUR -> 24;
          case DAY -> 7;
          case BUSINESS_DAY -> 5;
          case WEEK -> 52;
          case MONTH -> 12;
          case QUARTER -> 4;
        };
    return whole % step == 0 ? whole / step : 1;
  }

  /**
   * Steps in a year, on average; 0 for row numbers. Business days: 260.9, holidays not left out.
   */
  public double perYear() {
    double daysPerYear = 365.2425;
    if (hasRhythm()) {
      return rhythm.size() * (unit == Unit.MONTH ? 12 : daysPerYear / 7);
    }
    double units =
        switch (unit) {
          case ROW -> 0;
          case MILLISECOND -> daysPerYear * 86_400_000;
          case SECOND -> daysPerYear * 86_400;
          case MINUTE -> daysPerYear * 1_440;
          case HOUR -> daysPerYear * 24;
          case DAY -> daysPerYear;
          case BUSINESS_DAY -> daysPerYear * 5 / 7;
          case WEEK -> daysPerYear / 7;
          case MONTH -> 12;
          case QUARTER -> 4;
          case YEAR -> 1;
        };
    return units / step;
  }

  /**
   * Steps in a week, for steps below a day.
   *
   * @return 0 for longer steps and where a week is not a whole number of steps
   */
  public int weekLength() {
    if (!subDaily()) {
      return 0;
    }
    if (hasRhythm()) {
      return rhythm.size();
    }
    long week = 7 * 86_400_000L;
    long steps = week / millis();
    return week % millis() == 0 && steps <= Integer.MAX_VALUE ? (int) steps : 0;
  }

  /**
   * The short code that {@link #parse} reads, e.g. "5min". Anchor day and rhythm are not part of
   * it.
   */
  public String code() {
    return (step == 1 ? "" : step) + unit.code;
  }

  /** In words: "hourly", "every 5 minutes", "daily from Monday to Saturday". */
  public String label() {
    return hasRhythm() ? RhythmText.label(this) : stepLabel();
  }

  /** The step in words, without the rhythm. */
  String stepLabel() {
    if (step > 1) {
      return "every " + units(step);
    }
    return switch (unit) {
      case ROW -> "by row";
      case MILLISECOND -> "every millisecond";
      case SECOND -> "every second";
      case MINUTE -> "every minute";
      case HOUR -> "hourly";
      case DAY -> "daily";
      case BUSINESS_DAY -> "business days";
      case WEEK -> "weekly";
      case MONTH -> "monthly";
      case QUARTER -> "quarterly";
      case YEAR -> "yearly";
    };
  }

  /** The length of {@code n} steps in words: "1 hour", "10 minutes"; "10 rows" in a rhythm. */
  public String steps(long n) {
    if (hasRhythm()) {
      return n + (n == 1 ? " row" : " rows");
    }
    return units(n * step);
  }

  private String units(long count) {
    String name = unit.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return count + " " + name + (count == 1 ? "" : "s");
  }
}
