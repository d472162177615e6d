package dev.timestep.task.table;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rhythms in words, such as "every 30 minutes from 09:00 to 15:30, Monday to Saturday". */
final class RhythmText {

  /** More different days than this are not spelled out. */
  private static final int MOST_KINDS_OF_DAY = 3;

  private static final int MOST_TIMES = 4;

  private RhythmText() {}

  static String label(Frequency frequency) {
    List<Integer> places = frequency.rhythm();
    return switch (frequency.unit()) {
      case MONTH -> {
        List<String> days = places.stream().map(RhythmText::dayOfMonth).toList();
        String often = places.size() == 2 ? "twice" : places.size() + " times";
        yield often + " a month, on " + joined(days);
      }
      case DAY -> {
        String days = days(places);
        yield days.contains(" to ") ? "daily from " + days : "every " + days;
      }
      default -> hours(frequency);
    };
  }

  private static String dayOfMonth(int day) {
    return day == 31 ? "the last day" : "day " + day;
  }

  private static String hours(Frequency frequency) {
    Map<List<Integer>, List<Integer>> weekdaysByTimes = new LinkedHashMap<>();
    for (int weekday = 1; weekday <= 7; weekday++) {
      List<Integer> times = new ArrayList<>();
      for (int place : frequency.rhythm()) {
        if (place / Rhythm.DAY_SECONDS == weekday - 1) {
          times.add(place % Rhythm.DAY_SECONDS);
        }
      }
      if (!times.isEmpty()) {
        weekdaysByTimes.computeIfAbsent(times, same -> new ArrayList<>()).add(weekday);
      }
    }
    int seconds = (int) (frequency.millis() / 1000);
    String step = frequency.stepLabel();
    if (weekdaysByTimes.size() > MOST_KINDS_OF_DAY) {
      return step + " at " + frequency.rhythm().size() + " times of the week";
    }
    List<String> parts = new ArrayList<>();
    boolean single = false;
    for (Map.Entry<List<Integer>, List<Integer>> kind : weekdaysByTimes.entrySet()) {
      String times = times(kind.getKey(), seconds);
      single |= times.startsWith("at ");
      String days = kind.getValue().size() == 7 ? "" : days(kind.getValue());
      parts.add(times + (times.isEmpty() || days.isEmpty() ? "" : ", ") + days);
    }
    String words = String.join("; ", parts);
    // "Every 6 hours at 07:00, 13:00 and 19:00" would contradict itself.
    return single ? words : step + (words.startsWith("from ") ? " " : ", ") + words;
  }

  /** "from 09:00 to 11:30 and 13:00 to 15:00"; "" for a whole day. */
  private static String times(List<Integer> times, int step) {
    List<String> sessions = new ArrayList<>();
    boolean single = false;
    int first = 0;
    for (int i = 1; i <= times.size(); i++) {
      if (i == times.size() || times.get(i) - times.get(i - 1) != step) {
        single |= first == i - 1;
        sessions.add(clock(times.get(first)) + " to " + clock(times.get(i - 1)));
        first = i;
      }
    }
    // 07:00, 14:00 and 21:00 are seven hours apart, but only within the day.
    boolean whole = times.size() * step == Rhythm.DAY_SECONDS;
    if (times.size() > 1 && whole && sessions.size() == 1) {
      return "";
    }
    if (single || times.size() <= MOST_TIMES - 1) {
      List<String> clocks = times.stream().map(RhythmText::clock).toList();
      return times.size() <= MOST_TIMES
          ? "at " + joined(clocks)
          : "at " + times.size() + " times a day";
    }
    return sessions.size() <= MOST_TIMES
        ? "from " + joined(sessions)
        : "at " + times.size() + " times a day";
  }

  private static String clock(int second) {
    return LocalTime.ofSecondOfDay(second).toString();
  }

  /** "Monday to Saturday", "Sunday to Thursday", "Tuesday and Thursday". */
  static String days(List<Integer> weekdays) {
    int start = -1;
    int breaks = 0;
    for (int day : weekdays) {
      if (!weekdays.contains(day == 1 ? 7 : day - 1)) {
        start = day;
        breaks++;
      }
    }
    if (breaks == 1 && weekdays.size() > 2) {
      return name(start) + " to " + name((start + weekdays.size() - 2) % 7 + 1);
    }
    return joined(weekdays.stream().map(RhythmText::name).toList());
  }

  private static String name(int weekday) {
    return DayOfWeek.of(weekday).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String joined(List<String> words) {
    return words.size() == 1
        ? words.getFirst()
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }
}
