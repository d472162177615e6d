package dev.timestep.task.table.time;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.form.TimeInterval;
import dev.timestep.task.table.form.TimeShape;
import dev.timestep.task.table.form.TimeShapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of one or more joined columns, and the form that most of them have.
 *
 * @param columns positions in the table, in the order in which the cells are joined
 * @param cells the text of each row; of intervals, the start
 * @param shape the ways to read most of the cells; without forms when they are not times
 * @param interval of the first row, where the rows hold intervals
 */
record TimeCells(
    List<Integer> columns, String[] cells, TimeShape shape, Optional<TimeInterval> interval) {

  private static final int SAMPLE = 500;

  /** What a column without times has. */
  private static final TimeShape NONE = new TimeShape("", List.of());

  /** Cells of one column. */
  static TimeCells of(CellTable table, int column) {
    return of(List.of(column), texts(table, column));
  }

  /** Cells with the form that most of {@value #SAMPLE} cells from all parts have. */
  static TimeCells of(List<Integer> columns, String[] cells) {
    List<String> sample = sample(cells);
    Optional<TimeShape> shape = majority(sample);
    if (shape.isPresent()) {
      return new TimeCells(columns, cells, shape.get(), Optional.empty());
    }
    List<String> starts = new ArrayList<>();
    sample.forEach(cell -> TimeInterval.start(cell).ifPresent(starts::add));
    Optional<TimeShape> ofStarts =
        2 * starts.size() > sample.size() ? majority(starts) : Optional.empty();
    if (ofStarts.isEmpty()) {
      return new TimeCells(columns, cells, NONE, Optional.empty());
    }
    String[] cut = cells.clone();
    for (int row = 0; row < cut.length; row++) {
      cut[row] = TimeInterval.start(cells[row]).orElse(cells[row]);
    }
    return new TimeCells(columns, cut, ofStarts.get(), TimeInterval.of(cells[0]));
  }

  static String[] texts(CellTable table, int column) {
    String[] cells = new String[table.rows()];
    for (int row = 0; row < cells.length; row++) {
      cells[row] = table.text(row, column).strip();
    }
    return cells;
  }

  /** Cells from all parts of a column. */
  static List<String> sample(String[] cells) {
    return sample(cells, SAMPLE);
  }

  /** At most so many cells from all parts of a column. */
  static List<String> sample(String[] cells, int most) {
    int looked = Math.min(cells.length, most);
    List<String> sample = new ArrayList<>(looked);
    for (int i = 0; i < looked; i++) {
      sample.add(cells[(int) ((long) i * cells.length / looked)]);
    }
    return sample;
  }

  private static Optional<TimeShape> majority(List<String> sample) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Integer> existing = new HashMap<>();
    Map<String, TimeShape> shapes = new HashMap<>();
    for (String cell : sample) {
      TimeShapes.of(cell)
          .ifPresent(
              shape -> {
                existing.merge(shape.key(), shape.exists(cell) ? 1 : 0, Integer::sum);
                counts.merge(shape.key(), 1, Integer::sum);
                shapes.merge(shape.key(), shape, TimeCells::wider);
              });
    }
    // A few dates may be broken, which is told by row; where most are, they are not dates.
    return shapes.values().stream()
        .filter(shape -> 2 * counts.getOrDefault(shape.key(), 0) > sample.size())
        .filter(
            shape ->
                2 * existing.getOrDefault(shape.key(), 0) >= counts.getOrDefault(shape.key(), 0))
        .findFirst();
  }

  /** Of two shapes with one key, the one with more ways to read it. */
  private static TimeShape wider(TimeShape a, TimeShape b) {
    return b.forms().size() > a.forms().size() ? b : a;
  }

  boolean isTime() {
    return !shape.forms().isEmpty();
  }

  /** Whether the cells are whole numbers, which may count something else. */
  boolean onlyDigits() {
    return cells[0].chars().allMatch(c -> c >= '0' && c <= '9');
  }

  TimeCells withShape(TimeShape other) {
    return new TimeCells(columns, cells, other, interval);
  }
}
