package dev.timestep.task.table;

import dev.timestep.task.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rows of cells with named columns, wherever they come from: a text file, a query, a message.
 * {@code TableReader.of} puts such rows on a time axis; a job whose rows are no series in time
 * reads the cells as they are.
 *
 * <p>A source whose numbers are numbers already answers the first nine methods only. One that has
 * texts decides from all of them how numbers are written, as {@code CsvTable} does.
 *
 * <p>A table does not change: the same cell has the same content whenever it is asked for.
 */
public interface CellTable {

  /** What messages call the table: the path of a file, the name of a query. */
  String file();

  /** Column names in order. */
  List<String> columns();

  /** Number of rows. */
  int rows();

  /** The number by which messages name a row, such as its line in a file; counted from 1. */
  int line(int row);

  /** A cell as its source writes it; times in a form that is read from files too, such as ISO. */
  String text(int row, int column);

  /** Whether a cell has no value. */
  boolean isMissing(int row, int column);

  /** Whether a text is a number in some writing of this source. */
  boolean isNumber(String cell);

  /** Whether every cell of the column that is not missing is a number, and one is there. */
  boolean isNumeric(int column);

  /**
   * The column as numbers, NaN where a cell is missing.
   *
   * @throws TableException when a cell is not a finite number
   */
  double[] numbers(int column);

  /** How the numbers of a column are written; plain, unless the source has texts. */
  default NumberForm form(int column) {
    return NumberForm.PLAIN;
  }

  /** What was decided from the rows, in sentences with their settings marked. */
  default List<String> markedNotes() {
    return List.of();
  }

  /** What was decided about the numbers of a column, in sentences with their settings marked. */
  default List<String> markedNotes(int column) {
    return List.of();
  }

  /** What was decided from the rows, in sentences. */
  default List<String> notes() {
    return Message.plain(markedNotes());
  }

  /** What was decided about the numbers of a column, in sentences. */
  default List<String> notes(int column) {
    return Message.plain(markedNotes(column));
  }

  /** Positions of all columns whose cells are numbers, in order. */
  default List<Integer> numericColumns() {
    return IntStream.range(0, columns().size()).filter(this::isNumeric).boxed().toList();
  }

  /** "file, row 12, column births": how messages name a cell. */
  default String where(int row, int column) {
    return file() + ", row " + line(row) + ", column " + columns().get(column);
  }

  /**
   * The position of a column.
   *
   * @param setting that asked for it, marked, for the message; may be empty
   * @throws TableException when no column, or more than one, has this name
   */
  default int column(String name, String setting) {
    int first = columns().indexOf(name);
    String asked = setting.isEmpty() ? "" : " (" + setting + ")";
    if (first < 0) {
      Optional<String> near = Names.nearest(name, columns());
      throw new TableException(
          file()
              + ": there is no column \""
              + name
              + "\""
              + asked
              + near.map(other -> "; did you mean \"" + other + "\"?").orElse(".")
              + " The columns are: "
              + String.join(", ", columns())
              + ".");
    }
    if (columns().lastIndexOf(name) != first) {
      throw new TableException(
          file()
              + ": columns "
              + (first + 1)
              + " and "
              + (columns().lastIndexOf(name) + 1)
              + " are both called \""
              + name
              + "\""
              + asked
              + ". Rename one of them.");
    }
    return first;
  }
}
