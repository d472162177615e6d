package dev.timestep.task.table.time;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.TimeStyle;
import java.util.List;
import java.util.Optional;

/**
 * The different times of a table of many series, each read once, and the grids of its series. All
 * times of the table decide together how they are written; each series has its own order, its own
 * clock changes and its own gaps.
 *
 * <pre>{@code
 * SharedTimes times = SharedTimes.parse(differentTimes, column, options, notes);
 * TimeGrid.Grid grid = times.grid(rowsOfOneSeries, positions, Optional.empty(), true, options, notes);
 * }</pre>
 */
public final class SharedTimes {

  private final TimeColumn column;
  private final Stamp[] stamps;
  private final TimeStyle style;
  private final DateOrder order;

  private SharedTimes(TimeColumn column, TimeParser.Times times) {
    this.column = column;
    this.stamps = times.stamps();
    this.style = times.style();
    this.order = times.order();
  }

  /**
   * Reads the times.
   *
   * @param table one row for each different time, in the order in which they first appear
   * @param found the time column or columns, from rows of the same file
   * @throws dev.timestep.task.table.TableException as for any table; naming the first row with it
   */
  public static SharedTimes parse(
      CellTable table, TimeColumn found, ReadOptions options, List<String> notes) {
    TimeColumn column = TimeColumn.again(table, found, options);
    return new SharedTimes(column, TimeParser.parse(table, column, options, notes));
  }

  /** The order of day and month; AUTO where the times can be read in one way only. */
  public DateOrder order() {
    return order;
  }

  /**
   * Puts the rows of one series on a regular axis.
   *
   * @param rows of the series; its name for a file is that of the series in messages
   * @param times of the rows, positions in the table that was parsed
   * @param step that most series have; used where it fits the rows
   * @param masks whether rows are inserted for missing times though nothing fills them
   */
  public TimeGrid.Grid grid(
      CellTable rows,
      int[] times,
      Optional<Frequency> step,
      boolean masks,
      ReadOptions options,
      List<String> notes) {
    Stamp[] inSeries = new Stamp[times.length];
    for (int row = 0; row < times.length; row++) {
      inSeries[row] = stamps[times[row]];
    }
    return TimeGrid.ofSeries(
        new TimedRows(rows, column, style, options, notes), inSeries, order, step, masks);
  }
}
