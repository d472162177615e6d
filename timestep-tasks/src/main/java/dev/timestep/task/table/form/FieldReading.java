package dev.timestep.task.table.form;

import dev.timestep.task.table.Stamp;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;

/**
 * The fields of one cell, before it is known whether such a time exists.
 *
 * @param values by {@link TimeField#ordinal}, -1 where the cell has no such field
 * @param offset from UTC, where the cell gives one
 */
record FieldReading(int[] values, Optional<ZoneOffset> offset) implements Reading {

  private int get(TimeField field) {
    return values[field.ordinal()];
  }

  boolean has(TimeField field) {
    return get(field) != ABSENT;
  }

  private int get(TimeField field, int otherwise) {
    return has(field) ? get(field) : otherwise;
  }

  @Override
  public int shortYear() {
    return get(TimeField.SHORT_YEAR);
  }

  @Override
  public Stamp stamp(int century) {
    LocalDate date = date(century);
    int weekday = get(TimeField.WEEKDAY);
    if (weekday != ABSENT && date.getDayOfWeek().getValue() != weekday) {
      throw new DateTimeException(
          date + " is a " + name(date.getDayOfWeek()) + ", no " + name(DayOfWeek.of(weekday)));
    }
    return new Stamp(timeOn(date), offset);
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private LocalDate date(int century) {
    int year = has(TimeField.YEAR) ? get(TimeField.YEAR) : century + get(TimeField.SHORT_YEAR);
    if (has(TimeField.WEEK)) {
      return week(year);
    }
    if (has(TimeField.DAY_OF_YEAR)) {
      return LocalDate.ofYearDay(year, get(TimeField.DAY_OF_YEAR));
    }
    int month = get(TimeField.MONTH, 1);
    int day = get(TimeField.DAY, 1);
    if (has(TimeField.QUARTER)) {
      month = 3 * within(TimeField.QUARTER, 1, 4) - 2;
    } else if (has(TimeField.HALF_YEAR)) {
      month = 6 * within(TimeField.HALF_YEAR, 1, 2) - 5;
    } else if (has(TimeField.TEN_DAYS)) {
      day = 10 * get(TimeField.TEN_DAYS) + 1;
    }
    return LocalDate.of(year, month, day);
  }

  private int within(TimeField field, int low, int high) {
    int value = get(field);
    if (value < low || value > high) {
      String name = field.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      throw new DateTimeException("a " + name + " goes from " + low + " to " + high);
    }
    return value;
  }

  private LocalDate week(int year) {
    int week = get(TimeField.WEEK);
    int day = get(TimeField.WEEK_DAY, 1);
    LocalDate inWeekOne = LocalDate.of(year, 1, 4);
    if (week < 1
        || week > IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inWeekOne).getMaximum()) {
      throw new DateTimeException(year + " has no week " + week);
    }
    if (day < 1 || day > 7) {
      throw new DateTimeException("a day of the week goes from 1 to 7");
    }
    LocalDate monday = inWeekOne.minusDays(inWeekOne.getDayOfWeek().getValue() - 1L);
    return monday.plusWeeks(week - 1L).plusDays(day - 1L);
  }

  private LocalDateTime timeOn(LocalDate date) {
    if (!has(TimeField.HOUR)) {
      return date.atStartOfDay();
    }
    int hour = get(TimeField.HOUR);
    int minute = get(TimeField.MINUTE, 0);
    int second = get(TimeField.SECOND, 0);
    int nanos = get(TimeField.FRACTION, 0);
    if (has(TimeField.AM_PM)) {
      if (hour < 1 || hour > 12) {
        throw new DateTimeException("an hour before am or pm goes from 1 to 12");
      }
      hour = hour % 12 + 12 * get(TimeField.AM_PM);
    }
    // 24:00 is how some sources write the midnight that ends a day.
    if (hour == 24 && minute == 0 && second == 0 && nanos == 0) {
      return date.plusDays(1).atStartOfDay();
    }
    return date.atTime(LocalTime.of(hour, minute, second, nanos));
  }
}
