package dev.timestep.task.forecast;

import dev.timestep.task.table.CalendarFeatures;
import dev.timestep.task.table.TimeAxis;
import java.util.Arrays;
import java.util.List;

/**
 * The inputs that the calendar gives in each row, the horizon after the last included. Series that
 * share their times share these rows, each from its own first row on.
 */
public final class CalendarRows {
  private final float[][] inputs;
  private final float[] holidays;
  private final int first;

  private CalendarRows(float[][] inputs, float[] holidays, int first) {
    this.inputs = inputs;
    this.holidays = holidays;
    this.first = first;
  }

  /**
   * The rows of an axis.
   *
   * @param rows of the data
   */
  public static CalendarRows of(InputSpec spec, TimeAxis axis, int rows) {
    CalendarFeatures features = new CalendarFeatures(spec.calendar());
    float[][] calendar = features.rows(axis, 0, rows + spec.horizon());
    float[] flags = holidayFlags(calendar, features.holidayColumns(), rows);
    return new CalendarRows(
        flags.length > 0 && spec.yearly() ? withYearAgo(calendar, flags, spec.year()) : calendar,
        flags,
        0);
  }

  private static float[] holidayFlags(float[][] calendar, List<Integer> columns, int rows) {
    if (columns.isEmpty()) {
      return new float[0];
    }
    float[] flags = new float[rows];
    for (int row = 0; row < rows; row++) {
      for (int column : columns) {
        flags[row] = Math.max(flags[row], calendar[row][column]);
      }
    }
    return flags;
  }

  /** The calendar and whether the row a year ago was a holiday, which explains its value. */
  private static float[][] withYearAgo(float[][] calendar, float[] holidays, int year) {
    float[][] wide = new float[calendar.length][];
    for (int row = 0; row < wide.length; row++) {
      wide[row] = Arrays.copyOf(calendar[row], calendar[row].length + 1);
      int then = row - year;
      wide[row][calendar[row].length] = then >= 0 ? holidays[then] : 0f;
    }
    return wide;
  }

  /** The same rows from a later one on. */
  public CalendarRows from(int row) {
    return new CalendarRows(inputs, holidays, first + row);
  }

  /** Number of inputs of a row. */
  int width() {
    return inputs[0].length;
  }

  /** The inputs of a row; not to be written to. */
  float[] row(int row) {
    return inputs[first + row];
  }

  /** All rows, by their place in a series of this many. */
  float[][] rows(int count) {
    return Arrays.copyOfRange(inputs, first, first + count);
  }

  /** Whether holidays are known. */
  boolean hasHolidays() {
    return holidays.length > 0;
  }

  /** 1 if a row is a holiday. */
  float holiday(int row) {
    return holidays[first + row];
  }

  /** The same of the first rows; empty where no holidays are known. */
  float[] holidays(int rows) {
    return hasHolidays() ? Arrays.copyOfRange(holidays, first, first + rows) : new float[0];
  }
}
