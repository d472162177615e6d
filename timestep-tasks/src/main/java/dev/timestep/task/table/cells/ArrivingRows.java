package dev.timestep.task.table.cells;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which of the lines that arrive one by one are rows of a table. The rules are those of
 * {@link CsvTable}, as if each line were the last of a file.
 *
 * <pre>{@code
 * ArrivingRows rows = new ArrivingRows("id,time,x", true, true, ReadOptions.defaults());
 * rows.leftOut("line 4 of pipe", 4, "# sensor restarted"); // "Line 4 was left out: a remark, …"
 * rows.leftOut("line 5 of pipe", 5, "a,1,0.5"); // empty: a row
 * }</pre>
 */
public final class ArrivingRows {
  private final CsvRow head;
  private final boolean header;
  private final boolean fixed;
  private final char delimiter;
  private final MissingMarks missing;

  /**
   * Lines under a first one.
   *
   * @param head the header, or the first row where the table has none
   * @param header whether {@code head} names the columns
   * @param fixed whether all rows have as many cells as {@code head}
   * @param options the delimiter and the marks of missing cells
   */
  public ArrivingRows(String head, boolean header, boolean fixed, ReadOptions options) {
    this.header = header;
    this.fixed = fixed;
    this.delimiter = options.delimiter().orElseGet(() -> CsvDialect.delimiter(head));
    this.head = row("", 1, head);
    this.missing = MissingMarks.with(options.missing());
  }

  /**
   * The header that a comment above the first row is, by the number of its cells.
   *
   * @param comment a line that starts with #
   * @param row the line under it
   * @return the header without its #; empty where the comment is none
   */
  public static Optional<String> header(String comment, String row) {
    String text = CsvText.of(comment + "\n" + row + "\n", Set.of()).content();
    List<String> kept = text.lines().filter(line -> !line.isBlank()).toList();
    return kept.size() == 2 ? Optional.of(kept.getFirst()) : Optional.empty();
  }

  /**
   * Why a line is no row, in a sentence for a note.
   *
   * @param place of the line, for messages
   * @param number of the line, for the note
   * @param text of the line, which is not blank
   * @return empty for a row
   * @throws TableException when the line has another number of cells than the rows, or a single
   *     filled one
   */
  public Optional<String> leftOut(String place, int number, String text) {
    CsvRow line = row(place, number, text);
    boolean other = line.width() != head.width();
    List<CsvRow> titles = header ? List.of(head) : List.of();
    Optional<String> reason =
        TableLayout.leftOut(List.of(head, line), delimiter, missing, titles, other);
    if (reason.isPresent() || other && !fixed) {
      return reason;
    }
    if (other) {
      throw new TableException(
          place
              + ": expects "
              + head.width()
              + (head.width() == 1 ? " cell" : " cells")
              + (header ? ", as in the header" : ", as in the first row")
              + "; received "
              + line.width()
              + " (\""
              + Words.shortened(text.strip())
              + "\"). Correct the line: a cell that holds the delimiter needs quotes, and a value"
              + " that is missing stays a blank cell.");
    }
    boolean alone =
        TableLayout.leftOut(List.of(head, line), delimiter, missing, titles, true).isPresent();
    if (alone) {
      throw new TableException(
          place
              + ": expects a row with one value or more; only one cell is filled (\""
              + Words.shortened(text.strip())
              + "\"). Fill the row in or leave it out.");
    }
    return Optional.empty();
  }

  private CsvRow row(String place, int number, String text) {
    return new CsvRow(number, CsvDialect.rows(place, text, delimiter).getFirst().cells());
  }
}
