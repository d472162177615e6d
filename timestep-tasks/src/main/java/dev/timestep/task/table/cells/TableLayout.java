package dev.timestep.task.table.cells;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.Words;
import dev.timestep.task.table.form.TimeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which lines of a file are the header and the rows of its table, and which are neither: titles
 * above it, units under the header, repeated headers, totals, blank rows and remarks below.
 *
 * @param header the line that names the columns; empty when there is none
 * @param units lines between header and rows that are no rows
 * @param rows all of {@code width} cells
 * @param width number of columns
 * @param kinds what the columns hold
 * @param notes what was left out, in sentences with line numbers
 */
record TableLayout(
    Optional<CsvRow> header,
    List<CsvRow> units,
    List<CsvRow> rows,
    int width,
    ColumnKinds kinds,
    List<String> notes) {

  /** More lines than these between header and first row are not units. */
  private static final int MOST_UNIT_LINES = 3;

  /** Reads the layout of all lines of a file. */
  static TableLayout of(
      String file, List<CsvRow> lines, char delimiter, ReadOptions options, MissingMarks missing) {
    return new Finder(file, lines, delimiter, options, missing).find();
  }

  /**
   * Why the last of some lines is certainly no row, as a note; empty for a row or a doubtful line.
   *
   * @param lines the first of them a header or row, whose width is that of the table
   * @param head the lines that name the columns
   * @param below whether the last line may stand below the table
   */
  static Optional<String> leftOut(
      List<CsvRow> lines, char delimiter, MissingMarks missing, List<CsvRow> head, boolean below) {
    Finder finder = new Finder("", lines, delimiter, ReadOptions.defaults(), missing);
    CsvRow line = lines.getLast();
    Optional<LeftOut.Reason> reason = finder.reason(line, true, below, head);
    reason.ifPresent(why -> finder.leftOut.add(why, line));
    return finder.leftOut.notes().stream().findFirst();
  }

  /**
   * Tells of single lines why they are certainly no rows.
   *
   * @param rows of the table, by which the kinds of its columns are known
   * @param head the lines that name the columns
   */
  static Judge judge(List<CsvRow> rows, char delimiter, MissingMarks missing, List<CsvRow> head) {
    Finder finder = new Finder("", rows, delimiter, ReadOptions.defaults(), missing);
    return (line, below) -> finder.reason(line, below, below, head);
  }

  /** Tells why a line is certainly no row. */
  interface Judge {
    /**
     * The reason; empty for a row or a doubtful line.
     *
     * @param below whether no row comes after it
     */
    Optional<LeftOut.Reason> reason(CsvRow line, boolean below);
  }

  private static final class Finder {
    private final String file;
    private final char delimiter;
    private final ReadOptions options;
    private final List<CsvRow> lines;
    private final int width;
    private final ColumnKinds kinds;
    private final LeftOut leftOut = new LeftOut();
    private final List<CsvRow> ragged = new ArrayList<>();

    Finder(
        String file, List<CsvRow> all, char delimiter, ReadOptions options, MissingMarks missing) {
      this.file = file;
      this.delimiter = delimiter;
      this.options = options;
      int common = commonWidth(all);
      int trimmed = withoutBlankColumns(all, common);
      this.lines =
          trimmed == common
              ? all
              : all.stream()
                  .map(row -> row.width() == common ? row.resized(trimmed) : row)
                  .toList();
      this.width = trimmed;
      this.kinds =
          ColumnKinds.of(
              lines.stream().filter(row -> row.width() == width && !row.isBlank()).toList(),
              width,
              missing);
    }

    TableLayout find() {
      int first = firstRow();
      int header = header(first);
      boolean rowsOnly = header < 0 && options.header().isPresent();
      List<CsvRow> head = new ArrayList<>();
      int from = header >= 0 ? header : rowsOnly ? 0 : Math.min(first, lines.size());
      for (CsvRow line : lines.subList(0, from)) {
        if (!line.isBlank()) {
          head.add(line);
          leftOut.add(line.isRule() ? LeftOut.Reason.RULE : LeftOut.Reason.ABOVE, line);
        }
      }
      if (header >= 0) {
        head.add(lines.get(header));
        from = afterUnits(header + 1, first, head);
      }
      List<CsvRow> rows = body(from, first, head);
      if (!ragged.isEmpty()) {
        throw raggedRows(header >= 0);
      }
      return new TableLayout(
          header < 0 ? Optional.empty() : Optional.of(lines.get(header)),
          header < 0 ? List.of() : head.subList(head.indexOf(lines.get(header)) + 1, head.size()),
          rows,
          width,
          kinds,
          leftOut.notes());
    }

    /** The first line that is certainly a row; the number of lines when the table is of words. */
    private int firstRow() {
      boolean words = !kinds.hasTime() && !kinds.kinds().contains(ColumnKinds.Kind.NUMBER);
      int first = 0;
      while (first < lines.size() && (words || !kinds.isRow(lines.get(first)))) {
        first++;
      }
      return first;
    }

    /**
     * The line, before the first row, that names the columns; -1 for none. It has as many cells as
     * the rows, no number among them, and no title under it; of several such lines it is the first
     * with the most names.
     */
    private int header(int first) {
      if (options.header().isPresent() && !options.header().get()) {
        return -1;
      }
      int best = -1;
      int nearest = -1;
      for (int i = 0; i < first; i++) {
        CsvRow line = lines.get(i);
        if (line.isBlank() || line.isRule()) {
          continue;
        }
        nearest = i;
        boolean candidate = line.width() == width;
        if (candidate && (best < 0 || rank(i, first) > rank(best, first))) {
          best = i;
        }
        if (best >= 0 && first == lines.size()) {
          return best;
        }
      }
      if (best < 0 && nearest < 0 && options.header().isPresent()) {
        return first;
      }
      // A single cell apart from the table is a title; right above its rows it may be the header.
      boolean apart = nearest < first - 1 && nearest >= 0 && lines.get(nearest).width() == 1;
      if (best < 0 && nearest >= 0 && !apart) {
        throw raggedHeader(nearest, first);
      }
      return best;
    }

    private int rank(int at, int first) {
      CsvRow line = lines.get(at);
      boolean number = false;
      for (String cell : line.cells()) {
        number |=
            NumberCell.reading(cell) != Digits.Reading.NONE && !kinds.missing().contains(cell);
      }
      boolean above = between(at + 1, first).stream().anyMatch(next -> next.width() != width);
      return line.filled() - (number ? width : 0) - (above ? 2 * width : 0);
    }

    /** The lines after a header and before the first row, blank and drawn ones left out. */
    private List<CsvRow> between(int from, int first) {
      return first == lines.size()
          ? List.of()
          : lines.subList(Math.min(from, first), first).stream()
              .filter(line -> !line.isBlank() && !line.isRule())
              .toList();
    }

    /** The end of the lines after the header that hold units or kinds of value. */
    private int afterUnits(int from, int first, List<CsvRow> head) {
      List<CsvRow> units = between(from, first);
      if (units.size() > MOST_UNIT_LINES || !units.stream().allMatch(this::isUnits)) {
        return from;
      }
      if (units.isEmpty()) {
        return from;
      }
      units.forEach(line -> leftOut.add(LeftOut.Reason.UNITS, line));
      lines.subList(from, first).stream()
          .filter(CsvRow::isRule)
          .forEach(line -> leftOut.add(LeftOut.Reason.RULE, line));
      head.addAll(units);
      return first;
    }

    /** Texts where times and numbers are due, and neither of them. */
    private boolean isUnits(CsvRow line) {
      boolean text = false;
      for (int c = 0; c < width && line.width() == width; c++) {
        text |=
            kinds.kinds().get(c) != ColumnKinds.Kind.TEXT
                && !kinds.missing().contains(line.cells()[c]);
      }
      return text
          && !line.isBroken()
          && !kinds.hasTime(line)
          && !kinds.hasNumber(line)
          && (width > 1 || line.firstFilled().length() <= 12);
    }

    private List<CsvRow> body(int from, int first, List<CsvRow> head) {
      int last = lines.size() - 1;
      while (last >= from && !kinds.isRow(lines.get(last))) {
        last--;
      }
      List<CsvRow> rows = new ArrayList<>(lines.size() - from);
      for (int i = from; i < lines.size(); i++) {
        CsvRow line = lines.get(i);
        Optional<LeftOut.Reason> reason = reason(line, i > last || i < first, i > last, head);
        if (reason.isPresent()) {
          leftOut.add(reason.get(), line);
        } else if (line.width() == width) {
          rows.add(line);
        } else {
          ragged.add(line);
        }
      }
      return rows;
    }

    /** Why a line after the header is certainly no row; empty for rows and doubtful lines. */
    private Optional<LeftOut.Reason> reason(
        CsvRow line, boolean outside, boolean below, List<CsvRow> head) {
      if (line.isBlank()) {
        // Without times the place of a row is its time, and a blank row a missing value.
        boolean layout = outside || kinds.hasTime() || line.width() != width;
        return layout ? Optional.of(LeftOut.Reason.BLANK) : Optional.empty();
      }
      if (line.isRule() && (outside || kinds.hasTime() || line.width() != width)) {
        return Optional.of(LeftOut.Reason.RULE);
      }
      if (head.stream().anyMatch(line::sameAs)) {
        return Optional.of(LeftOut.Reason.HEADER);
      }
      if (line.isBroken() || line.width() > width && !below) {
        return Optional.empty();
      }
      if (isSummary(line)) {
        return Optional.of(LeftOut.Reason.TOTAL);
      }
      boolean text =
          line.filled() == 1
              && NumberCell.reading(line.firstFilled()) == Digits.Reading.NONE
              && !TimeText.looksLikeTime(line.firstFilled())
              && !kinds.missing().contains(line.firstFilled());
      boolean sentence = width > 1 || line.firstFilled().indexOf(' ') > 0;
      boolean remark =
          (below && (text && sentence || SummaryWords.isFooter(line.firstFilled())))
              || (text && line.firstFilled().startsWith("#"));
      return remark && !kinds.hasTime(line) ? Optional.of(LeftOut.Reason.BELOW) : Optional.empty();
    }

    /** A word for a total where a time or number is due, or beside a blank time. */
    private boolean isSummary(CsvRow line) {
      for (int c = 0; c < line.width() && c < width; c++) {
        boolean due = kinds.hasTime() || kinds.kinds().get(c) == ColumnKinds.Kind.NUMBER;
        if (due && SummaryWords.isSummary(line.cells()[c]) && !kinds.hasTime(line)) {
          return kinds.kinds().get(c) != ColumnKinds.Kind.TEXT || hasNoTimeText(line);
        }
      }
      return false;
    }

    private boolean hasNoTimeText(CsvRow line) {
      for (int c = 0; c < Math.min(width, line.width()); c++) {
        if (kinds.kinds().get(c) == ColumnKinds.Kind.TIME && !line.cells()[c].isBlank()) {
          return false;
        }
      }
      return true;
    }

    private TableException raggedHeader(int at, int first) {
      CsvRow header = lines.get(at);
      CsvRow row = lines.get(first);
      return new TableException(
          file
              + ", row "
              + header.line()
              + ": the line above the first row has "
              + header.width()
              + (header.width() == 1 ? " cell (\"" : " cells (\"")
              + Words.shortened(text(header))
              + "\"), but row "
              + row.line()
              + " has "
              + row.width()
              + decimalCommas(header)
              + ". If it names the columns, give it as many cells as the rows; if the table has no"
              + " header, give "
              + setting("skip-lines")
              + " "
              + LineNumbers.text(
                  options.skipLines(),
                  numbers(
                      lines.subList(0, at + 1).stream().filter(line -> !line.isBlank()).toList()))
              + ".");
    }

    private static List<Integer> numbers(List<CsvRow> rows) {
      return rows.stream().map(CsvRow::line).toList();
    }

    private String decimalCommas(CsvRow header) {
      if (delimiter != ',' || header.width() > width) {
        return "";
      }
      return header.width() == 1 && width == 2
          ? ". If the comma is the decimal sign of a single column, give "
              + setting("delimiter")
              + " \";\""
          : ". If commas are decimal signs, put such cells in quotes";
    }

    private String text(CsvRow row) {
      return String.join(String.valueOf(delimiter), row.cells());
    }

    private TableException raggedRows(boolean hasHeader) {
      CsvRow row = ragged.getFirst();
      boolean few = ragged.size() <= 20;
      return new TableException(
          file
              + ", row "
              + row.line()
              + ": expected "
              + width
              + (width == 1 ? " cell" : " cells")
              + (hasHeader ? ", as in the header; found " : ", as in most rows; found ")
              + row.width()
              + " (\""
              + Words.shortened(text(row))
              + "\")"
              + (ragged.size() > 1 ? "; " + ragged.size() + " such rows in all" : "")
              + ". Correct the row"
              + (row.isBroken()
                  ? "; look for a quote that is not closed."
                  : "; a cell that holds the delimiter needs quotes.")
              + (few && !row.isBroken()
                  ? " If "
                      + (ragged.size() == 1 ? "the line is no row" : "these lines are no rows")
                      + " of the table, give "
                      + setting("skip-lines")
                      + " "
                      + LineNumbers.text(options.skipLines(), numbers(ragged))
                      + "."
                  : ""));
    }
  }

  /** The number of cells that most lines have; one cell only when no other width is usual. */
  private static int commonWidth(List<CsvRow> lines) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (CsvRow line : lines) {
      if (!line.isBlank()) {
        counts.merge(line.width(), 1, Integer::sum);
      }
    }
    int first = lines.stream().filter(line -> !line.isBlank()).findFirst().orElseThrow().width();
    Comparator<Map.Entry<Integer, Integer>> usual =
        Comparator.<Map.Entry<Integer, Integer>>comparingInt(
                entry -> entry.getKey() > 1 && entry.getValue() > 1 ? 1 : 0)
            .thenComparing(Map.Entry.comparingByValue())
            .thenComparingInt(entry -> entry.getKey() == first ? 1 : 0)
            .thenComparing(Map.Entry.comparingByKey());
    return counts.entrySet().stream().max(usual).orElseThrow().getKey();
  }

  /** The width without columns at the end that are blank in every line of that width. */
  private static int withoutBlankColumns(List<CsvRow> lines, int width) {
    int kept = 1;
    for (CsvRow line : lines) {
      if (line.width() == width) {
        int filled = width;
        while (filled > kept && line.cells()[filled - 1].isBlank()) {
          filled--;
        }
        kept = Math.max(kept, filled);
      }
    }
    return kept;
  }
}
