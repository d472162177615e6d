package dev.timestep.task.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a file into a {@link TimeTable}: the one entrance for all tasks on tabular series. */
public final class TableReader {

  private TableReader() {}

  /**
   * Reads the named columns of a file.
   *
   * @param file delimited text
   * @param columns to read as numbers, targets and covariates alike; empty for all numeric columns
   * @param options what the user says about the file; the rest is detected
   * @throws TableException when the file, its times or one of these columns cannot be used; the
   *     message names file, row, column and what would help
   */
  public static TimeTable read(Path file, List<String> columns, ReadOptions options) {
    CsvTable table = CsvTable.read(file, options);
    return of(table, columns, options);
  }

  /** The same from a table that was read before. */
  public static TimeTable of(CsvTable table, List<String> columns, ReadOptions options) {
    List<String> notes = new ArrayList<>(table.notes());
    Optional<TimeColumn> time = TimeColumn.find(table, options);
    List<Integer> positions =
        positions(table, columns, time.map(TimeColumn::columns).orElse(List.of()));
    TimeGrid.Grid grid = TimeGrid.build(table, time, options, notes);
    int season = grid.axis().frequency().seasonLength();
    Map<String, double[]> values = new LinkedHashMap<>();
    Map<String, boolean[]> filled = new LinkedHashMap<>();
    for (int column : positions) {
      String name = table.columns().get(column);
      double[] onGrid = onGrid(table, column, grid, options);
      notes.addAll(table.notes(column));
      filled.put(name, Filler.fill(onGrid, options.fill(), season));
      values.put(name, onGrid);
      describe(name, onGrid, filled.get(name), options.fill(), notes);
    }
    int[] lines = new int[grid.axis().size()];
    for (int row = 0; row < lines.length; row++) {
      lines[row] = grid.sources()[row].length == 0 ? 0 : table.line(grid.sources()[row][0]);
    }
    TableReading reading =
        new TableReading(
            options,
            Optional.empty(),
            DateOrder.AUTO,
            Optional.of(time.map(found -> found.label(table)).orElse(ReadOptions.NO_TIME)));
    return new TimeTable(table.file(), grid.axis(), values, filled, lines, notes, reading);
  }

  private static List<Integer> positions(
      CsvTable table, List<String> columns, List<Integer> timeColumns) {
    if (columns.isEmpty()) {
      List<Integer> numeric = new ArrayList<>(table.numericColumns());
      numeric.removeAll(timeColumns);
      if (numeric.isEmpty()) {
        throw new TableException(
            table.file()
                + ": no column holds numbers only. The columns are: "
                + String.join(", ", table.columns())
                + ".");
      }
      return numeric;
    }
    LinkedHashSet<Integer> positions = new LinkedHashSet<>();
    for (String name : columns) {
      int position = table.column(name, "");
      if (timeColumns.contains(position)) {
        throw new TableException(
            table.file()
                + ": column \""
                + name
                + "\" holds the time and cannot be a target or"
                + " covariate as well. Name another column, or say with --time where the time is.");
      }
      positions.add(position);
    }
    return List.copyOf(positions);
  }

  private static double[] onGrid(
      CsvTable table, int column, TimeGrid.Grid grid, ReadOptions options) {
    double[] cells = table.numbers(column);
    double[] values = new double[grid.axis().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = merged(cells, grid.sources()[i], options.duplicates());
    }
    refuseMissing(table, column, cells, values, grid, options);
    return values;
  }

  private static double merged(double[] cells, int[] rows, Duplicates rule) {
    if (rows.length == 0) {
      return Double.NaN;
    }
    if (rows.length == 1 || rule == Duplicates.FIRST) {
      return cells[rows[0]];
    }
    if (rule == Duplicates.LAST) {
      return cells[rows[rows.length - 1]];
    }
    double sum = 0;
    int count = 0;
    for (int row : rows) {
      if (!Double.isNaN(cells[row])) {
        sum += cells[row];
        count++;
      }
    }
    return count == 0 ? Double.NaN : rule == Duplicates.SUM ? sum : sum / count;
  }

  private static void refuseMissing(
      CsvTable table,
      int column,
      double[] cells,
      double[] values,
      TimeGrid.Grid grid,
      ReadOptions options) {
    int missing = 0;
    int first = -1;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i]) && grid.sources()[i].length > 0) {
        first = first < 0 ? grid.sources()[i][0] : first;
        missing++;
      }
    }
    String name = table.columns().get(column);
    boolean empty = true;
    for (double cell : cells) {
      empty &= Double.isNaN(cell);
    }
    if (empty) {
      throw new TableException(
          table.file() + ", column " + name + ": all cells are missing. Name another column.");
    }
    if (missing > 0 && options.fill() == Fill.NONE) {
      String cell = table.text(first, column).strip();
      throw new TableException(
          table.where(first, column)
              + ": the value is missing ("
              + (cell.isEmpty() ? "empty cell" : "\"" + cell + "\"")
              + ")"
              + (missing == 1
                  ? ""
                  : "; " + TimeGrid.grouped(missing) + " values are missing in all")
              + ". Give --fill linear, previous, zero or seasonal to fill them.");
    }
  }

  private static void describe(
      String name, double[] values, boolean[] filled, Fill fill, List<String> notes) {
    int count = 0;
    int leading = 0;
    boolean constant = true;
    for (int i = 0; i < values.length; i++) {
      count += filled[i] ? 1 : 0;
      leading += filled[i] && leading == i ? 1 : 0;
      constant &= values[i] == values[0];
    }
    if (count > 0) {
      String before =
          leading > 0 && fill != Fill.ZERO
              ? "; " + leading + " before the first value took a later one"
              : "";
      notes.add(
          TimeGrid.grouped(count)
              + " of "
              + TimeGrid.grouped(values.length)
              + " values of "
              + name
              + " were filled (--fill "
              + fill.option()
              + ")"
              + before
              + ".");
    }
    if (constant && values.length > 1) {
      notes.add(
          "Column "
              + name
              + " is constant ("
              + values[0]
              + "): there is nothing to learn"
              + " from it.");
    }
    sentinel(name, values).ifPresent(notes::add);
  }

  /** A value such as -9999 that stands apart from all others often marks a missing cell. */
  private static Optional<String> sentinel(String name, double[] values) {
    for (double mark : new double[] {-200, -999, -9999, -99999, 9999, 99999}) {
      int marked = 0;
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double value : values) {
        if (value == mark) {
          marked++;
        } else {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      double range = high - low;
      if (marked > 0
          && marked < values.length
          && range > 0
          && (mark < low - range || mark > high + range)) {
        long text = (long) mark;
        return Optional.of(
            marked
                + " values of "
                + name
                + " are "
                + text
                + ", far from all others ("
                + low
                + " to "
                + high
                + "). If that marks a missing value, give --missing="
                + text
                + ".");
      }
    }
    return Optional.empty();
  }
}
