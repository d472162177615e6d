package dev.timestep.task.table.cells;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.timestep.task.table.Names;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.form.TimeText;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the delimiter of a file, and cuts its text into cells. */
final class CsvDialect {

  static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int SAMPLE_ROWS = 200;
  private static final int SAMPLE_CHARS = 1 << 18;

  private CsvDialect() {}

  /**
   * The delimiter that cuts the most lines into the same number of cells, at least two, and leaves
   * the fewest cells with another delimiter in them.
   */
  static char delimiter(String content) {
    char best = ',';
    double bestScore = 0;
    for (char candidate : DELIMITERS) {
      double score = score(sample(content, candidate), candidate);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  private static double score(List<CsvRow> rows, char delimiter) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (CsvRow row : rows) {
      counts.merge(row.width(), 1, Integer::sum);
    }
    counts.remove(1);
    if (counts.isEmpty()) {
      return 0;
    }
    int most = counts.values().stream().max(Integer::compare).orElseThrow();
    int width =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() == most)
            .mapToInt(Map.Entry::getKey)
            .max()
            .orElseThrow();
    long clear = 0;
    for (CsvRow row : rows) {
      for (int c = 0; c < width && row.width() == width; c++) {
        clear += isClear(row.cells()[c], delimiter) ? 1 : 0;
      }
    }
    double share = (double) most / rows.size();
    return share * (0.5 + 0.5 * clear / ((double) most * width)) + 1e-6 * width;
  }

  /** A cell without other delimiters, or one in which they are part of a number or a time. */
  private static boolean isClear(String cell, char delimiter) {
    for (char other : DELIMITERS) {
      if (other != delimiter && cell.indexOf(other) >= 0) {
        return NumberCell.reading(cell) != Digits.Reading.NONE || TimeText.looksLikeTime(cell);
      }
    }
    return true;
  }

  /** The first lines that are not empty; the one that is cut off by the sample is left out. */
  private static List<CsvRow> sample(String content, char delimiter) {
    boolean cut = content.length() > SAMPLE_CHARS;
    String head = cut ? content.substring(0, SAMPLE_CHARS) : content;
    List<CsvRow> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = reader(head, delimiter, true)) {
      for (CsvRecord row : reader) {
        rows.add(row(row));
        if (rows.size() == SAMPLE_ROWS) {
          return rows;
        }
      }
    } catch (CsvParseException | IOException e) {
      // What cannot be cut this way is reported by the reading of the whole file.
    }
    if (cut && rows.size() > 1) {
      rows.removeLast();
    }
    return rows;
  }

  /**
   * All lines, empty ones among them.
   *
   * @throws TableException when the text cannot be cut, for a quote without end
   */
  static List<CsvRow> rows(String file, String content, char delimiter) {
    List<CsvRow> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = reader(content, delimiter, false)) {
      for (CsvRecord row : reader) {
        rows.add(row(row));
      }
    } catch (CsvParseException | IOException e) {
      throw notSplit(file, rows.isEmpty() ? 1 : rows.getLast().line(), e);
    }
    return rows;
  }

  /** The refusal of a text that cannot be cut after a line. */
  static TableException notSplit(String file, int line, Exception e) {
    String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    return new TableException(
        file
            + ", after row "
            + line
            + ": cannot be split into cells ("
            + cause
            + "). Look for a quote that is not closed.",
        e);
  }

  private static CsvRow row(CsvRecord row) {
    return new CsvRow(Math.toIntExact(row.getStartingLineNumber()), cells(row));
  }

  /** The cells of a line, without blanks that cannot be seen at their ends. */
  static String[] cells(CsvRecord row) {
    String[] cells = row.getFields().toArray(String[]::new);
    for (int c = 0; c < cells.length; c++) {
      cells[c] = Names.withoutHardBlanks(cells[c]);
    }
    return cells;
  }

  /** The lines of a text that is too long to be held. */
  static CsvReader<CsvRecord> reader(Reader content, char delimiter) {
    return builder(delimiter, false).ofCsvRecord(content);
  }

  /** A reader that leaves lines of other widths to the caller, so that messages can name them. */
  private static CsvReader<CsvRecord> reader(String content, char delimiter, boolean skipEmpty) {
    return builder(delimiter, skipEmpty).ofCsvRecord(content);
  }

  private static CsvReader.CsvReaderBuilder builder(char delimiter, boolean skipEmpty) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .skipEmptyLines(skipEmpty)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .trimWhitespacesAroundQuotes(true)
        .maxBufferSize(1 << 26);
  }
}
