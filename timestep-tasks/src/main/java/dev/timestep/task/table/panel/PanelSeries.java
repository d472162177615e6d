package dev.timestep.task.table.panel;

import dev.timestep.task.table.Names;
import dev.timestep.task.table.TimeAxis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One series of a table of many: its columns on its own regular time axis. A cell without a value
 * is NaN; {@link #missing} tells and {@link #missingCells} counts them.
 *
 * <pre>{@code
 * PanelSeries elm = table.series("Elm").orElseThrow();
 * double last = elm.value("sales", elm.rows() - 1);
 * }</pre>
 *
 * <p>Immutable. Made by {@link PanelReader}.
 */
public final class PanelSeries {

  private final String id;
  private final TimeAxis axis;
  private final int rows;
  private final int knownRows;
  private final SequencedMap<String, PanelValues> values;
  private final SequencedMap<String, Double> statics;
  private final int firstLine;

  PanelSeries(
      String id,
      TimeAxis axis,
      int rows,
      int knownRows,
      SequencedMap<String, PanelValues> values,
      SequencedMap<String, Double> statics,
      int firstLine) {
    this.id = id;
    this.axis = axis;
    this.rows = rows;
    this.knownRows = knownRows;
    this.values = values;
    this.statics = statics;
    this.firstLine = firstLine;
  }

  /** The content of its cells in the id column. */
  public String id() {
    return id;
  }

  /** The times of its {@link #rows} and of the steps after them. */
  public TimeAxis axis() {
    return axis;
  }

  /** Rows up to and with the last one in which a target has a value; masked ones among them. */
  public int rows() {
    return rows;
  }

  /**
   * The same and the rows after them in which every future covariate has a value. Without such
   * covariates, {@link #rows}.
   */
  public int knownRows() {
    return knownRows;
  }

  /** The columns with a value in each row: targets, past and future covariates. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }

  /**
   * The values of a column: {@link #knownRows} of a future covariate, {@link #rows} of all others.
   * Those of a column of texts are codes of {@link PanelTable#categories}.
   */
  public PanelValues values(String name) {
    return named(values, name);
  }

  /** The value of a column in a row; NaN where it is missing. */
  public double value(String name, int row) {
    return values(name).get(row);
  }

  /** Whether a column has no value in a row. */
  public boolean missing(String name, int row) {
    return values(name).missing(row);
  }

  /** Cells without a value of each column. */
  public Map<String, Integer> missingCells() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    values.forEach((name, column) -> counts.put(name, column.missingCells()));
    return counts;
  }

  /** The value of a static column, or its code; NaN where it is missing. */
  public double staticValue(String name) {
    return named(statics, name);
  }

  /** The line of the file, counted from 1, of its first row. */
  public int firstLine() {
    return firstLine;
  }

  private static <T> T named(Map<String, T> columns, String name) {
    T exact = columns.get(name);
    T found = exact == null ? columns.get(Names.visible(name)) : exact;
    if (found == null) {
      throw new IllegalArgumentException(
          "The series has columns " + columns.keySet() + "; received \"" + name + "\"");
    }
    return found;
  }
}
