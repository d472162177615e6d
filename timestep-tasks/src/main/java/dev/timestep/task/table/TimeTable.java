package dev.timestep.task.table;

import dev.timestep.io.file.Sha256;
import dev.timestep.task.message.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Numeric columns on a regular time axis: finite numbers only, one row for each step.
 *
 * <p>A column that is known in advance has values of rows after the last one, too ({@link #known}).
 * A column of texts holds the places of its {@link #categories}.
 *
 * <p>Immutable. Made by {@code TableReader}.
 */
public final class TimeTable {
  /**
   * The columns beside the targets.
   *
   * @param ahead those that are known in advance
   * @param categories texts of each covariate, by the numbers that its column holds; empty for one
   *     of numbers
   */
  public record Covariates(Set<String> ahead, Map<String, List<String>> categories) {
    /** Targets only. */
    public static final Covariates NONE = new Covariates(Set.of(), Map.of());

    public Covariates {
      ahead = Set.copyOf(ahead);
      categories = Map.copyOf(categories);
    }
  }

  private final String file;
  private final TimeAxis axis;
  private final Map<String, double[]> columns;
  private final Map<String, boolean[]> filled;
  private final Covariates covariates;
  private final int[] lines;
  private final int futureRows;
  private final List<String> notes;
  private final TableReading reading;
  private final String fingerprint;

  /** A table of targets only. */
  public TimeTable(
      String file,
      TimeAxis axis,
      Map<String, double[]> columns,
      Map<String, boolean[]> filled,
      int[] lines,
      int futureRows,
      List<String> notes,
      TableReading reading) {
    this(file, axis, columns, filled, Covariates.NONE, lines, futureRows, notes, reading);
  }

  /**
   * A table.
   *
   * @param file the path that was read, as it was given
   * @param axis of the rows and the steps after them
   * @param columns a value for each row; of a column that is known in advance, for rows after them,
   *     too
   * @param filled which cells of each column were not in the file
   * @param covariates which columns are no targets
   * @param lines of the file for each row, 0 for an inserted one
   * @param futureRows rows at the end of the file that are to be forecast
   * @param notes for the user, their settings marked
   * @param reading how the file was read
   */
  public TimeTable(
      String file,
      TimeAxis axis,
      Map<String, double[]> columns,
      Map<String, boolean[]> filled,
      Covariates covariates,
      int[] lines,
      int futureRows,
      List<String> notes,
      TableReading reading) {
    this.file = file;
    this.axis = axis;
    this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    this.filled = Map.copyOf(filled);
    this.covariates = covariates;
    this.lines = lines;
    this.futureRows = futureRows;
    this.notes = List.copyOf(notes);
    this.reading = reading;
    this.fingerprint = digest();
  }

  private TimeTable(TimeTable table, List<String> notes) {
    this.file = table.file;
    this.axis = table.axis;
    this.columns = table.columns;
    this.filled = table.filled;
    this.covariates = table.covariates;
    this.lines = table.lines;
    this.futureRows = table.futureRows;
    this.notes = List.copyOf(notes);
    this.reading = table.reading;
    this.fingerprint = table.fingerprint;
  }

  /** The same table with further notes. */
  public TimeTable withNotes(List<String> further) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(further);
    return new TimeTable(this, all);
  }

  /**
   * The first rows alone, as if the file ended there: what was known at a time. Of a column that is
   * known in advance the values of later rows stay.
   *
   * @param rows 1 or more, at most all
   */
  public TimeTable first(int rows) {
    if (rows < 1 || rows > rows()) {
      throw new IllegalArgumentException(
          "TimeTable.first expects 1 to " + rows() + " rows; received " + rows + ".");
    }
    Map<String, double[]> values = new LinkedHashMap<>();
    Map<String, boolean[]> cells = new LinkedHashMap<>();
    columns.forEach(
        (name, all) -> {
          int kept = covariates.ahead().contains(name) ? all.length : rows;
          values.put(name, Arrays.copyOf(all, kept));
          cells.put(name, Arrays.copyOf(require(filled, name), kept));
        });
    return new TimeTable(
        file,
        axis.first(rows),
        values,
        cells,
        covariates,
        Arrays.copyOf(lines, rows),
        0,
        notes,
        reading);
  }

  /** The path that was read, as it was given. */
  public String file() {
    return file;
  }

  /** The times of the rows and of the steps after them. */
  public TimeAxis axis() {
    return axis;
  }

  /** Number of rows, inserted ones among them. */
  public int rows() {
    return axis.size();
  }

  /** The names of the columns in the order in which they were asked for. */
  public List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /**
   * A copy of the values of a column, one finite number for each row; of a covariate of texts, the
   * places of its {@link #categories}. As in {@link CsvTable#column}, blanks that cannot be seen do
   * not matter, nor does the case of letters where one column fits.
   */
  public double[] column(String name) {
    return Arrays.copyOf(require(columns, name), rows());
  }

  /** The same with the values of rows after the last, as far as the file has them. */
  public double[] known(String name) {
    return require(columns, name).clone();
  }

  /** Texts of a column, in the order of the numbers that stand for them; empty for numbers. */
  public List<String> categories(String name) {
    List<String> texts = covariates.categories().get(Names.visible(name));
    return texts == null ? List.of() : texts;
  }

  /** Which cells of the column, as {@link #known} gives it, were not in the file but filled. */
  public boolean[] filled(String name) {
    return require(filled, name).clone();
  }

  private <T> T require(Map<String, T> map, String name) {
    String seen = Names.visible(name);
    T value = map.get(seen);
    if (value != null) {
      return value;
    }
    List<String> similar = map.keySet().stream().filter(seen::equalsIgnoreCase).toList();
    if (similar.size() == 1) {
      return Objects.requireNonNull(map.get(similar.getFirst()));
    }
    throw new IllegalArgumentException(
        "The table has columns " + names() + "; received \"" + name + "\"");
  }

  /** Filled cells of each column, in inserted rows and in rows of the file; 0 where none. */
  public Map<String, Integer> filledCells() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String name : columns.keySet()) {
      int count = 0;
      for (boolean cell : require(filled, name)) {
        count += cell ? 1 : 0;
      }
      counts.put(name, count);
    }
    return Collections.unmodifiableMap(counts);
  }

  /** Rows that were not in the file. */
  public int insertedRows() {
    int inserted = 0;
    for (int line : lines) {
      inserted += line == 0 ? 1 : 0;
    }
    return inserted;
  }

  /**
   * Rows at the end of the file in which no column has a value: the steps to be forecast. They are
   * not among {@link #rows}; their times are those of the axis after its last row.
   */
  public int futureRows() {
    return futureRows;
  }

  /** The line of the file, counted from 1, that the row was read from; 0 for an inserted row. */
  public int line(int row) {
    return lines[row];
  }

  /** "file, row 12, column births": how messages name a cell. */
  public String where(int row, String column) {
    return file
        + (lines[row] > 0 ? ", row " + lines[row] : ", " + axis.text(row) + " (inserted)")
        + ", column "
        + column;
  }

  /** What was detected, merged, filled or noticed, in sentences for the user. */
  public List<String> notes() {
    return Message.plain(notes);
  }

  /** The {@link #notes} with their settings marked, for programs that name settings otherwise. */
  public List<String> markedNotes() {
    return notes;
  }

  /** How the file was read: what later files of its kind are read with. */
  public TableReading reading() {
    return reading;
  }

  /**
   * SHA-256, in hexadecimal, of what is used of the file: times, column names and values. The same
   * for a file that differs only in delimiter or in columns that are not used.
   */
  public String fingerprint() {
    return fingerprint;
  }

  private String digest() {
    Sha256 sha = new Sha256().add(axis.frequency().code());
    for (int row = 0; row < axis.size() && axis.hasTime(); row++) {
      sha.add(axis.stamp(row).millis());
    }
    columns.forEach(
        (name, values) -> {
          sha.add(name);
          for (double value : values) {
            sha.add(value);
          }
        });
    return sha.hex();
  }
}
