package dev.timestep.task.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The form of a delimited file, as its rows show it.
 *
 * @param delimiter between cells
 * @param header whether the first row names the columns
 * @param numbers how numbers are written
 */
record CsvDialect(char delimiter, boolean header, NumberStyle numbers) {

  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int SAMPLE_ROWS = 200;
  private static final int SAMPLE_CHARS = 1 << 18;
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[\\d.]+,\\d+");

  /** A point with digits after it, or two groups of thousands. */
  private static final Pattern DECIMAL_POINT =
      Pattern.compile("[+-]?\\d*\\.\\d+|[+-]?\\d{1,3}(,\\d{3})+\\.\\d+|[+-]?\\d{1,3}(,\\d{3}){2,}");

  private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+");

  static CsvDialect find(String file, String content, ReadOptions options) {
    char delimiter = options.delimiter().orElseGet(() -> delimiter(content));
    List<List<String>> sample = sample(content, delimiter);
    NumberStyle numbers =
        options.decimal().map(NumberStyle::new).orElseGet(() -> numbers(file, sample, delimiter));
    Predicate<String> isValue = cell -> numbers.matches(cell) || TimeText.looksLikeTime(cell);
    boolean header =
        options.header().orElseGet(() -> sample.getFirst().stream().noneMatch(isValue));
    return new CsvDialect(delimiter, header, numbers);
  }

  /**
   * Blanks the lines above the table that start with #, so that line numbers stay. The last of them
   * may be the header: then it has as many delimiters as the first row, and loses its #.
   */
  static String withoutComments(String content) {
    int at = 0;
    int last = -1;
    while (content.startsWith("#", at)) {
      last = at;
      int end = content.indexOf('\n', at);
      at = end < 0 ? content.length() : end + 1;
    }
    if (last < 0 || at == content.length()) {
      return content;
    }
    int end = content.indexOf('\n', at);
    String header = content.substring(last + 1, at).strip();
    String row = content.substring(at, end < 0 ? content.length() : end).strip();
    boolean isHeader = false;
    for (char delimiter : DELIMITERS) {
      long cells = row.chars().filter(c -> c == delimiter).count();
      isHeader |= cells > 0 && cells == header.chars().filter(c -> c == delimiter).count();
    }
    long lines = content.substring(0, at).chars().filter(c -> c == '\n').count();
    return isHeader
        ? "\n".repeat((int) lines - 1) + header + "\n" + content.substring(at)
        : "\n".repeat((int) lines) + content.substring(at);
  }

  /** The delimiter that cuts the most rows into the same number of cells, at least two. */
  private static char delimiter(String content) {
    char best = ',';
    double bestScore = 0;
    for (char candidate : DELIMITERS) {
      List<List<String>> rows = sample(content, candidate);
      int cells = rows.getFirst().size();
      long same = rows.stream().filter(row -> row.size() == cells).count();
      double score = cells < 2 ? 0 : (double) same / rows.size() + 1e-6 * cells;
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  /** The first rows; the cut-off last one is left out. */
  private static List<List<String>> sample(String content, char delimiter) {
    boolean cut = content.length() > SAMPLE_CHARS;
    String head = cut ? content.substring(0, SAMPLE_CHARS) : content;
    List<List<String>> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = reader(head, delimiter)) {
      for (CsvRecord row : reader) {
        rows.add(row.getFields());
        if (rows.size() == SAMPLE_ROWS) {
          return rows;
        }
      }
    } catch (CsvParseException | java.io.IOException e) {
      // What cannot be cut this way is reported by the reading of the whole file.
    }
    if (cut && rows.size() > 1) {
      rows.removeLast();
    }
    if (rows.isEmpty()) {
      rows.add(List.of(""));
    }
    return rows;
  }

  /** A reader that leaves ragged rows to the caller, so that the message can name them. */
  static CsvReader<CsvRecord> reader(String content, char delimiter) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .trimWhitespacesAroundQuotes(true)
        .maxBufferSize(1 << 26)
        .ofCsvRecord(new StringReader(content));
  }

  private static NumberStyle numbers(String file, List<List<String>> rows, char delimiter) {
    String grouped = "";
    boolean comma = false;
    for (List<String> row : rows) {
      for (String cell : row) {
        String text = cell.strip();
        if (DECIMAL_POINT.matcher(text).matches()) {
          return NumberStyle.POINT;
        }
        grouped = THOUSANDS.matcher(text).matches() ? text : grouped;
        comma |= DECIMAL_COMMA.matcher(text).matches() && !THOUSANDS.matcher(text).matches();
      }
    }
    // A semicolon parts cells just where the comma is the decimal sign.
    if (comma || (!grouped.isEmpty() && delimiter == ';')) {
      return NumberStyle.COMMA;
    }
    if (grouped.isEmpty()) {
      return NumberStyle.POINT;
    }
    throw new TableException(
        file
            + ": \""
            + grouped
            + "\" may be a decimal number or thousands. Give --decimal , or --decimal .");
  }
}
