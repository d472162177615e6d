package dev.timestep.task.forecast.gift;

import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.task.table.TimeTable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One series of a data set.
 *
 * @param name its column, or the first cell of its row
 * @param values all finite, in order of time
 * @param axis the times of the values; only counted rows where the data set has no times
 */
record GiftSeries(String name, double[] values, TimeAxis axis) {
  /** Name of the column of {@link #table}: a series may have any name. */
  static final String COLUMN = "value";

  /** A series without times. */
  GiftSeries(String name, double[] values) {
    this(name, values, TimeAxis.ofRows(values.length));
  }

  /** The series as a table of one column, for models that read its calendar. */
  TimeTable table() {
    return new TimeTable(
        name,
        axis,
        Map.of(COLUMN, values),
        Map.of(COLUMN, new boolean[values.length]),
        IntStream.range(0, values.length).toArray(),
        0,
        List.of(),
        TableReading.NONE);
  }
}
