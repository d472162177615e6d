package dev.timestep.task.sequence;

import dev.timestep.task.table.TableException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The order of the steps of a case by a column of numbers or of ISO times. */
final class StepOrder {

  private StepOrder() {}

  /**
   * Puts the rows of each case in order of time.
   *
   * @throws TableException when a time is missing, cannot be read, or comes twice in a case
   */
  static void sort(Columns columns, int time, Map<String, List<Integer>> rows) {
    double[] seconds = times(columns, time);
    int sorted = 0;
    for (Map.Entry<String, List<Integer>> one : rows.entrySet()) {
      List<Integer> own = one.getValue();
      boolean rises = rises(seconds, own);
      own.sort(Comparator.comparingDouble(row -> seconds[row]));
      sorted += rises ? 0 : 1;
      refuseRepeated(columns, time, one.getKey(), own, seconds);
    }
    if (sorted > 0) {
      columns.raw.notes.add(
          "The rows of "
              + sorted
              + " of "
              + rows.size()
              + " sequences were put in order of "
              + columns.name(time)
              + ".");
    }
  }

  private static void refuseRepeated(
      Columns columns, int time, String id, List<Integer> own, double[] seconds) {
    for (int i = 1; i < own.size(); i++) {
      if (seconds[own.get(i)] == seconds[own.get(i - 1)]) {
        throw new TableException(
            columns.table.where(own.get(i), time)
                + ": the id \""
                + id
                + "\" has the time "
                + columns.text(own.get(i), time)
                + " in row "
                + columns.table.line(own.get(i - 1))
                + " already. Remove one of the rows, or give the two sequences two ids.");
      }
    }
  }

  /** Whether the column rises from row to row within every case. */
  static boolean rises(Columns columns, int time, Collection<List<Integer>> rows) {
    double[] seconds = times(columns, time);
    return rows.stream().allMatch(own -> rises(seconds, own));
  }

  private static boolean rises(double[] seconds, List<Integer> rows) {
    for (int i = 1; i < rows.size(); i++) {
      if (!(seconds[rows.get(i)] > seconds[rows.get(i - 1)])) {
        return false;
      }
    }
    return true;
  }

  private static double[] times(Columns columns, int time) {
    boolean numbers = columns.table.isNumeric(time);
    double[] seconds = numbers ? columns.table.numbers(time) : new double[columns.table.rows()];
    if (!numbers) {
      Arrays.setAll(seconds, row -> seconds(columns, row, time));
    }
    for (int row = 0; row < seconds.length; row++) {
      if (Double.isNaN(seconds[row])) {
        throw new TableException(
            columns.table.where(row, time)
                + ": expects a time in every row; this one is blank. Fill it in or remove the"
                + " row.");
      }
    }
    return seconds;
  }

  private static double seconds(Columns columns, int row, int time) {
    String text = columns.text(row, time);
    if (columns.table.isMissing(row, time)) {
      return Double.NaN;
    }
    String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
    try {
      if (iso.indexOf('T') < 0) {
        return iso.indexOf(':') > 0
            ? LocalTime.parse(iso).toNanoOfDay() / 1e9
            : LocalDate.parse(iso).toEpochDay() * 86_400.0;
      }
      boolean zone = iso.endsWith("Z") || iso.substring(11).matches(".*[+-].*");
      OffsetDateTime at =
          zone ? OffsetDateTime.parse(iso) : LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
      return at.toEpochSecond() + at.getNano() / 1e9;
    } catch (DateTimeException e) {
      throw new TableException(
          columns.table.where(row, time)
              + ": expects a number or an ISO time such as 2024-05-01 13:30:00 to order the steps;"
              + " received \""
              + Values.shortened(text)
              + "\". Write the times so, or leave out time and the column to take the rows in their"
              + " order.",
          e);
    }
  }
}
