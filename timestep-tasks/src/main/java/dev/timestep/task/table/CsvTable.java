package dev.timestep.task.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A delimited text file as rows of text cells; a column becomes numeric only when it is asked for.
 *
 * <p>Immutable. Rows keep the number of the line that they start on, so that every later message
 * can name it.
 */
public final class CsvTable {

  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "-∞");

  /** Beyond it, squares of differences overflow a double. */
  private static final double LARGEST = 1e100;

  private final String file;
  private final CsvDialect dialect;
  private final List<String> columns;
  private final List<String[]> rows;
  private final int[] lines;
  private final MissingMarks missing;
  private final List<String> notes;

  private CsvTable(
      String file,
      CsvDialect dialect,
      List<String> columns,
      List<String[]> rows,
      int[] lines,
      MissingMarks missing,
      List<String> notes) {
    this.file = file;
    this.dialect = dialect;
    this.columns = List.copyOf(columns);
    this.rows = rows;
    this.lines = lines;
    this.missing = missing;
    this.notes = List.copyOf(notes);
  }

  /**
   * Reads a file with comma, semicolon, tab or bar between cells.
   *
   * @param file in UTF-8, UTF-16 or Latin-1
   * @param options what is known about its form
   * @throws TableException when the file cannot be read, is no text, has no rows, or has a row with
   *     more or fewer cells than the header
   */
  public static CsvTable read(Path file, ReadOptions options) {
    return of(file.toString(), TextFile.read(file, options.charset()), options);
  }

  /**
   * Reads a table from bytes, for example from standard input.
   *
   * @param name what messages call it
   * @param bytes of a file as {@link #read(Path, ReadOptions)} takes
   * @param options what is known about its form
   * @throws TableException as {@link #read(Path, ReadOptions)} does
   */
  public static CsvTable read(String name, byte[] bytes, ReadOptions options) {
    return of(name, TextFile.of(name, bytes, options.charset()), options);
  }

  private static CsvTable of(String name, TextFile.Text text, ReadOptions options) {
    String content = CsvDialect.withoutComments(text.content());
    CsvDialect dialect = CsvDialect.find(name, content, options);
    List<String[]> rows = new ArrayList<>();
    List<Long> starts = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = CsvDialect.reader(content, dialect.delimiter())) {
      for (CsvRecord row : reader) {
        if (!options.skipLines().contains((int) row.getStartingLineNumber())) {
          rows.add(row.getFields().toArray(String[]::new));
          starts.add(row.getStartingLineNumber());
        }
      }
    } catch (CsvParseException | IOException e) {
      String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      long last = starts.isEmpty() ? 1 : starts.getLast();
      throw new TableException(
          name
              + ", after row "
              + last
              + ": cannot be cut into cells ("
              + cause
              + "). Look for a quote that is not closed.",
          e);
    }
    List<String> notes = new ArrayList<>();
    if (!content.equals(text.content())) {
      notes.add("Lines that start with # above the table were read as comments.");
    }
    if (!text.charset().equals(StandardCharsets.UTF_8) && options.charset().isEmpty()) {
      notes.add("Read as " + text.charset() + ".");
    }
    if (rows.isEmpty()) {
      throw new TableException(
          name + ": --skip-lines leaves no line. Give the numbers of fewer lines.");
    }
    CsvTable table = build(name, dialect, rows, starts, options, notes);
    return options.where().map(table::where).orElse(table);
  }

  /** The rows of one series. */
  private CsvTable where(Where wanted) {
    int column = column(wanted.column(), "--where");
    int[] kept =
        IntStream.range(0, rows())
            .filter(row -> text(row, column).strip().equals(wanted.value()))
            .toArray();
    if (kept.length == 0) {
      Set<String> values = new TreeSet<>();
      rows.forEach(row -> values.add(row[column].strip()));
      throw new TableException(
          file
              + ": no row has \""
              + wanted.value()
              + "\" in column "
              + columns.get(column)
              + " (--where)."
              + Names.nearest(wanted.value(), values)
                  .map(near -> " Did you mean \"" + near + "\"?")
                  .orElse("")
              + " Its values are: "
              + values.stream().limit(10).collect(Collectors.joining(", "))
              + (values.size() > 10 ? "…" : "."));
    }
    List<String> told = new ArrayList<>(notes);
    told.add(
        TimeGrid.grouped(kept.length)
            + " of "
            + TimeGrid.grouped(rows())
            + " rows are read: those with "
            + wanted.option()
            + ".");
    return new CsvTable(
        file,
        dialect,
        columns,
        Arrays.stream(kept).mapToObj(rows::get).toList(),
        Arrays.stream(kept).map(row -> lines[row]).toArray(),
        missing,
        told);
  }

  private static CsvTable build(
      String name,
      CsvDialect dialect,
      List<String[]> rows,
      List<Long> starts,
      ReadOptions options,
      List<String> notes) {
    List<String> columns = new ArrayList<>();
    String[] first = rows.getFirst();
    for (int c = 0; c < first.length; c++) {
      String title = dialect.header() ? first[c].strip() : "";
      columns.add(title.isEmpty() ? "c" + (c + 1) : title);
    }
    int from = dialect.header() ? 1 : 0;
    if (!dialect.header()) {
      notes.add(
          "No header row: the columns are called "
              + String.join(", ", columns.subList(0, Math.min(3, columns.size())))
              + (columns.size() > 3 ? "…" : "")
              + ".");
    }
    int to = rows.size();
    while (to > from && Arrays.stream(rows.get(to - 1)).allMatch(String::isBlank)) {
      to--;
    }
    if (to == from) {
      throw new TableException(
          name + ": there is a header (" + String.join(", ", columns) + ") but no row under it.");
    }
    if (to < rows.size()) {
      notes.add((rows.size() - to) + " blank rows at the end were left out.");
    }
    List<String[]> body = withoutTrailingDelimiter(rows.subList(from, to), columns.size());
    int[] lines = new int[to - from];
    for (int r = from; r < to; r++) {
      lines[r - from] = Math.toIntExact(starts.get(r));
      if (body.get(r - from).length != columns.size()) {
        throw ragged(name, dialect, columns.size(), body.get(r - from), lines[r - from]);
      }
    }
    MissingMarks markers = MissingMarks.with(options.missing(), dialect.numbers());
    return new CsvTable(name, dialect, columns, List.copyOf(body), lines, markers, notes);
  }

  /** Rows that all end with a delimiter that the header lacks lose the empty cell after it. */
  private static List<String[]> withoutTrailingDelimiter(List<String[]> rows, int columns) {
    for (String[] row : rows) {
      if (row.length != columns + 1 || !row[columns].isBlank()) {
        return rows;
      }
    }
    return rows.stream().map(row -> Arrays.copyOf(row, columns)).toList();
  }

  private static TableException ragged(
      String name, CsvDialect dialect, int expected, String[] cells, int line) {
    return new TableException(
        name
            + ", row "
            + line
            + ": expected "
            + expected
            + (expected == 1 ? " cell" : " cells")
            + ", as in the first row; found "
            + cells.length
            + " (\""
            + shortened(String.join(String.valueOf(dialect.delimiter()), cells))
            + "\"). Correct or delete this row; a cell that holds the delimiter needs quotes."
            + (cells.length > expected && line <= 20
                ? " If the table starts here, delete the lines above."
                : ""));
  }

  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }

  public String file() {
    return file;
  }

  /** Column names in order; c1, c2… where the file gives none. */
  public List<String> columns() {
    return columns;
  }

  /** Number of rows, the header not counted. */
  public int rows() {
    return rows.size();
  }

  /** What was decided from the rows, in sentences. */
  public List<String> notes() {
    return notes;
  }

  /** The line, counted from 1, on which row {@code row} starts in the file. */
  public int line(int row) {
    return lines[row];
  }

  /** A cell as it stands in the file. */
  public String text(int row, int column) {
    return rows.get(row)[column];
  }

  /** Whether the cell is empty or holds one of the marks of a missing value. */
  public boolean isMissing(int row, int column) {
    return missing.contains(text(row, column), dialect.numbers());
  }

  /** "file, row 12, column births": how messages name a cell. */
  public String where(int row, int column) {
    return file + ", row " + line(row) + ", column " + columns.get(column);
  }

  /**
   * The position of a column.
   *
   * @param option that asked for it, for the message; may be empty
   * @throws TableException when no column, or more than one, has this name
   */
  public int column(String name, String option) {
    int first = columns.indexOf(name);
    if (first < 0) {
      List<String> similar = columns.stream().filter(name.strip()::equalsIgnoreCase).toList();
      if (similar.size() == 1) {
        return columns.indexOf(similar.getFirst());
      }
      throw new TableException(
          file
              + ": there is no column \""
              + name
              + "\""
              + (option.isEmpty() ? "" : " (" + option + ")")
              + Names.nearest(name, columns)
                  .map(near -> "; did you mean \"" + near + "\"?")
                  .orElse(".")
              + " The columns are: "
              + String.join(", ", columns)
              + "."
              + (columns.size() == 1
                  ? " If another character than comma, semicolon, tab or bar parts the cells, give"
                      + " --delimiter."
                  : ""));
    }
    int last = columns.lastIndexOf(name);
    if (last != first) {
      throw new TableException(
          file
              + ", row 1: columns "
              + (first + 1)
              + " and "
              + (last + 1)
              + " are both called \""
              + name
              + "\". Rename one of them in the header.");
    }
    return first;
  }

  /** Whether every cell of the column that is not missing is a finite number, and one is there. */
  public boolean isNumeric(int column) {
    boolean any = false;
    for (int r = 0; r < rows(); r++) {
      if (!isMissing(r, column)) {
        if (!dialect.numbers().matches(text(r, column))) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /**
   * The column as numbers, NaN where a cell is missing.
   *
   * @throws TableException when a cell is no number, infinite, or beyond 1e100
   */
  public double[] numbers(int column) {
    double[] values = new double[rows()];
    for (int r = 0; r < values.length; r++) {
      values[r] = isMissing(r, column) ? Double.NaN : number(r, column);
    }
    return values;
  }

  private double number(int row, int column) {
    String cell = text(row, column);
    if (INFINITE.contains(cell.strip().toLowerCase(Locale.ROOT))) {
      throw new TableException(
          where(row, column)
              + ": \""
              + cell
              + "\" is infinite; expected a finite number."
              + " Correct the cell, or give --missing="
              + cell.strip()
              + " to treat it as missing.");
    }
    double value;
    try {
      value = dialect.numbers().parse(cell);
    } catch (NumberFormatException e) {
      throw new TableException(notANumber(row, column, cell), e);
    }
    if (!(Math.abs(value) <= LARGEST)) {
      throw new TableException(
          where(row, column)
              + ": "
              + cell.strip()
              + " is beyond 1e100; expected a number that can be"
              + " scaled. Correct the cell or change the unit of the column.");
    }
    return value;
  }

  private String notANumber(int row, int column, String cell) {
    String start =
        where(row, column) + ": expected a number; found \"" + shortened(cell.strip()) + "\".";
    NumberStyle other = dialect.numbers().decimal() == '.' ? NumberStyle.COMMA : NumberStyle.POINT;
    if (other.matches(cell)) {
      return start
          + " If '"
          + other.decimal()
          + "' is the decimal sign, give --decimal "
          + other.decimal()
          + ".";
    }
    String bare = cell.replaceAll("[$€£¥%]", "");
    if (dialect.numbers().matches(bare)) {
      return start
          + " Remove the sign "
          + cell.replaceAll("[^$€£¥%]", "").substring(0, 1)
          + " from this column.";
    }
    long words = 0;
    for (int r = 0; r < rows(); r++) {
      words += isMissing(r, column) || dialect.numbers().matches(text(r, column)) ? 0 : 1;
    }
    List<String> numeric = new ArrayList<>();
    for (int c = 0; c < columns.size() && words > rows() / 2; c++) {
      if (isNumeric(c)) {
        numeric.add(columns.get(c));
      }
    }
    if (!numeric.isEmpty()) {
      return start
          + " This column holds text; the numeric columns are: "
          + String.join(", ", numeric)
          + ".";
    }
    return start
        + " Correct the cell, or give --missing=\""
        + cell.strip()
        + "\" if it marks a missing value.";
  }

  NumberStyle numberStyle() {
    return dialect.numbers();
  }

  /** Positions of all columns whose cells are numbers, in order. */
  public List<Integer> numericColumns() {
    List<Integer> numeric = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      if (isNumeric(c)) {
        numeric.add(c);
      }
    }
    return Collections.unmodifiableList(numeric);
  }

  Optional<Integer> find(String name) {
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).equalsIgnoreCase(name)) {
        return Optional.of(c);
      }
    }
    return Optional.empty();
  }
}
