package dev.timestep.task.table.panel;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.Names;
import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The column, or columns, that separate the series; the id is the text of their cells, joined by
 * '+'.
 *
 * @param columns positions in the table
 * @param label their names as a user gives them
 */
record IdCells(List<Integer> columns, String label) {

  private static final char BETWEEN = '+';

  /** Finds the columns that a setting names: the one of this name, else those joined by '+'. */
  static IdCells of(CellTable head, String asked) {
    boolean whole = asked.indexOf(BETWEEN) < 0 || head.columns().contains(Names.visible(asked));
    List<Integer> columns = new ArrayList<>();
    for (String name : whole ? List.of(asked) : List.of(asked.split("\\+", -1))) {
      int column = head.column(name.strip(), "id");
      if (columns.contains(column)) {
        throw new TableException(
            head.file()
                + ": "
                + setting("id")
                + " "
                + asked
                + " names column \""
                + head.columns().get(column)
                + "\" twice. Name it once.");
      }
      columns.add(column);
    }
    String label = columns.stream().map(head.columns()::get).collect(Collectors.joining("+"));
    return new IdCells(List.copyOf(columns), label);
  }

  /** The cells of a row as they are written; empty where one of them is. */
  String written(String[] cells) {
    if (columns.size() == 1) {
      return cells[columns.getFirst()];
    }
    StringBuilder text = new StringBuilder();
    for (int column : columns) {
      if (cells[column].isBlank()) {
        return "";
      }
      text.append(text.isEmpty() ? "" : BETWEEN).append(cells[column].strip());
    }
    return text.toString();
  }

  /** The same of a row of a table. */
  String written(CellTable table, int row) {
    String[] cells = new String[table.columns().size()];
    columns.forEach(column -> cells[column] = table.text(row, column));
    return written(cells);
  }

  /**
   * A further column that separates rows of one id and time in the head: the one with the fewest
   * values. Its cells repeat from time to time, as measured values hardly do.
   *
   * @param rows of one id
   * @param other columns that have another meaning
   */
  Optional<String> separating(CellTable rows, List<Integer> time, Set<Integer> other) {
    record Candidate(int column, int values) {}
    List<Candidate> candidates = new ArrayList<>();
    for (int column = 0; column < rows.columns().size(); column++) {
      if (columns.contains(column) || time.contains(column) || other.contains(column)) {
        continue;
      }
      Set<String> values = new HashSet<>();
      Set<List<String>> pairs = new HashSet<>();
      for (int row = 0; row < rows.rows(); row++) {
        String value = rows.text(row, column).strip();
        List<String> pair = new ArrayList<>(List.of(value));
        for (int part : time) {
          pair.add(rows.text(row, part).strip());
        }
        values.add(value);
        pairs.add(pair);
      }
      boolean apart = pairs.size() == rows.rows() && 2 * values.size() <= rows.rows();
      if (apart && values.size() > 1 && !values.contains("")) {
        candidates.add(new Candidate(column, values.size()));
      }
    }
    return candidates.stream()
        .min(Comparator.comparingInt(Candidate::values))
        .map(found -> label + BETWEEN + rows.columns().get(found.column()));
  }
}
