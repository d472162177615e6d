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
 * The form of a delimited file, found by looking at its first rows.
 *
 * @param delimiter between cells
 * @param header whether the first row names the columns
 * @param numbers how numbers are written
 */
record CsvDialect(char delimiter, boolean header, NumberStyle numbers) {

  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int SAMPLE_ROWS = 200;
  private static final int SAMPLE_CHARS = 1 << 18;
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");
  private static final Pattern DECIMAL_POINT = Pattern.compile("[+-]?\\d*\\.\\d+");
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
        if (THOUSANDS.matcher(text).matches()) {
          grouped = text;
        } else if (DECIMAL_COMMA.matcher(text).matches()) {
          comma = true;
        }
      }
    }
    if (comma) {
      return NumberStyle.COMMA;
    }
    // A semicolon parts cells just where the comma is the decimal sign.
    if (!grouped.isEmpty()
        && delimiter != ';'
        && grouped.indexOf(',') == grouped.lastIndexOf(',')) {
      throw new TableException(
          file
              + ": \""
              + grouped
              + "\" may be a decimal number or thousands. Give --decimal , or --decimal .");
    }
    return grouped.isEmpty() || delimiter != ';' ? NumberStyle.POINT : NumberStyle.COMMA;
  }
}
