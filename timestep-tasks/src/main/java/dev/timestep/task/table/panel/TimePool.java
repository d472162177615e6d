package dev.timestep.task.table.panel;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.cells.TableStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The different times of a file, each once, in the order in which they first appear: the rows of a
 * table by which the form of all times is decided.
 */
final class TimePool implements CellTable {

  /** Stands between the cells of several columns. */
  private static final char BETWEEN = '\u001f';

  /** They take some 500 bytes each while they are read; minutes of almost four years. */
  static final int MOST = 2_000_000;

  private final int most;
  private final TableStream stream;
  private final List<Integer> columns;
  private final Map<String, Integer> positions = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final IntLog lines = new IntLog();
  private int[] line = {};

  TimePool(TableStream stream, List<Integer> columns) {
    this(stream, columns, MOST);
  }

  /** A pool of at most so many times. */
  TimePool(TableStream stream, List<Integer> columns, int most) {
    this.most = most;
    this.stream = stream;
    this.columns = columns;
  }

  /** Positions of the columns that hold the times. */
  List<Integer> timeColumns() {
    return columns;
  }

  /** The position of a row's time. */
  int position(int line, String[] cells) {
    String text = text(cells);
    Integer known = positions.get(text);
    if (known != null) {
      return known;
    }
    int position = texts.size();
    if (position == most) {
      throw new TableException(
          file()
              + ", row "
              + line
              + ": more than "
              + CountText.grouped(most)
              + " different times. Round the times of all series to the same steps, or split the"
              + " file by time.");
    }
    positions.put(text, position);
    texts.add(text);
    lines.add(line);
    return position;
  }

  private String text(String[] cells) {
    if (columns.size() == 1) {
      return cells[columns.getFirst()].strip();
    }
    StringBuilder text = new StringBuilder(cells[columns.getFirst()].strip());
    for (int column : columns.subList(1, columns.size())) {
      text.append(BETWEEN).append(cells[column].strip());
    }
    return text.toString();
  }

  /** Ends the collection. */
  TimePool finish() {
    positions.clear();
    line = lines.values();
    return this;
  }

  @Override
  public String file() {
    return stream.head().file();
  }

  @Override
  public List<String> columns() {
    return stream.head().columns();
  }

  @Override
  public int rows() {
    return texts.size();
  }

  @Override
  public int line(int row) {
    return line[row];
  }

  @Override
  public String text(int row, int column) {
    int part = columns.indexOf(column);
    if (columns.size() == 1) {
      return part == 0 ? texts.get(row) : "";
    }
    return part < 0 ? "" : texts.get(row).split(String.valueOf(BETWEEN), -1)[part];
  }

  @Override
  public boolean isMissing(int row, int column) {
    return stream.isMissing(text(row, column), column);
  }

  @Override
  public boolean isNumber(String cell) {
    return stream.head().isNumber(cell);
  }

  @Override
  public boolean isNumeric(int column) {
    return false;
  }

  @Override
  public double[] numbers(int column) {
    throw new IllegalStateException("Times are no numbers");
  }
}
