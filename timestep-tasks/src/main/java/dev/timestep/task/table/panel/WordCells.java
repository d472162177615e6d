package dev.timestep.task.table.panel;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.Names;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.cells.TableStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the words of a column as codes: those that a model knows, or all that come by. */
final class WordCells implements CellReader {

  /** A column with more different words is a remark, not a category. */
  static final int MOST_WORDS = 100_000;

  private final TableStream stream;
  private final int column;
  private final boolean fixed;
  private final List<String> words = new ArrayList<>();
  private final Map<String, Integer> codes = new HashMap<>();

  /** Codes of the cells as they are written, blanks and case of invisible characters included. */
  private final Map<String, Integer> asWritten = new HashMap<>();

  WordCells(TableStream stream, int column, Optional<List<String>> known) {
    this.stream = stream;
    this.column = column;
    this.fixed = known.isPresent();
    known.ifPresent(list -> list.forEach(this::add));
  }

  private int add(String word) {
    words.add(word);
    codes.put(word, words.size());
    return words.size();
  }

  List<String> words() {
    return words;
  }

  @Override
  public boolean isWords() {
    return true;
  }

  @Override
  public double read(int line, String[] cells) {
    String cell = cells[column];
    Integer known = asWritten.get(cell);
    if (known != null) {
      return known;
    }
    if (stream.isMissing(cell, column)) {
      return Double.NaN;
    }
    String word = Names.visible(cell);
    int code = codes.getOrDefault(word, Categories.UNKNOWN);
    if (code == Categories.UNKNOWN && !fixed) {
      if (words.size() == MOST_WORDS) {
        throw new TableException(
            stream.head().file()
                + ", row "
                + line
                + ", column "
                + stream.head().columns().get(column)
                + ": more than "
                + CountText.grouped(MOST_WORDS)
                + " different texts are no categories. Name another column, or leave this one"
                + " out.");
      }
      code = add(word);
    }
    if (asWritten.size() < 2 * MOST_WORDS) {
      asWritten.put(cell, code);
    }
    return code;
  }
}
