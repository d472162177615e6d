package dev.timestep.task.table.time;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.form.TimeForm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The times of rows that are no series: those of several sequences, each in its own order. The
 * forms are those of any table, but the order of the rows decides nothing between two of them.
 *
 * @param seconds of each row since the first one
 * @param order of day and month, {@link DateOrder#AUTO} where the times do not depend on it
 * @param notes what was decided from the rows
 */
public record RowTimes(double[] seconds, DateOrder order, List<String> notes) {

  /**
   * Reads the time of every row.
   *
   * @param options {@link ReadOptions#time} names the column, or several joined by '+'
   * @throws dev.timestep.task.table.TableException when a row has no time, cannot be read, or may
   *     be read in two ways
   */
  public static RowTimes of(CellTable table, ReadOptions options) {
    TimeColumn column = TimeColumn.find(table, options).orElseThrow();
    List<String> notes = new ArrayList<>();
    TimeParser.Times times = TimeParser.parseUnordered(table, column, options, notes);
    Stamp first = times.stamps()[0];
    double[] seconds = new double[times.stamps().length];
    for (int row = 0; row < seconds.length; row++) {
      // Milliseconds would be too coarse for the steps of some sensors.
      Duration since = Duration.between(instant(first), instant(times.stamps()[row]));
      seconds[row] = since.getSeconds() + since.getNano() * 1e-9;
    }
    return new RowTimes(seconds, times.order(), notes);
  }

  private static Instant instant(Stamp stamp) {
    return stamp.local().toInstant(stamp.offset().orElse(ZoneOffset.UTC));
  }

  /**
   * Whether a column of numbers holds dates whose order is not that of the numbers, such as
   * 31012024; other numbers order the rows as they are.
   */
  public static boolean areDates(CellTable table, int column) {
    TimeCells cells = TimeCells.of(table, column);
    return NumberTimes.areNumbers(cells)
        && NumberTimes.find(cells, table.columns().get(column), true)
            .map(found -> found.cells().shape())
            .filter(shape -> shape.key().matches("[678ACF]"))
            .filter(shape -> shape.forms().stream().anyMatch(RowTimes::isTurned))
            .isPresent();
  }

  private static boolean isTurned(TimeForm form) {
    return form.order() == DateOrder.DAY_FIRST || form.order() == DateOrder.MONTH_FIRST;
  }
}
