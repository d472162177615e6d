package dev.timestep.task.table.read;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.judge.NumberText;
import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Names;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.time.TimeGrid;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A column beside the targets on the grid of a table: numbers, or the places of its texts in a list
 * of categories.
 *
 * <p>A missing cell takes the value before it, which is all that was known then, and is marked; the
 * cells of a column that is known in advance are not filled after its last value, so that one that
 * ends early is seen to do so.
 *
 * @param values of the rows
 * @param filled which of them were missing
 * @param categories texts in order of their first appearance; empty for numbers
 */
record CovariateColumn(double[] values, boolean[] filled, List<String> categories) {
  /** More texts than this are names, not categories. */
  static final int MOST_CATEGORIES = 64;

  /** Reads a column that is known up to the last row of the targets. */
  static CovariateColumn past(
      CellTable table, int column, TimeGrid.Grid grid, ReadOptions options) {
    return new Cells(table, column, grid, options).first(grid.axis().size());
  }

  /**
   * Reads a column that is known in advance.
   *
   * @param whole the grid of all rows of the file
   * @param rows those that have targets
   * @throws TableException when the column ends before them
   */
  static CovariateColumn ahead(
      CellTable table, int column, TimeGrid.Grid whole, int rows, ReadOptions options) {
    Cells cells = new Cells(table, column, whole, options);
    int last = cells.last();
    if (last < rows) {
      throw new TableException(
          "%s: column %s is known in advance (%s), but ends at %s, %s before the last one with a"
                  .formatted(
                      table.file(),
                      table.columns().get(column),
                      setting("future"),
                      whole.axis().text(last - 1),
                      CountText.of(rows - last, "row"))
              + " target (%s). Give its values of these rows, or read it with %s."
                  .formatted(whole.axis().text(rows - 1), setting("past")));
    }
    return cells.first(last);
  }

  /** The cells of a column on a grid, NaN where one is missing. */
  private static final class Cells {
    private final List<String> categories;
    private final double[] all;

    Cells(CellTable table, int column, TimeGrid.Grid grid, ReadOptions options) {
      categories = isText(table, column) ? categories(table, column) : List.of();
      double[] cells =
          categories.isEmpty() ? table.numbers(column) : codes(table, column, categories);
      Duplicates rule = options.duplicates();
      // A mean of two categories is none of them.
      boolean whole = categories.isEmpty() || rule == Duplicates.LAST;
      all = Merging.onGrid(table, column, cells, grid, whole ? rule : Duplicates.FIRST);
    }

    /** The row after the last that has a value. */
    int last() {
      int last = all.length;
      while (Double.isNaN(all[last - 1])) {
        last--;
      }
      return last;
    }

    CovariateColumn first(int rows) {
      double[] values = Arrays.copyOf(all, rows);
      return new CovariateColumn(values, Filler.fill(values, Fill.PREVIOUS, 1), categories);
    }
  }

  /** Texts, unless most cells are numbers: then the others are mistakes, which are named. */
  private static boolean isText(CellTable table, int column) {
    if (table.isNumeric(column)) {
      return false;
    }
    int numbers = 0;
    int texts = 0;
    for (int row = 0; row < table.rows(); row++) {
      if (!table.isMissing(row, column)) {
        boolean number = table.isNumber(table.text(row, column));
        numbers += number ? 1 : 0;
        texts += number ? 0 : 1;
      }
    }
    return texts > numbers;
  }

  private static List<String> categories(CellTable table, int column) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int row = 0; row < table.rows(); row++) {
      if (!table.isMissing(row, column)) {
        counts.merge(Names.visible(table.text(row, column)), 1, Integer::sum);
      }
      if (counts.size() > MOST_CATEGORIES) {
        throw new TableException(
            "%s: column %s holds more than %d different texts, too many for categories. Leave it"
                    .formatted(table.file(), table.columns().get(column), MOST_CATEGORIES)
                + " out, or give a column of fewer kinds.");
      }
    }
    return List.copyOf(counts.keySet());
  }

  private static double[] codes(CellTable table, int column, List<String> categories) {
    Map<String, Integer> places = new LinkedHashMap<>();
    categories.forEach(text -> places.put(text, places.size()));
    double[] codes = new double[table.rows()];
    for (int row = 0; row < codes.length; row++) {
      codes[row] =
          table.isMissing(row, column)
              ? Double.NaN
              : Objects.requireNonNull(places.get(Names.visible(table.text(row, column))));
    }
    return codes;
  }

  /** What was found, where it is worth a word. */
  Optional<String> note(String name) {
    int count = 0;
    for (boolean cell : filled) {
      count += cell ? 1 : 0;
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(
            "%s of %s of %s (%s) %s missing: the value before is taken, and an input says so."
                .formatted(
                    CountText.grouped(count),
                    CountText.of(filled.length, "value"),
                    name,
                    NumberText.percent((double) count / filled.length),
                    count == 1 ? "is" : "are"));
  }
}
