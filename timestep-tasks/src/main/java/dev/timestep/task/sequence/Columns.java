package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.Names;
import dev.timestep.task.table.NumberForm;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.cells.CsvTable;
import dev.timestep.task.table.time.TimeColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The columns of a table and what the settings make of them. */
final class Columns {

  /** A numbered column without a name, as data frames write it. */
  private static final Pattern INDEX =
      Pattern.compile("c1|Unnamed: 0|index", Pattern.CASE_INSENSITIVE);

  final CsvTable table;
  final SequenceOptions options;
  final RawCases raw;
  private final boolean pointsOnly;
  private final Map<Integer, Optional<float[]>> plain = new HashMap<>();
  private final Set<Integer> taken = new HashSet<>();
  private final Map<Integer, Boolean> texts = new HashMap<>();

  /**
   * @param pointsOnly whether every mark in a number is a decimal point
   */
  Columns(CsvTable table, SequenceOptions options, RawCases raw, boolean pointsOnly) {
    this.table = table;
    this.options = options;
    this.raw = raw;
    this.pointsOnly = pointsOnly;
  }

  /** The column that a setting, or the earlier file, names. */
  Optional<Integer> named(Optional<String> asked, Optional<String> earlier, String setting) {
    if (asked.isPresent()) {
      return Optional.of(take(table.column(asked.get(), setting)));
    }
    return earlier.filter(this::has).map(name -> take(table.column(name, setting)));
  }

  /** What orders the steps, if the settings or the earlier file say. */
  Optional<StepOrder> order() {
    Optional<String> asked = options.time();
    if (asked.isPresent()) {
      return asked
          .filter(time -> !time.equals(SequenceOptions.NONE))
          .map(time -> order(TimeColumn.positions(table, time)));
    }
    return options
        .like()
        .flatMap(SequenceReading::time)
        .filter(time -> has(time) || Arrays.stream(time.split("\\+")).allMatch(this::has))
        .map(time -> order(TimeColumn.positions(table, time)));
  }

  private StepOrder order(List<Integer> times) {
    taken.addAll(times);
    StepOrder order = new StepOrder(this, times);
    raw.time = Optional.of(order.name());
    return order;
  }

  /** The columns of {@code static}; a model requires those that it was trained with. */
  List<Integer> statics() {
    List<String> names = options.like().map(SequenceReading::statics).orElse(options.statics());
    if (!options.statics().isEmpty() && !options.statics().equals(names)) {
      throw new TableException(
          table.file()
              + ": the model was trained "
              + (names.isEmpty()
                  ? "without columns"
                  : "with the columns " + String.join(", ", names))
              + " of "
              + setting("static")
              + "; received "
              + String.join(", ", options.statics())
              + ". Leave out "
              + setting("static")
              + ", or train a new model.");
    }
    List<Integer> found = names.stream().map(name -> table.column(name, "static")).toList();
    taken.addAll(found);
    raw.statics = found.stream().map(table.columns()::get).toList();
    return found;
  }

  boolean has(String name) {
    return table.columns().contains(Names.visible(name));
  }

  int take(int column) {
    taken.add(column);
    return column;
  }

  String name(int column) {
    return table.columns().get(column);
  }

  /** Columns that no setting has named. */
  List<Integer> rest() {
    List<Integer> rest = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      if (!taken.contains(c)) {
        rest.add(c);
      }
    }
    return rest;
  }

  /**
   * Whether most cells of a column are texts. One with a few wrong cells is one of numbers: reading
   * it names the cell.
   */
  boolean isText(int column) {
    return texts.computeIfAbsent(column, this::holdsTexts);
  }

  private boolean holdsTexts(int column) {
    if (plain(column).isPresent() || table.isNumeric(column)) {
      return false;
    }
    int words = 0;
    int numbers = 0;
    for (int r = 0; r < table.rows(); r++) {
      if (!table.isMissing(r, column)) {
        boolean number = table.isNumber(table.text(r, column));
        numbers += number ? 1 : 0;
        words += number ? 0 : 1;
      }
    }
    return words > numbers;
  }

  /** Leaves out a first column that only counts the rows, as data frames write it. */
  void leaveOutIndex() {
    boolean there = !table.columns().isEmpty() && !taken.contains(0) && table.rows() > 1;
    if (there && table.hasHeader() && INDEX.matcher(name(0)).matches() && table.isNumeric(0)) {
      double[] values = table.numbers(0);
      boolean counts = values[0] == 0 || values[0] == 1;
      for (int r = 1; r < values.length; r++) {
        counts &= values[r] == values[r - 1] + 1;
      }
      if (counts) {
        take(0);
        raw.notes.add("The first column only counts the rows, and is not read.");
      }
    }
  }

  /** The text of a cell without blanks around it. */
  String text(int row, int column) {
    return table.text(row, column).strip();
  }

  /** "row 12". */
  String place(int row) {
    return "row " + table.line(row);
  }

  /** A column of bare numbers; empty for one that the table room has to read. */
  Optional<float[]> plain(int column) {
    boolean may = pointsOnly && options.table().missing().isEmpty();
    return may ? plain.computeIfAbsent(column, c -> PlainNumbers.read(table, c)) : Optional.empty();
  }

  /** A column in single precision. */
  float[] singles(int column) {
    Optional<float[]> bare = plain(column);
    if (bare.isPresent()) {
      return bare.get();
    }
    double[] values = table.numbers(column);
    float[] singles = new float[values.length];
    for (int r = 0; r < values.length; r++) {
      singles[r] = Values.single(values[r], table.text(r, column), table.where(r, column));
    }
    return singles;
  }

  /** The names of cases: the column {@code id}, else the line. Blank ids are refused. */
  String id(int row, Optional<Integer> column) {
    if (column.isEmpty()) {
      return String.valueOf(table.line(row));
    }
    String id = text(row, column.get());
    if (id.isEmpty()) {
      throw new TableException(
          table.where(row, column.get())
              + ": expects an id in every row; this one is blank. Fill it in or remove the row.");
    }
    return id;
  }

  /** A text in lower case. */
  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** How the times of some columns are read: as is asked, else as in an earlier file. */
  ReadOptions timeOptions(String time) {
    Optional<TableReading> earlier = options.like().map(SequenceReading::table);
    ReadOptions asked = options.table();
    ReadOptions known = asked.like().isEmpty() ? asked.withLike(earlier) : asked;
    return known.withTime(time);
  }

  /** The facts about the table that later files need. */
  TableReading reading(List<Integer> numbers) {
    ReadOptions asked = options.table();
    Set<Character> signs = new HashSet<>();
    for (int column : numbers) {
      if (plain(column).isPresent()) {
        signs.add('.');
        continue;
      }
      NumberForm form = table.form(column);
      if (form.basis() != NumberForm.Basis.NONE) {
        signs.add(form.decimal());
      }
    }
    return new TableReading(
        asked,
        asked
            .decimal()
            .or(() -> signs.size() == 1 ? Optional.of(signs.iterator().next()) : Optional.empty()),
        raw.dateOrder(),
        Optional.empty(),
        Map.of(),
        Optional.empty());
  }
}
