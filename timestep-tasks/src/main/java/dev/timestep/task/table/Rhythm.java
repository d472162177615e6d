package dev.timestep.task.table;

import dev.timestep.task.table.Frequency.Unit;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;

/**
 * Counts steps in a rhythm: opening hours, weeks of six days, the 1st and the 15th of each month.
 *
 * <p>The places of all weeks or months are numbered through, so that a step is a difference of
 * numbers: with k places a week, place i of week w has the number {@code k w + i}.
 */
public final class Rhythm {

  /** A week of seconds in opening hours would make model files of megabytes. */
  public static final int MOST_PLACES = 20_000;

  public static final int DAY_SECONDS = 86_400;

  /** Days beyond this are not counted: no holiday is so long. */
  private static final int MOST_CLOSED_DAYS = 1000;

  /** Monday 1970-01-05, in days since 1970. */
  private static final long FIRST_MONDAY = 4;

  private Rhythm() {}

  /**
   * Where a time stands.
   *
   * @param number of the place at this time, or of the first one after it
   * @param exact whether the time is a place
   */
  public record Position(long number, boolean exact) {}

  /** Checks the places of a unit. */
  static void check(Unit unit, List<Integer> places) {
    boolean subDaily = unit.compareTo(Unit.DAY) < 0 && unit != Unit.ROW;
    int first = subDaily ? 0 : 1;
    int last = subDaily ? 7 * DAY_SECONDS - 1 : unit == Unit.DAY ? 7 : unit == Unit.MONTH ? 31 : 0;
    boolean fits = places.size() <= MOST_PLACES;
    for (int i = 0; i < places.size(); i++) {
      int least = i == 0 ? first : places.get(i - 1) + 1;
      fits &= places.get(i) >= least && places.get(i) <= last;
    }
    if (!fits) {
      throw new TableException(
          "A rhythm of the unit "
              + unit
              + " expects at most "
              + MOST_PLACES
              + " rising places from "
              + first
              + " to "
              + last
              + "; received "
              + Words.shortened(places.toString())
              + ".");
    }
  }

  public static Position position(Frequency frequency, LocalDateTime time) {
    List<Integer> places = frequency.rhythm();
    long turn;
    int at;
    if (frequency.unit() == Unit.MONTH) {
      turn = time.getYear() * 12L + time.getMonthValue() - 1;
      at = inMonth(places, time.toLocalDate());
    } else {
      turn = Math.floorDiv(time.toLocalDate().toEpochDay() - FIRST_MONDAY, 7L);
      boolean days = frequency.unit() == Unit.DAY;
      at = Collections.binarySearch(places, days ? weekday(time) : secondOfWeek(time));
      // A part of a second later is not a place, but comes after this one.
      at = at >= 0 && !days && time.getNano() > 0 ? -at - 2 : at;
    }
    return new Position(turn * places.size() + (at >= 0 ? at : -at - 1), at >= 0);
  }

  /** 1 for Monday to 7 for Sunday. */
  public static int weekday(LocalDateTime time) {
    return time.getDayOfWeek().getValue();
  }

  /** Seconds since Monday 00:00 of the same week, fractions left out. */
  public static int secondOfWeek(LocalDateTime time) {
    return (weekday(time) - 1) * DAY_SECONDS + time.toLocalTime().toSecondOfDay();
  }

  /** As of {@link Collections#binarySearch}. */
  private static int inMonth(List<Integer> places, LocalDate date) {
    for (int i = 0; i < places.size(); i++) {
      int day = Math.min(places.get(i), date.lengthOfMonth());
      if (day >= date.getDayOfMonth()) {
        return day == date.getDayOfMonth() ? i : -i - 1;
      }
    }
    return -places.size() - 1;
  }

  /** The time {@code n} places on. A time between two places counts as the one before it. */
  static LocalDateTime plus(Frequency frequency, LocalDateTime time, long n) {
    Position from = position(frequency, time);
    long number = from.number() - (from.exact() ? 0 : 1) + n;
    List<Integer> places = frequency.rhythm();
    long turn = Math.floorDiv(number, (long) places.size());
    int place = places.get((int) Math.floorMod(number, (long) places.size()));
    if (frequency.unit() == Unit.MONTH) {
      YearMonth month =
          YearMonth.of((int) Math.floorDiv(turn, 12L), (int) Math.floorMod(turn, 12L) + 1);
      return month.atDay(Math.min(place, month.lengthOfMonth())).atTime(time.toLocalTime());
    }
    LocalDate monday = LocalDate.ofEpochDay(FIRST_MONDAY + 7 * turn);
    return frequency.unit() == Unit.DAY
        ? monday.plusDays(place - 1L).atTime(time.toLocalTime())
        : monday.plusDays(place / DAY_SECONDS).atTime(LocalTime.ofSecondOfDay(place % DAY_SECONDS));
  }

  /** Steps from one time to another; -1 when one of them is not a place. */
  public static long steps(Frequency frequency, LocalDateTime from, LocalDateTime to) {
    Position a = position(frequency, from);
    Position b = position(frequency, to);
    boolean sameClock = frequency.subDaily() || from.toLocalTime().equals(to.toLocalTime());
    return a.exact() && b.exact() && sameClock ? b.number() - a.number() : -1;
  }

  /**
   * Open days without a row between two times of the day's hours.
   *
   * @return 0 when they are not the last and the first of their days, or no day lies between
   */
  public static int closedDays(Frequency frequency, LocalDateTime from, LocalDateTime to) {
    LocalDateTime next = plus(frequency, from, 1);
    boolean whole =
        next.toLocalDate().isAfter(from.toLocalDate())
            && plus(frequency, to, -1).toLocalDate().isBefore(to.toLocalDate());
    int days = 0;
    while (whole && next.toLocalDate().isBefore(to.toLocalDate()) && days < MOST_CLOSED_DAYS) {
      days++;
      LocalDateTime evening = next.toLocalDate().atTime(LocalTime.MAX);
      next = plus(frequency, evening, 1);
    }
    return days;
  }

  /** Rows of a day where all days have equally many, else of a week; of a year for months. */
  static int season(Frequency frequency) {
    List<Integer> places = frequency.rhythm();
    if (frequency.unit() == Unit.MONTH) {
      return 12 * places.size();
    }
    if (frequency.unit() == Unit.DAY) {
      return places.size();
    }
    int[] rows = new int[7];
    for (int place : places) {
      rows[place / DAY_SECONDS]++;
    }
    int most = 0;
    for (int day : rows) {
      most = Math.max(most, day);
    }
    for (int day : rows) {
      if (day != 0 && day != most) {
        return places.size();
      }
    }
    // One row per day: the cycle is the week.
    return most == 1 ? places.size() : most;
  }
}
