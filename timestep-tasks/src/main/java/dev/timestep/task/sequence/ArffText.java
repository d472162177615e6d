package dev.timestep.task.sequence;

import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.List;

/** Cuts an ARFF file into lines of the head and rows of values; quotes may hold line breaks. */
final class ArffText {

  /**
   * One row.
   *
   * @param line on which it starts
   * @param cells without their quotes; none at the end of the file
   */
  record Row(int line, List<String> cells) {
    boolean isEnd() {
      return cells.isEmpty();
    }
  }

  private final String file;
  private final String text;
  private int at;
  private int line;

  ArffText(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** The file and the line that was read last. */
  String place() {
    return file + ", line " + line;
  }

  /**
   * The next line that is neither blank nor a comment.
   *
   * @throws TableException at the end of the text: a head ends with {@code @data}
   */
  String headLine() {
    while (at < text.length()) {
      String next = physical();
      if (!next.isBlank() && !next.strip().startsWith("%")) {
        return next.strip();
      }
    }
    throw new TableException(
        file + ": expects a line @data between the head and the cases; there is none. Add it.");
  }

  /** The next row of values. */
  Row row() {
    while (at < text.length()) {
      String next = physical();
      if (next.isBlank() || next.strip().startsWith("%")) {
        continue;
      }
      int start = line;
      StringBuilder whole = new StringBuilder(next);
      while (isOpen(whole) && at < text.length()) {
        whole.append('\n').append(physical());
      }
      if (isOpen(whole)) {
        throw new TableException(
            file + ", line " + start + ": a quote is not closed. Add the quote at the end.");
      }
      if (whole.toString().strip().startsWith("{")) {
        throw new TableException(
            file
                + ", line "
                + start
                + ": rows in braces (sparse ARFF) are not read. Write every value of the row.");
      }
      return new Row(start, cells(whole.toString()));
    }
    return new Row(line, List.of());
  }

  private String physical() {
    int end = text.indexOf('\n', at);
    String next = text.substring(at, end < 0 ? text.length() : end);
    at = end < 0 ? text.length() : end + 1;
    line++;
    return next.endsWith("\r") ? next.substring(0, next.length() - 1) : next;
  }

  private static boolean isOpen(CharSequence text) {
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return quote != 0;
  }

  /** Texts between commas, without quotes and with their escapes read. */
  static List<String> cells(String row) {
    return split(row, true);
  }

  /** Texts between blanks. */
  static List<String> words(String line) {
    return split(line, false);
  }

  private static List<String> split(String row, boolean commas) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    char quote = 0;
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      boolean between = quote == 0 && (commas ? c == ',' : Character.isWhitespace(c));
      if (c == '\\' && i + 1 < row.length()) {
        i++;
        cell.append(row.charAt(i) == 'n' ? '\n' : row.charAt(i) == 't' ? '\t' : row.charAt(i));
      } else if (quote == 0 && (c == '\'' || c == '"') && cell.toString().isBlank()) {
        quote = c;
        quoted = true;
        cell.setLength(0);
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else if (between) {
        if (commas || !cell.isEmpty()) {
          cells.add(quoted ? cell.toString() : cell.toString().strip());
        }
        cell.setLength(0);
        quoted = false;
      } else {
        cell.append(c);
      }
    }
    if (commas || !cell.isEmpty()) {
      cells.add(quoted ? cell.toString().stripTrailing() : cell.toString().strip());
    }
    return cells;
  }
}
