package dev.timestep.task.table.time;

import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.Frequency.Unit;
import dev.timestep.task.table.Rhythm;
import dev.timestep.task.table.Stamp;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds which days of the week, which hours of each weekday or which days of the month have rows
 * again and again.
 *
 * <p>A day of the week is closed when none of its dates has a row. Times of day are judged on the
 * dates that have rows, so that holidays count for nothing: a time is open when at least half of
 * those dates have it. Lost rows must not be taken for a rhythm: one is found only when it leaves
 * few rows missing, closes a tenth of the week or more, and can hardly be the result of lost rows.
 */
final class RhythmFinder {

  /** Rows beside a rhythm that are named rather than taken as a sign that there is none. */
  private static final double MOST_OUTSIDE = 0.03;

  private static final double MOST_MISSING = 0.2;
  private static final double LEAST_CLOSED = 0.1;
  private static final double CHANCE = 0.01;
  private static final int MOST_DAYS_OF_MONTH = 6;

  private final Stamp[] stamps;
  private final int[] datesByWeekday = new int[8];
  private final int[] openByWeekday = new int[8];
  private final long firstDay;
  private final long lastDay;

  private RhythmFinder(Stamp[] stamps) {
    this.stamps = stamps;
    firstDay = day(stamps[0]);
    lastDay = day(stamps[stamps.length - 1]);
    for (long day = firstDay; day <= Math.min(lastDay, firstDay + 6); day++) {
      int dates = (int) ((lastDay - day) / 7 + 1);
      datesByWeekday[LocalDate.ofEpochDay(day).getDayOfWeek().getValue()] = dates;
    }
    long before = Long.MIN_VALUE;
    for (Stamp stamp : stamps) {
      if (day(stamp) != before) {
        openByWeekday[Rhythm.weekday(stamp.local())]++;
        before = day(stamp);
      }
    }
  }

  private static long day(Stamp stamp) {
    return stamp.local().toLocalDate().toEpochDay();
  }

  /**
   * The weekdays of rows that come at most once a day.
   *
   * @return empty when all seven have rows, one alone has, or no rhythm is certain
   */
  static Optional<List<Integer>> weekdays(Stamp[] stamps) {
    RhythmFinder finder = new RhythmFinder(stamps);
    List<Integer> open = finder.openWeekdays();
    int dates = 0;
    int rows = 0;
    for (int weekday : open) {
      dates += finder.datesByWeekday[weekday];
      rows += finder.openByWeekday[weekday];
    }
    double missing = 1 - (double) rows / Math.max(1, dates);
    boolean certain =
        open.size() > 1
            && open.size() < 7
            && missing <= MOST_MISSING
            && stamps.length - rows <= MOST_OUTSIDE * stamps.length;
    for (int weekday = 1; weekday <= 7; weekday++) {
      certain &=
          open.contains(weekday) || 7 * Math.pow(missing, finder.datesByWeekday[weekday]) <= CHANCE;
    }
    return certain ? Optional.of(open) : Optional.empty();
  }

  /** Weekdays of which half the dates have rows, and those that were not there to be seen twice. */
  private List<Integer> openWeekdays() {
    List<Integer> open = new ArrayList<>();
    boolean weekendClosed = openByWeekday[6] + openByWeekday[7] == 0 && lastDay - firstDay >= 7;
    for (int weekday = 1; weekday <= 7; weekday++) {
      boolean unknown = openByWeekday[weekday] == 0 && datesByWeekday[weekday] < 2;
      boolean usual =
          openByWeekday[weekday] > 0 && 2 * openByWeekday[weekday] >= datesByWeekday[weekday];
      if (usual || (unknown && !(weekendClosed && weekday >= 6))) {
        open.add(weekday);
      }
    }
    return open;
  }

  /**
   * The seconds of the week at which there are rows.
   *
   * @param step the usual distance between rows
   * @return empty when rows come at all times of the week, or no rhythm is certain
   */
  static Optional<List<Integer>> hours(Stamp[] stamps, Frequency step) {
    if (step.millis() % 1000 != 0 || stamps[0].local().getNano() != 0) {
      return Optional.empty();
    }
    RhythmFinder finder = new RhythmFinder(stamps);
    return finder.hours(step.millis() / 1000);
  }

  private Optional<List<Integer>> hours(long step) {
    Map<Integer, Integer> byPlace = new HashMap<>();
    Map<Integer, Integer> byTime = new HashMap<>();
    for (Stamp stamp : stamps) {
      int place = Rhythm.secondOfWeek(stamp.local());
      byPlace.merge(place, 1, Integer::sum);
      byTime.merge(place % Rhythm.DAY_SECONDS, 1, Integer::sum);
    }
    long week = 7L * Rhythm.DAY_SECONDS;
    int dates = 0;
    for (int weekday = 1; weekday <= 7; weekday++) {
      dates += openByWeekday[weekday];
    }
    if (dates < 3 || byPlace.size() > Rhythm.MOST_PLACES) {
      return Optional.empty();
    }
    Set<Integer> usual = new HashSet<>();
    for (Map.Entry<Integer, Integer> time : byTime.entrySet()) {
      if (2 * time.getValue() >= dates - partial(time.getKey())) {
        usual.add(time.getKey());
      }
    }
    List<Integer> places = new ArrayList<>();
    for (int weekday : openWeekdays()) {
      places.addAll(places(weekday, byPlace, byTime.keySet(), usual));
    }
    places.sort(null);
    if (places.size() < 2 || places.size() * step > (1 - LEAST_CLOSED) * week) {
      return Optional.empty();
    }
    return certain(places, byPlace) ? Optional.of(places) : Optional.empty();
  }

  /** The open times of one weekday. */
  private List<Integer> places(
      int weekday, Map<Integer, Integer> byPlace, Set<Integer> times, Set<Integer> usual) {
    int start = (weekday - 1) * Rhythm.DAY_SECONDS;
    int dates = openByWeekday[weekday];
    List<Integer> own = new ArrayList<>();
    int rows = 0;
    int chances = 0;
    boolean agree = dates >= 2;
    for (int time : times) {
      int count = byPlace.getOrDefault(start + time, 0);
      int possible = dates - partial(weekday, time);
      if (count > 0 && 2 * count >= possible) {
        own.add(start + time);
        rows += count;
        chances += possible;
      }
      agree &= count == 0 || count == possible;
    }
    double lost = chances == 0 ? 1 : Math.max(0, 1 - (double) rows / chances);
    boolean enough = dates >= 3 && times.size() * Math.pow(lost, dates) <= CHANCE;
    if (agree || enough) {
      return own;
    }
    return usual.stream().map(time -> start + time).toList();
  }

  /** How many of the first and last dates, which may be partial, cannot have a time of day. */
  private int partial(int time) {
    return (time < stamps[0].local().toLocalTime().toSecondOfDay() ? 1 : 0)
        + (time > stamps[stamps.length - 1].local().toLocalTime().toSecondOfDay() ? 1 : 0);
  }

  private int partial(int weekday, int time) {
    Stamp first = stamps[0];
    Stamp last = stamps[stamps.length - 1];
    boolean early =
        Rhythm.weekday(first.local()) == weekday
            && time < first.local().toLocalTime().toSecondOfDay();
    boolean late =
        Rhythm.weekday(last.local()) == weekday
            && time > last.local().toLocalTime().toSecondOfDay();
    return (early ? 1 : 0) + (late ? 1 : 0);
  }

  /** Whether nearly all rows are at these places, and the places of open dates nearly all there. */
  private boolean certain(List<Integer> places, Map<Integer, Integer> byPlace) {
    int rows = 0;
    int chances = 0;
    for (int place : places) {
      int weekday = place / Rhythm.DAY_SECONDS + 1;
      rows += byPlace.getOrDefault(place, 0);
      chances += openByWeekday[weekday] - partial(weekday, place % Rhythm.DAY_SECONDS);
    }
    return stamps.length - rows <= MOST_OUTSIDE * stamps.length
        && rows >= (1 - MOST_MISSING) * chances;
  }

  /**
   * The days of the month of rows that come two to six times a month; 31 for the last.
   *
   * @return empty when rows come on other days too, or days are mostly missing
   */
  static Optional<Frequency> daysOfMonth(Stamp[] stamps) {
    Set<LocalDate> dates = new HashSet<>();
    for (Stamp stamp : stamps) {
      dates.add(stamp.local().toLocalDate());
    }
    YearMonth first = YearMonth.from(stamps[0].local());
    YearMonth last = YearMonth.from(stamps[stamps.length - 1].local());
    int[] hits = new int[32];
    int months = 0;
    // The first and the last month may be partial.
    for (YearMonth month = first.plusMonths(1); month.isBefore(last); month = month.plusMonths(1)) {
      months++;
      for (int day = 1; day <= 31; day++) {
        hits[day] += dates.contains(month.atDay(Math.min(day, month.lengthOfMonth()))) ? 1 : 0;
      }
    }
    List<Integer> places = new ArrayList<>();
    for (int day = 1; day <= 31; day++) {
      if (hits[day] >= (1 - MOST_MISSING) * months) {
        places.add(day);
      }
    }
    if (months < 2 || places.size() < 2 || places.size() > MOST_DAYS_OF_MONTH) {
      return Optional.empty();
    }
    Frequency found = Frequency.of(Unit.MONTH, 1).withRhythm(places);
    for (Stamp stamp : stamps) {
      if (!Rhythm.position(found, stamp.local()).exact()) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }
}
