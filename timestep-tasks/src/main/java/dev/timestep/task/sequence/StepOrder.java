package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.time.RowTimes;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The order of the steps of a case: by a column of numbers, or by times in one or more columns. */
final class StepOrder {
  /** A time of day as ISO writes it. */
  private static final Pattern CLOCK =
      Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?");

  private final Columns columns;
  private final List<Integer> times;

  /**
   * @param times the columns; of several, the parts of one time
   */
  StepOrder(Columns columns, List<Integer> times) {
    this.columns = columns;
    this.times = times;
  }

  /** The column, or the columns joined by '+'. */
  String name() {
    return times.stream().map(columns::name).collect(Collectors.joining("+"));
  }

  /**
   * Puts the rows of each case in order of time.
   *
   * @throws TableException when a time is missing, cannot be read, may be read in two ways, or
   *     comes twice in a case
   */
  void sort(Map<String, List<Integer>> rows) {
    double[] seconds = seconds();
    if (isClock()) {
      rows.forEach((id, own) -> refuseFalling(id, own, seconds));
    }
    int sorted = 0;
    for (Map.Entry<String, List<Integer>> one : rows.entrySet()) {
      List<Integer> own = one.getValue();
      boolean rises = rises(seconds, own);
      own.sort(Comparator.comparingDouble(row -> seconds[row]));
      sorted += rises ? 0 : 1;
      refuseRepeated(one.getKey(), own, seconds);
    }
    if (sorted > 0) {
      columns.raw.notes.add(
          "The rows of "
              + sorted
              + " of "
              + rows.size()
              + " sequences were put in order of "
              + name()
              + ".");
    }
  }

  private void refuseRepeated(String id, List<Integer> own, double... seconds) {
    for (int i = 1; i < own.size(); i++) {
      if (seconds[own.get(i)] == seconds[own.get(i - 1)]) {
        throw new TableException(
            where(own.get(i))
                + ": the id \""
                + id
                + "\" has the time "
                + text(own.get(i))
                + " in row "
                + columns.table.line(own.get(i - 1))
                + " already. Remove one of the rows, or give the two sequences two ids.");
      }
    }
  }

  /** After 23:59 comes 00:00 of the next day, or the rows are in no order: no date tells. */
  private void refuseFalling(String id, List<Integer> own, double... seconds) {
    for (int i = 1; i < own.size(); i++) {
      if (seconds[own.get(i)] < seconds[own.get(i - 1)]) {
        throw new TableException(
            where(own.get(i))
                + ": the times of id \""
                + id
                + "\" fall from "
                + text(own.get(i - 1))
                + " to "
                + text(own.get(i))
                + ", and have no date. If the next day begins here, or the rows are in no order,"
                + " write the date before the time. To take the rows in their order, give "
                + setting("time")
                + " none.");
      }
    }
  }

  /** Whether the times rise from row to row within every case. */
  boolean rises(Collection<List<Integer>> rows) {
    double[] seconds = seconds();
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

  /** Numbers as they are, or seconds. */
  private double[] seconds() {
    refuseBlank();
    ReadOptions options = columns.timeOptions(name());
    int first = times.getFirst();
    boolean bare = times.size() == 1 && options.timeFormat().isEmpty();
    if (bare && columns.table.isNumeric(first) && !RowTimes.areDates(columns.table, first)) {
      return columns.table.numbers(first);
    }
    if (bare && isClock()) {
      double[] seconds = new double[columns.table.rows()];
      Arrays.setAll(seconds, row -> LocalTime.parse(text(row)).toNanoOfDay() * 1e-9);
      return seconds;
    }
    RowTimes read = RowTimes.of(columns.table, options);
    columns.raw.showOrder(read.order(), columns.table.file());
    columns.raw.notes.addAll(read.notes());
    return read.seconds();
  }

  private void refuseBlank() {
    for (int row = 0; row < columns.table.rows(); row++) {
      for (int time : times) {
        if (columns.table.isMissing(row, time)) {
          throw new TableException(
              columns.table.where(row, time)
                  + ": expects a time in every row; this one is blank. Fill it in or remove the"
                  + " row.");
        }
      }
    }
  }

  private boolean isClock() {
    return times.size() == 1
        && IntStream.range(0, columns.table.rows())
            .allMatch(row -> CLOCK.matcher(text(row)).matches());
  }

  private String text(int row) {
    return times.stream().map(time -> columns.text(row, time)).collect(Collectors.joining(" "));
  }

  private String where(int row) {
    return columns.table.file() + ", row " + columns.table.line(row) + ", column " + name();
  }
}
