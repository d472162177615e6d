package dev.timestep.task.table.read;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.task.Source;
import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableColumns;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.cells.CsvTable;
import dev.timestep.task.table.time.TimeColumn;
import dev.timestep.task.table.time.TimeGrid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a file into a {@link TimeTable}: the entry point of all tasks on tabular series. */
public final class TableReader {

  /** More names than this make a note that nobody reads. */
  private static final int MOST_NAMES = 8;

  private TableReader() {}

  /**
   * Reads the named columns of a file. Rows at its end in which none of these columns has a value
   * are rows to be forecast: they do not belong to the table's rows, are never filled, and give the
   * times after the last row.
   *
   * @param file delimited text
   * @param columns to read as numbers, targets and covariates alike; empty for all numeric columns
   * @param options the user's options for the file; the rest is detected
   * @throws TableException when the file, its times or one of these columns cannot be used; the
   *     message names file, row, column and what would help
   */
  public static TimeTable read(Path file, List<String> columns, ReadOptions options) {
    return read(file, TableColumns.of(columns), options);
  }

  /**
   * The same with covariates beside the targets. Only the targets say which rows at the end are to
   * be forecast; a covariate that is known in advance keeps its values of these rows. A covariate
   * may have holes ({@link TimeTable#filled}), and may hold texts ({@link TimeTable#categories}).
   */
  public static TimeTable read(Path file, TableColumns columns, ReadOptions options) {
    return read(() -> CsvTable.read(file, options), columns, options);
  }

  /**
   * The same from bytes, for example of standard input.
   *
   * @param name what messages call it
   */
  public static TimeTable read(
      String name, byte[] bytes, List<String> columns, ReadOptions options) {
    return read(name, bytes, TableColumns.of(columns), options);
  }

  /** The same with covariates beside the targets. */
  public static TimeTable read(
      String name, byte[] bytes, TableColumns columns, ReadOptions options) {
    return read(() -> CsvTable.read(name, bytes, options), columns, options);
  }

  /** The same from any source. */
  public static TimeTable read(Source source, List<String> columns, ReadOptions options) {
    return read(source, TableColumns.of(columns), options);
  }

  /** The same with covariates beside the targets. */
  public static TimeTable read(Source source, TableColumns columns, ReadOptions options) {
    return source
        .path()
        .map(file -> read(file, columns, options))
        .orElseGet(() -> read(source.name(), source.bytes(), columns, options));
  }

  private static TimeTable read(
      Supplier<CellTable> table, TableColumns columns, ReadOptions options) {
    try {
      return of(table.get(), columns, options);
    } catch (TableException refusal) {
      throw options.like().map(like -> like.explained(refusal, options)).orElse(refusal);
    }
  }

  /** The same from a table that was read before. */
  public static TimeTable of(CellTable table, List<String> columns, ReadOptions options) {
    return of(table, TableColumns.of(columns), options);
  }

  /** The same with covariates beside the targets. */
  public static TimeTable of(CellTable table, TableColumns columns, ReadOptions options) {
    if (options.fill() != Fill.MASK) {
      return of(table, columns, options, options.fill());
    }
    try {
      return of(table, columns, options, Fill.NONE);
    } catch (TableException refusal) {
      return masked(table, columns, options).orElseThrow(() -> refusal);
    }
  }

  /** The table with its gaps masked, where they are few single ones; nothing for any other. */
  private static Optional<TimeTable> masked(
      CellTable table, TableColumns columns, ReadOptions options) {
    try {
      return Optional.of(of(table, columns, options, Fill.MASK));
    } catch (TableException e) {
      // What the table is refused for without masks says more.
      return Optional.empty();
    }
  }

  private static TimeTable of(CellTable table, TableColumns columns, ReadOptions asked, Fill fill) {
    ReadOptions options = asked.withFill(fill);
    List<String> notes = new ArrayList<>(table.markedNotes());
    Optional<TimeColumn> time = TimeColumn.find(table, options);
    List<Integer> timeColumns = time.map(TimeColumn::columns).orElse(List.of());
    List<Integer> targets = positions(table, columns.targets(), timeColumns);
    List<Integer> covariates = covariates(table, columns.covariates(), targets, timeColumns);
    List<Integer> ahead = covariates(table, columns.future(), targets, timeColumns);
    TimeGrid.Grid whole = TimeGrid.build(table, time, options, notes);
    Map<Integer, double[]> merged = new LinkedHashMap<>();
    for (int column : targets) {
      merged.put(
          column,
          Merging.onGrid(table, column, table.numbers(column), whole, options.duplicates()));
    }
    int future = futureRows(merged.values(), whole.axis().size());
    TimeGrid.Grid grid = whole.first(whole.axis().size() - future);
    int season = grid.axis().frequency().seasonLength();
    Map<String, double[]> values = new LinkedHashMap<>();
    Map<String, boolean[]> filled = new LinkedHashMap<>();
    for (int column : targets) {
      String name = table.columns().get(column);
      double[] history =
          Arrays.copyOf(merged.getOrDefault(column, new double[0]), grid.axis().size());
      notes.addAll(table.markedNotes(column));
      refuseMissing(table, column, history, grid, options);
      requireFew(table, name, history, season, fill);
      filled.put(name, Filler.fill(history, options.fill(), season));
      values.put(name, history);
    }
    futureNote(table, targets, whole.axis(), future).ifPresent(notes::add);
    values.forEach(
        (name, history) ->
            notes.addAll(
                ColumnNotes.of(
                    name, history, filled.getOrDefault(name, new boolean[0]), options.fill())));
    Map<String, List<String>> categories = new LinkedHashMap<>();
    List<Integer> numbers = new ArrayList<>(targets);
    for (int column : covariates) {
      String name = table.columns().get(column);
      CovariateColumn one =
          ahead.contains(column)
              ? CovariateColumn.ahead(table, column, whole, grid.axis().size(), options)
              : CovariateColumn.past(table, column, grid, options);
      if (one.categories().isEmpty()) {
        notes.addAll(table.markedNotes(column));
        numbers.add(column);
      }
      one.note(name).ifPresent(notes::add);
      values.put(name, one.values());
      filled.put(name, one.filled());
      categories.put(name, one.categories());
    }
    List<Integer> read = Stream.concat(targets.stream(), covariates.stream()).toList();
    unreadNote(table, read, timeColumns, options).ifPresent(notes::add);
    int[] lines = new int[grid.axis().size()];
    for (int row = 0; row < lines.length; row++) {
      lines[row] = grid.sources()[row].length == 0 ? 0 : table.line(grid.sources()[row][0]);
    }
    String timeLabel = time.map(found -> found.label(table)).orElse(ReadOptions.NO_TIME);
    TableReading reading = TableFacts.reading(table, numbers, timeLabel, whole.dateOrder(), asked);
    options
        .like()
        .map(like -> like.differences(reading, List.copyOf(values.keySet())))
        .ifPresent(notes::addAll);
    return new TimeTable(
        table.file(),
        grid.axis(),
        values,
        filled,
        new TimeTable.Covariates(names(table, ahead), categories),
        lines,
        future,
        notes,
        reading);
  }

  private static Set<String> names(CellTable table, List<Integer> columns) {
    return columns.stream().map(table.columns()::get).collect(Collectors.toSet());
  }

  private static List<Integer> covariates(
      CellTable table, List<String> names, List<Integer> targets, List<Integer> timeColumns) {
    if (names.isEmpty()) {
      return List.of();
    }
    List<Integer> positions = positions(table, names, timeColumns);
    for (int position : positions) {
      if (targets.contains(position)) {
        throw new TableException(
            "%s: column %s is a target and cannot be a covariate as well."
                .formatted(table.file(), table.columns().get(position)));
      }
    }
    return positions;
  }

  /** Rows at the end without any value: what is to be forecast. 0 where no row has a value. */
  private static int futureRows(Collection<double[]> columns, int rows) {
    for (int row = rows - 1; row >= 0; row--) {
      for (double[] column : columns) {
        if (!Double.isNaN(column[row])) {
          return rows - 1 - row;
        }
      }
    }
    return 0;
  }

  private static Optional<String> futureNote(
      CellTable table, List<Integer> positions, TimeAxis whole, int future) {
    if (future == 0) {
      return Optional.empty();
    }
    String names = positions.stream().map(table.columns()::get).collect(Collectors.joining(" or "));
    return Optional.of(
        (future == 1
                ? "The last row has no "
                : "The last " + CountText.grouped(future) + " rows have no ")
            + names
            + (future == 1
                ? ": it is the row to be forecast ("
                : ": they are the rows to be forecast (")
            + whole.text(whole.size() - future)
            + (future == 1 ? "" : " to " + whole.text(whole.size() - 1))
            + ").");
  }

  /** Columns that are neither time nor asked for, nor used to separate series. */
  private static Optional<String> unreadNote(
      CellTable table, List<Integer> positions, List<Integer> timeColumns, ReadOptions options) {
    List<String> unread = new ArrayList<>();
    for (int column = 0; column < table.columns().size(); column++) {
      String name = table.columns().get(column);
      boolean where = options.where().filter(only -> only.column().equals(name)).isPresent();
      if (!positions.contains(column) && !timeColumns.contains(column) && !where) {
        unread.add(name);
      }
    }
    if (unread.isEmpty()) {
      return Optional.empty();
    }
    int more = unread.size() <= MOST_NAMES + 1 ? 0 : unread.size() - MOST_NAMES;
    return Optional.of(
        (unread.size() == 1 ? "Column that is not read: " : "Columns that are not read: ")
            + String.join(", ", unread.subList(0, unread.size() - more))
            + (more > 0 ? " and " + more + " more." : "."));
  }

  private static List<Integer> positions(
      CellTable table, List<String> columns, List<Integer> timeColumns) {
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
                + " covariate as well. Name another column, or say with "
                + setting("time")
                + " where the time is.");
      }
      positions.add(position);
    }
    return List.copyOf(positions);
  }

  private static void requireFew(
      CellTable table, String name, double[] history, int season, Fill fill) {
    if (fill == Fill.MASK && !GapRule.areFew(GapRule.of(history), history.length, season)) {
      throw new TableException(
          "%s: too many values of %s are missing to mask them. %s"
              .formatted(table.file(), name, GapRule.allowed(history.length, season)));
    }
  }

  private static void refuseMissing(
      CellTable table, int column, double[] values, TimeGrid.Grid grid, ReadOptions options) {
    int missing = 0;
    int first = -1;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i]) && grid.sources()[i].length > 0) {
        first = first < 0 ? grid.sources()[i][0] : first;
        missing++;
      }
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
                  : "; " + CountText.grouped(missing) + " values in all are missing")
              + ". Give "
              + setting("fill")
              + " linear, previous, zero or seasonal to fill them.");
    }
  }
}
