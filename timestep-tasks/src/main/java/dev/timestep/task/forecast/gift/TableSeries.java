package dev.timestep.task.forecast.gift;

import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The series of a table: its columns, or what groups of its rows add up to. */
final class TableSeries {
  private TableSeries() {}

  /**
   * Reads them.
   *
   * @throws TableException when the table has another step than the description says, or its rows
   *     do not make whole groups
   */
  static List<GiftSeries> read(GiftSet set, Path file) {
    ReadOptions options =
        set.time().map(ReadOptions.defaults()::withTime).orElse(ReadOptions.defaults());
    TimeTable table = TableReader.read(file, set.columns(), options);
    requireStep(set, table);
    List<GiftSeries> series = new ArrayList<>();
    for (String column : table.names()) {
      double[] values = table.column(column);
      series.add(
          set.aggregate()
              .map(how -> grouped(set, how, table, column, values))
              .orElseGet(() -> new GiftSeries(column, values, table.axis())));
    }
    return series;
  }

  private static void requireStep(GiftSet set, TimeTable table) {
    Frequency found = table.axis().frequency();
    String field = set.aggregate().isPresent() ? "aggregate.from" : "step";
    Frequency said =
        set.aggregate().map(how -> GiftSet.step("from", how.from())).orElse(set.frequency());
    if (!said.sameStep(found)) {
      throw new TableException(
          "%s: the description of %s says %s = %s, but the rows are %s. Correct the description."
              .formatted(table.file(), set.name(), field, said.code(), found.label()));
    }
  }

  private static GiftSeries grouped(
      GiftSet set, GiftAggregate how, TimeTable table, String column, double[] values) {
    TimeAxis axis = table.axis();
    Frequency.Unit unit = set.frequency().unit();
    requireWhole(set, table, axis.local(0), unit, "first");
    // The row after the last one begins the next group where the last group is whole.
    requireWhole(set, table, axis.local(values.length), unit, "last");
    double[] groups = new double[values.length];
    int count = 0;
    int from = 0;
    for (int row = 1; row <= values.length; row++) {
      LocalDateTime start = GiftAggregate.start(axis.local(from), unit);
      if (row == values.length || !start.equals(GiftAggregate.start(axis.local(row), unit))) {
        double sum = Arrays.stream(values, from, row).sum();
        groups[count++] = how.by() == GiftAggregate.By.SUM ? sum : sum / (row - from);
        from = row;
      }
    }
    return new GiftSeries(
        column,
        Arrays.copyOf(groups, count),
        TimeAxis.regular(axis.local(0), count, set.frequency()));
  }

  private static void requireWhole(
      GiftSet set, TimeTable table, LocalDateTime time, Frequency.Unit unit, String which) {
    if (!time.equals(GiftAggregate.start(time, unit))) {
      throw new TableException(
          "%s: the rows of %s are put together by step %s, but the %s group has rows missing: it"
                  .formatted(table.file(), set.name(), set.step(), which)
              + " would stand beside whole ones. Give a file of whole groups.");
    }
  }
}
