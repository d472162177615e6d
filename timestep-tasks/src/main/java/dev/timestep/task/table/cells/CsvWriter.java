package dev.timestep.task.table.cells;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes comma-separated values as RFC 4180 has them: a cell with a comma, a quote or the end of a
 * line stands in quotes, and its quotes are doubled. Lines end with a line feed.
 *
 * <pre>{@code
 * String text = new CsvWriter()
 *     .row(List.of("id", "label"))
 *     .row(List.of("7", "left, then right"))
 *     .text();                         // id,label
 *                                      // 7,"left, then right"
 * }</pre>
 */
public final class CsvWriter {
  private static final Pattern PLAIN = Pattern.compile("[^,\"\r\n]*");

  private final StringBuilder text = new StringBuilder();

  /** Adds a row. */
  public CsvWriter row(List<String> cells) {
    text.append(line(cells)).append('\n');
    return this;
  }

  /** All rows. */
  public String text() {
    return text.toString();
  }

  /** One row without its end, for rows that are printed as they come. */
  public static String line(List<String> cells) {
    return cells.stream().map(CsvWriter::cell).collect(Collectors.joining(","));
  }

  private static String cell(String text) {
    return PLAIN.matcher(text).matches() ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
