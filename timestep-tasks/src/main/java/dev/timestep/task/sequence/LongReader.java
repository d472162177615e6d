package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A table with one step a row: the rows of one id are one sequence. */
final class LongReader {

  private static final Set<String> TIMES =
      Set.of("time", "timestamp", "datetime", "date", "t", "step", "timestep", "time_step");

  private final Columns columns;

  LongReader(Columns columns) {
    this.columns = columns;
  }

  void read() {
    SequenceOptions options = columns.options;
    RawCases raw = columns.raw;
    int id = id();
    raw.id = Optional.of(columns.name(id));
    List<Integer> statics = columns.statics();
    Optional<Integer> label = label();
    Map<String, List<Integer>> rows = grouped(id);
    Optional<StepOrder> order = columns.order();
    if (order.isEmpty() && options.time().isEmpty()) {
      order = unnamedTime(rows);
    }
    columns.leaveOutIndex();
    List<Integer> channels = channels();
    channels.forEach(this::refuseTwin);
    raw.channels = channels.stream().map(columns::name).toList();
    raw.named = columns.table.hasHeader();
    order.ifPresentOrElse(known -> known.sort(rows), () -> refuseScattered(rows));
    fill(rows, channels, statics, label);
    List<Integer> numbers = new ArrayList<>(channels);
    numbers.addAll(statics);
    raw.table = columns.reading(numbers);
  }

  private int id() {
    Optional<String> earlier = columns.options.like().flatMap(SequenceReading::id);
    return columns
        .named(columns.options.id(), earlier, "id")
        .or(() -> marked())
        .orElseThrow(
            () ->
                new TableException(
                    columns.table.file()
                        + ": expects a column that says which rows are one sequence"
                        + earlier.map(name -> "; there is no column " + name).orElse("")
                        + ". Set "
                        + setting("id")
                        + " to it. The columns are: "
                        + String.join(", ", columns.table.columns())
                        + "."));
  }

  private Optional<Integer> marked() {
    Optional<Integer> found = ColumnNames.idColumn(columns.table);
    found.ifPresent(
        column -> {
          columns.take(column);
          columns.raw.notes.add(
              "The rows of one " + columns.name(column) + " are read as one sequence.");
        });
    return found;
  }

  private Optional<Integer> label() {
    SequenceOptions options = columns.options;
    if (options.unlabelled()) {
      return Optional.empty();
    }
    Optional<Integer> found =
        columns.named(options.label(), options.like().flatMap(SequenceReading::label), "label");
    if (found.isEmpty()) {
      found = ColumnNames.named(columns.table, ColumnNames.LABELS).filter(columns.rest()::contains);
      found.ifPresent(
          column ->
              columns.raw.notes.add("Column " + columns.name(column) + " is read as the label."));
    }
    if (found.isEmpty() && options.like().isEmpty()) {
      throw new TableException(
          columns.table.file()
              + ": it is open which column holds the label. Set "
              + setting("label")
              + " to one of "
              + columns.rest().stream().map(columns::name).collect(Collectors.joining(", "))
              + ", or to none if no case has a label.");
    }
    found.ifPresent(column -> columns.raw.label = Optional.of(columns.name(columns.take(column))));
    return found;
  }

  private Map<String, List<Integer>> grouped(int id) {
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    for (int r = 0; r < columns.table.rows(); r++) {
      rows.computeIfAbsent(columns.id(r, Optional.of(id)), key -> new ArrayList<>()).add(r);
    }
    return rows;
  }

  /** A column that is called time and rises within every case is no channel. */
  private Optional<StepOrder> unnamedTime(Map<String, List<Integer>> rows) {
    Optional<Integer> found =
        ColumnNames.named(columns.table, TIMES).filter(columns.rest()::contains);
    if (found.isEmpty() || columns.options.channels().contains(columns.name(found.get()))) {
      return Optional.empty();
    }
    int column = found.get();
    StepOrder order = new StepOrder(columns, List.of(column));
    if (!order.rises(rows.values())) {
      throw new TableException(
          columns.table.file()
              + ": column "
              + columns.name(column)
              + " may be the time of the steps or a channel; it does not rise from row to row. Set "
              + setting("time")
              + " to it, and the steps are put in its order; or name the channels in "
              + setting("channels")
              + ".");
    }
    columns.raw.notes.add("Column " + columns.name(column) + " is read as the time of the steps.");
    columns.take(column);
    columns.raw.time = Optional.of(order.name());
    return Optional.of(order);
  }

  /** Without a time, an id that comes back further down may be another case of the same name. */
  private void refuseScattered(Map<String, List<Integer>> rows) {
    rows.forEach(
        (id, own) -> {
          for (int i = 1; i < own.size(); i++) {
            if (own.get(i) != own.get(i - 1) + 1) {
              throw new TableException(
                  columns.table.file()
                      + ": the id \""
                      + id
                      + "\" stands in rows up to "
                      + columns.table.line(own.get(i - 1))
                      + " and again from row "
                      + columns.table.line(own.get(i))
                      + ". If these are one sequence, set "
                      + setting("time")
                      + " to the column that orders its steps,"
                      + " or put its rows together; if they are two, give them two ids.");
            }
          }
        });
  }

  private void noteUnknown(List<String> known) {
    List<String> more =
        columns.rest().stream().map(columns::name).filter(name -> !known.contains(name)).toList();
    if (!more.isEmpty()) {
      columns.raw.notes.add(Agreement.notRead(more));
    }
  }

  /** Of two columns with one name, either may be the channel. */
  private void refuseTwin(int column) {
    List<String> names = columns.table.columns();
    String name = names.get(column);
    int twin = names.indexOf(name) == column ? names.lastIndexOf(name) : names.indexOf(name);
    if (twin != column) {
      throw new TableException(
          columns.table.file()
              + ": two columns are called "
              + name
              + ", columns "
              + (Math.min(column, twin) + 1)
              + " and "
              + (Math.max(column, twin) + 1)
              + ", and either may be the channel. Rename or remove one of them.");
    }
  }

  private List<Integer> channels() {
    SequenceOptions options = columns.options;
    List<String> known =
        options
            .like()
            .filter(like -> like.form() == SequenceForm.LONG && columns.table.hasHeader())
            .map(like -> Agreement.common(like.channels(), columns.table.columns()))
            .orElse(List.of());
    if (!options.channels().isEmpty()) {
      return options.channels().stream()
          .map(name -> columns.take(columns.table.column(name, "channels")))
          .toList();
    }
    if (options.like().isPresent() && known.size() == options.like().get().channels().size()) {
      noteUnknown(known);
      return known.stream().map(columns.table.columns()::indexOf).toList();
    }
    List<Integer> rest = columns.rest();
    List<Integer> texts = rest.stream().filter(columns::isText).toList();
    if (!texts.isEmpty()) {
      columns.raw.notes.add(
          "Not read, since "
              + (texts.size() == 1 ? "it holds" : "they hold")
              + " texts: "
              + texts.stream().map(columns::name).collect(Collectors.joining(", "))
              + ".");
    }
    List<Integer> channels = rest.stream().filter(column -> !texts.contains(column)).toList();
    if (channels.isEmpty()) {
      throw new TableException(
          columns.table.file()
              + ": expects a numeric column for each channel; there is none beside id, time, label"
              + " and "
              + setting("static")
              + ".");
    }
    return channels;
  }

  private void fill(
      Map<String, List<Integer>> rows,
      List<Integer> channels,
      List<Integer> statics,
      Optional<Integer> label) {
    List<float[]> values = channels.stream().map(columns::singles).toList();
    List<float[]> fixed = statics.stream().map(columns::singles).toList();
    rows.forEach(
        (id, own) -> {
          float[][] steps = new float[own.size()][values.size()];
          for (int t = 0; t < steps.length; t++) {
            for (int c = 0; c < steps[t].length; c++) {
              steps[t][c] = values.get(c)[own.get(t)];
            }
          }
          float[] constant = new float[fixed.size()];
          for (int s = 0; s < constant.length; s++) {
            constant[s] = constant(id, own, statics.get(s), fixed.get(s));
          }
          String text = label.isPresent() ? label(id, own, label.get()) : "";
          columns.raw.cases.add(
              new RawCases.Case(
                  id,
                  "id " + id + " (" + columns.place(own.getFirst()) + ")",
                  steps,
                  constant,
                  text));
        });
  }

  private String label(String id, List<Integer> rows, int column) {
    String first = columns.text(rows.getFirst(), column);
    for (int row : rows) {
      String other = columns.text(row, column);
      if (!other.equals(first)) {
        throw twice(id, column, rows.getFirst(), row, "label");
      }
    }
    return first;
  }

  private float constant(String id, List<Integer> rows, int column, float[] values) {
    float first = values[rows.getFirst()];
    for (int row : rows) {
      if (Float.compare(values[row], first) != 0) {
        throw twice(id, column, rows.getFirst(), row, "static");
      }
    }
    return first;
  }

  private TableException twice(String id, int column, int first, int other, String setting) {
    return new TableException(
        columns.table.file()
            + ": expects one value of "
            + columns.name(column)
            + " ("
            + setting
            + ") in all rows of the id \""
            + id
            + "\"; received \""
            + columns.text(first, column)
            + "\" in row "
            + columns.table.line(first)
            + " and \""
            + columns.text(other, column)
            + "\" in row "
            + columns.table.line(other)
            + ". Correct one of them, or give the two sequences two ids.");
  }
}
