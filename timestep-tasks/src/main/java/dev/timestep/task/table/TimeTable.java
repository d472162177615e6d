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

/**
 * Numeric columns on a regular time axis: finite numbers only, one row for each step.
 *
 * <p>Immutable. Made by {@code TableReader}.
 */
public final class TimeTable {

  private final String file;
  private final TimeAxis axis;
  private final Map<String, double[]> columns;
  private final Map<String, boolean[]> filled;
  private final int[] lines;
  private final int futureRows;
  private final List<String> notes;
  private final TableReading reading;
  private final String fingerprint;

  public TimeTable(
      String file,
      TimeAxis axis,
      Map<String, double[]> columns,
      Map<String, boolean[]> filled,
      int[] lines,
      int futureRows,
      List<String> notes,
      TableReading reading) {
    this.file = file;
    this.axis = axis;
    this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    this.filled = Map.copyOf(filled);
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
   * The first rows alone, as if the file ended there: what was known at a time.
   *
   * @param rows 1 or more, at most all
   */
  public TimeTable first(int rows) {
    if (rows < 1 || rows > rows()) {
      throw new IllegalArgumentException(
          "TimeTable.first expects 1 to " + rows() + " rows; received " + rows + ".");
    }
    Map<String, double[]> values = new LinkedHashMap<>();
    columns.forEach((name, all) -> values.put(name, Arrays.copyOf(all, rows)));
    Map<String, boolean[]> cells = new LinkedHashMap<>();
    filled.forEach((name, all) -> cells.put(name, Arrays.copyOf(all, rows)));
    return new TimeTable(
        file, axis.first(rows), values, cells, Arrays.copyOf(lines, rows), 0, notes, reading);
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
   * A copy of the values of a column, one finite number for each row. As in {@link
   * CsvTable#column}, blanks that cannot be seen do not matter, nor does the case of letters where
   * one column fits.
   */
  public double[] column(String name) {
    return require(columns, name).clone();
  }

  /** Which cells of the column were not in the file but filled. */
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
