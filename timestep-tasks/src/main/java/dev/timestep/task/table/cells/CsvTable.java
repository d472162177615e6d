package dev.timestep.task.table.cells;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.Names;
import dev.timestep.task.table.NumberForm;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.Where;
import dev.timestep.task.table.Words;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A delimited text file as rows of text cells; a column becomes numeric only when it is asked for.
 *
 * <p>Immutable. Rows keep the number of the line that they start on, so that later messages can
 * give it.
 */
public final class CsvTable implements CellTable {

  private static final int MOST_NAMES = 40;

  private final String file;
  private final List<String> columns;
  private final int headerLine;
  private final List<CsvRow> head;
  private final List<CsvRow> all;
  private final List<CsvRow> rows;
  private final ColumnKinds kinds;
  private final char delimiter;
  private final ReadOptions options;
  private final MissingMarks missing;
  private final DecimalSigns signs;
  private final List<String> notes;
  private final Map<Integer, NumberColumn> numbers = new ConcurrentHashMap<>();

  /** The rows of one series; decimal signs are still decided from all rows of the file. */
  private CsvTable(CsvTable whole, List<CsvRow> rows, List<String> notes) {
    this.file = whole.file;
    this.columns = whole.columns;
    this.headerLine = whole.headerLine;
    this.head = whole.head;
    this.all = whole.all;
    this.rows = rows;
    this.kinds = whole.kinds;
    this.delimiter = whole.delimiter;
    this.options = whole.options;
    this.missing = whole.missing;
    this.signs = whole.signs;
    this.notes = List.copyOf(notes);
  }

  private CsvTable(CsvTable table, List<CsvRow> rows) {
    this.file = table.file;
    this.columns = table.columns;
    this.headerLine = table.headerLine;
    this.head = table.head;
    this.all = List.copyOf(rows);
    this.rows = this.all;
    this.kinds = table.kinds;
    this.delimiter = table.delimiter;
    this.options = table.options;
    this.missing = table.missing;
    this.signs = signs(rows, columns.size(), delimiter, options, missing);
    this.notes = table.notes;
  }

  private static DecimalSigns signs(
      List<CsvRow> rows, int width, char delimiter, ReadOptions options, MissingMarks missing) {
    List<String[]> cells = rows.stream().map(CsvRow::cells).toList();
    return new DecimalSigns(cells, width, delimiter, options, missing);
  }

  private CsvTable(
      String file,
      TableLayout layout,
      char delimiter,
      ReadOptions options,
      MissingMarks missing,
      List<String> notes) {
    this.file = file;
    this.columns = names(layout);
    this.headerLine = layout.header().map(CsvRow::line).orElse(0);
    this.head = Stream.concat(layout.header().stream(), layout.units().stream()).toList();
    this.all = layout.rows();
    this.rows = layout.rows();
    this.kinds = layout.kinds();
    this.delimiter = delimiter;
    this.options = options;
    this.missing = missing;
    this.signs = signs(rows, layout.width(), delimiter, options, missing);
    this.notes = List.copyOf(notes);
  }

  /**
   * Reads a file with comma, semicolon, tab or bar between cells.
   *
   * <p>Lines that are certainly no rows are left out, and named in {@link #notes}: titles above the
   * header, units under it, repeated headers, totals without a time, blank rows and remarks below.
   *
   * @param file in UTF-8, UTF-16 or Latin-1
   * @param options what is known about its form
   * @throws TableException when the file cannot be read, is not text, has no rows, or has a row
   *     with more or fewer cells than the header
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

  private static CsvTable of(String name, TextFile.Text source, ReadOptions options) {
    CsvTable table = whole(name, source, options);
    CsvTable wanted = options.where().map(table::where).orElse(table);
    DatedTotals.refuse(wanted, table.kinds, options.skipLines());
    return wanted;
  }

  /** All rows, whatever {@code where} asks for; a row that calls itself a total is one too. */
  static CsvTable whole(String name, TextFile.Text source, ReadOptions options) {
    CsvText text = CsvText.of(source.content(), options.skipLines());
    List<String> notes = new ArrayList<>(text.notes());
    if (!source.charset().equals(StandardCharsets.UTF_8) && options.charset().isEmpty()) {
      notes.add("Read as " + source.charset() + ".");
    }
    char delimiter =
        options
            .delimiter()
            .or(text::separator)
            .orElseGet(() -> CsvDialect.delimiter(text.content()));
    List<CsvRow> lines =
        CsvDialect.rows(name, text.content(), delimiter).stream()
            .filter(row -> !row.isBlank() || !options.skipLines().contains(row.line()))
            .toList();
    if (lines.stream().allMatch(CsvRow::isBlank)) {
      throw new TableException(
          name
              + (options.skipLines().isEmpty()
                  ? ": all cells are blank. Give a table with a header and rows."
                  : ": "
                      + setting("skip-lines")
                      + " leaves no line. Give the numbers of fewer lines."));
    }
    MissingMarks missing = MissingMarks.with(options.missing());
    TableLayout layout = TableLayout.of(name, lines, delimiter, options, missing);
    notes.addAll(layout.notes());
    notes.addAll(skippedRows(name, source.content(), delimiter, layout.kinds(), options));
    CsvTable table = new CsvTable(name, layout, delimiter, options, missing, headed(layout, notes));
    if (table.rows() == 0) {
      throw new TableException(
          name
              + ": there is a header ("
              + String.join(", ", table.columns)
              + ") but no row under it.");
    }
    return table;
  }

  /** A table of the same form with other rows, by which its decimal signs are decided. */
  CsvTable ofRows(List<CsvRow> rows) {
    return new CsvTable(this, rows);
  }

  /** The rows with the cells that their lines have. */
  List<CsvRow> lines() {
    return rows;
  }

  /** Lines that a model leaves out since its own file had no row there, and this file has one. */
  private static List<String> skippedRows(
      String name, String content, char delimiter, ColumnKinds kinds, ReadOptions options) {
    Set<Integer> kept = options.like().map(like -> like.asked().skipLines()).orElse(Set.of());
    if (kept.isEmpty() || !kept.equals(options.skipLines())) {
      return List.of();
    }
    List<String> lines = content.lines().toList();
    List<String> notes = new ArrayList<>();
    for (int line : new TreeSet<>(kept)) {
      List<CsvRow> rows =
          line > lines.size()
              ? List.of()
              : CsvDialect.rows(name, lines.get(line - 1).replace("\"", ""), delimiter);
      if (rows.stream().anyMatch(kinds::isRow)) {
        notes.add(
            "Line "
                + line
                + " is left out as when the model was trained, but has the form of a row (\""
                + Words.shortened(lines.get(line - 1).strip())
                + "\"). Give "
                + setting("skip-lines")
                + " none if it is one.");
      }
    }
    return notes;
  }

  private static List<String> names(TableLayout layout) {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < layout.width(); c++) {
      int column = c;
      String title = layout.header().map(row -> Names.visible(row.cells()[column])).orElse("");
      names.add(title.isEmpty() ? "c" + (c + 1) : title);
    }
    return List.copyOf(names);
  }

  private static List<String> headed(TableLayout layout, List<String> notes) {
    if (layout.header().isEmpty()) {
      List<String> names = names(layout);
      notes.add(
          "No header row: the columns are called "
              + String.join(", ", names.subList(0, Math.min(3, names.size())))
              + (names.size() > 3 ? "…" : "")
              + ".");
    }
    return notes;
  }

  /** The rows of one series. */
  private CsvTable where(Where wanted) {
    int column = column(wanted.column(), "where");
    String value = Names.visible(wanted.value());
    int[] kept =
        IntStream.range(0, rows())
            .filter(row -> Names.visible(text(row, column)).equals(value))
            .toArray();
    if (kept.length == 0) {
      Set<String> values = new TreeSet<>();
      rows.forEach(row -> values.add(Names.visible(row.cells()[column])));
      throw new TableException(
          file
              + ": no row has \""
              + wanted.value()
              + "\" in column "
              + columns.get(column)
              + " ("
              + setting("where")
              + ")."
              + Names.nearest(wanted.value(), values)
                  .map(near -> " Did you mean \"" + near + "\"?")
                  .orElse("")
              + " Its values are: "
              + values.stream().limit(10).collect(Collectors.joining(", "))
              + (values.size() > 10 ? "…" : "."));
    }
    List<String> told = new ArrayList<>(notes);
    told.add(
        CountText.grouped(kept.length)
            + " of "
            + CountText.grouped(rows())
            + " rows are read: those with "
            + wanted.option()
            + ".");
    return new CsvTable(this, Arrays.stream(kept).mapToObj(rows::get).toList(), told);
  }

  @Override
  public String file() {
    return file;
  }

  /** Column names in order; c1, c2… where the file gives none. */
  @Override
  public List<String> columns() {
    return columns;
  }

  /** Whether a line of the file names the columns. */
  public boolean hasHeader() {
    return headerLine > 0;
  }

  /** Number of rows, the header not counted. */
  @Override
  public int rows() {
    return rows.size();
  }

  /** The {@link #notes} with their settings marked, for programs that name settings otherwise. */
  @Override
  public List<String> markedNotes() {
    return notes;
  }

  /** The line, counted from 1, on which row {@code row} starts in the file. */
  @Override
  public int line(int row) {
    return rows.get(row).line();
  }

  /** A cell as written in the file. */
  @Override
  public String text(int row, int column) {
    return rows.get(row).cells()[column];
  }

  /** Whether the cell is empty or holds one of the marks of a missing value. */
  @Override
  public boolean isMissing(int row, int column) {
    return isMissing(text(row, column), column);
  }

  /** The same of a cell that may come from another row of the file. */
  boolean isMissing(String cell, int column) {
    return missing.contains(cell) || (missing.hasNumbers() && isMissingEither(cell, column));
  }

  /** What the columns hold. */
  ColumnKinds kinds() {
    return kinds;
  }

  /** The character between the cells. */
  char delimiter() {
    return delimiter;
  }

  /** The marks of missing cells. */
  MissingMarks missing() {
    return missing;
  }

  /** A row with the cells that its line has. */
  CsvRow row(int row) {
    return rows.get(row);
  }

  /** The line that names the columns, and those under it that hold units. */
  List<CsvRow> head() {
    return head;
  }

  /**
   * The position of a column.
   *
   * @param option that asked for it, for the message; may be empty
   * @throws TableException when no column, or more than one, has this name
   */
  @Override
  public int column(String name, String option) {
    String seen = Names.visible(name);
    int first = columns.indexOf(seen);
    if (first < 0) {
      List<String> similar = columns.stream().filter(seen::equalsIgnoreCase).toList();
      if (similar.size() == 1) {
        return columns.indexOf(similar.getFirst());
      }
      throw unknown(seen, option);
    }
    int last = columns.lastIndexOf(seen);
    if (last != first) {
      throw new TableException(
          file
              + ", row "
              + headerLine
              + ": columns "
              + (first + 1)
              + " and "
              + (last + 1)
              + " are both called \""
              + seen
              + "\". Rename one of them in the header.");
    }
    return first;
  }

  private TableException unknown(String name, String option) {
    Optional<String> near = Names.nearest(name, columns);
    String hidden = near.map(other -> Names.hiddenDifference(name, other)).orElse("");
    return new TableException(
        file
            + ": there is no column \""
            + name
            + "\""
            + (option.isEmpty() ? "" : " (" + setting(option) + ")")
            + near.map(other -> "; did you mean \"" + other + "\"?").orElse(".")
            + (hidden.isEmpty() ? "" : " " + hidden + ".")
            + inOtherLine(name)
            + " The columns are: "
            + String.join(", ", columns.subList(0, Math.min(MOST_NAMES, columns.size())))
            + (columns.size() > MOST_NAMES ? "…" : ".")
            + (columns.size() == 1
                ? " If another character than comma, semicolon, tab or bar separates the cells,"
                    + " give "
                    + setting("delimiter")
                    + ", such as "
                    + setting("delimiter")
                    + " \" \"."
                : ""));
  }

  /** What helps where another line than the one taken for the header holds the name. */
  private String inOtherLine(String name) {
    if (headerLine == 0 && holds(all.getFirst(), name)) {
      return " Row "
          + all.getFirst().line()
          + " holds this text; give "
          + setting("header")
          + " true if that row names the columns.";
    }
    return head.stream()
        .filter(line -> holds(line, name))
        .findFirst()
        .map(
            line ->
                " Row "
                    + line.line()
                    + " holds this text; give "
                    + setting("skip-lines")
                    + " "
                    + (line.line() > 2 ? "1-" : "")
                    + (line.line() - 1)
                    + " if that row names the columns.")
        .orElse("");
  }

  private static boolean holds(CsvRow line, String name) {
    return Arrays.stream(line.cells()).map(Names::visible).anyMatch(name::equals);
  }

  /** A mark such as -9999 in a cell whose meaning depends on the decimal sign. */
  private boolean isMissingEither(String cell, int column) {
    return NumberCell.reading(cell) == Digits.Reading.EITHER
        && signs
            .of(column)
            .sign()
            .filter(sign -> missing.contains(NumberCell.read(cell).orElseThrow().value(sign)))
            .isPresent();
  }

  /** Whether every cell of the column that is not missing is a number, and one is there. */
  @Override
  public boolean isNumeric(int column) {
    return NumberColumn.isNumeric(this, column, signs.of(column));
  }

  /**
   * The column as numbers, NaN where a cell is missing. Signs of money, % and other units are left
   * out: 31.2% is 31.2.
   *
   * @throws TableException when a cell is not a number, infinite or beyond 1e100, when the decimal
   *     sign is open or the units differ
   */
  @Override
  public double[] numbers(int column) {
    return numberColumn(column).values().clone();
  }

  /**
   * How the numbers of a column are written, and what decided that.
   *
   * @throws TableException as {@link #numbers}
   */
  @Override
  public NumberForm form(int column) {
    return numberColumn(column).form();
  }

  /** The {@link #notes(int)} with their settings marked. */
  @Override
  public List<String> markedNotes(int column) {
    return numberColumn(column).notes();
  }

  private NumberColumn numberColumn(int column) {
    signs
        .otherThanEarlier(column)
        .ifPresent(
            sign -> {
              throw new CellRefusal(this, column, signs.of(column)).otherThanEarlier(sign);
            });
    return numbers.computeIfAbsent(column, c -> NumberColumn.read(this, c, signs.of(c)));
  }

  /** How the numbers of a column are written that has other cells too; empty where few are. */
  Optional<NumberForm> likelyForm(int column) {
    DecimalSigns.Decision decision = signs.of(column);
    ColumnMarks marks = signs.marks(column);
    if (marks.texts() > marks.numbers() || decision.sign().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> unit =
        rows.stream()
            .flatMap(row -> NumberCell.read(row.cells()[column]).stream())
            .map(NumberCell::unit)
            .filter(own -> !own.isEmpty())
            .findFirst();
    char sign = decision.sign().get();
    return Optional.of(new NumberForm(sign, decision.basis(), unit.orElse("")));
  }

  /** The first row of the whole file in which a cell of the column may be read in two ways. */
  int openRow(int column) {
    return signs.marks(column).either();
  }

  /** The first row of the whole file with a whole number below 1000 in the column; -1 for none. */
  int smallRow(int column) {
    return signs.marks(column).small();
  }

  /** The cell of {@link #openRow}. */
  Optional<String> openCell(int column) {
    return openRow(column) < 0 ? Optional.empty() : Optional.of(rawCell(openRow(column), column));
  }

  /** A cell of the whole file, whatever series is read. */
  String rawCell(int row, int column) {
    return all.get(row).cells()[column];
  }

  /** The line of a row of the whole file. */
  int rawLine(int row) {
    return all.get(row).line();
  }

  /** Whether a cell of the column is a number in some writing. */
  @Override
  public boolean isNumber(String cell) {
    return NumberCell.reading(cell) != Digits.Reading.NONE;
  }
}
