package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the column of the class, and refuses where several could be it. */
final class LabelColumn {

  private final Columns columns;
  private final FileBytes source;

  LabelColumn(Columns columns, FileBytes source) {
    this.columns = columns;
    this.source = source;
  }

  /** The column, empty for none; the reading of {@code columns} then knows it. */
  Optional<Integer> find() {
    Optional<Integer> found = column();
    found.ifPresent(
        column -> {
          columns.take(column);
          columns.raw.label =
              Optional.of(columns.table.hasHeader() ? columns.name(column) : end(column));
        });
    return found;
  }

  private String end(int column) {
    int last = columns.table.columns().size() - 1;
    return column == 0
        ? SequenceOptions.FIRST
        : column == last ? SequenceOptions.LAST : columns.name(column);
  }

  private Optional<Integer> column() {
    SequenceOptions options = columns.options;
    if (options.unlabelled()) {
      return Optional.empty();
    }
    if (options.label().isPresent()) {
      return Optional.of(named(options.label().get()));
    }
    Optional<String> earlier = options.like().flatMap(SequenceReading::label);
    if (earlier.isPresent() && columns.has(earlier.get())) {
      return Optional.of(columns.table.column(earlier.get(), "label"));
    }
    Optional<Integer> byName =
        ColumnNames.named(columns.table, ColumnNames.LABELS).filter(columns.rest()::contains);
    if (byName.isPresent()) {
      columns.raw.notes.add("Column " + columns.name(byName.get()) + " is read as the label.");
      return byName;
    }
    return options.like().isPresent() ? later(options.like().get()) : detected();
  }

  private int named(String label) {
    boolean first = label.equals(SequenceOptions.FIRST);
    boolean last = label.equals(SequenceOptions.LAST);
    if ((first || last) && !columns.has(label)) {
      return first ? 0 : columns.table.columns().size() - 1;
    }
    return columns.table.column(label, "label");
  }

  /**
   * The only column of texts, or else of whole numbers; or the first of the archive's form. Texts
   * that are all different are no classes, since each class would have one case.
   */
  private Optional<Integer> detected() {
    List<Integer> all = columns.rest();
    List<Integer> names = all.stream().filter(this::isDifferent).toList();
    List<Integer> rest = all.stream().filter(column -> !names.contains(column)).toList();
    List<Integer> texts = rest.stream().filter(columns::isText).toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    if (rest.isEmpty()) {
      throw open(names, rest, texts);
    }
    boolean atEnd =
        texts.size() == 1
            && (texts.getFirst().equals(rest.getFirst())
                || texts.getFirst().equals(rest.getLast()));
    if (atEnd) {
      columns.raw.notes.add(
          "The only column of texts"
              + (names.isEmpty() ? "" : " of which one comes twice")
              + ", "
              + columns.name(texts.getFirst())
              + ", is read as the label.");
      return Optional.of(texts.getFirst());
    }
    boolean archive = source.endsWith(".tsv") || source.endsWith(".txt");
    if (texts.isEmpty() && archive && !columns.table.hasHeader() && isWhole(rest.getFirst())) {
      columns.raw.notes.add(
          "A file "
              + (source.endsWith(".tsv") ? ".tsv" : ".txt")
              + " without header has its label first: as in the UCR archive, the first column is"
              + " read as the class.");
      return Optional.of(rest.getFirst());
    }
    Optional<Integer> whole = texts.isEmpty() ? onlyWhole(rest) : Optional.empty();
    if (whole.isPresent()) {
      return whole;
    }
    throw open(names, rest, texts);
  }

  private boolean isDifferent(int column) {
    return columns.table.rows() > 1
        && columns.isText(column)
        && !ColumnNames.isRepeated(columns.table, column);
  }

  /**
   * The only column of whole numbers, if it is the first or last and each of its values comes
   * twice: all others hold measurements, and a class has two cases or more.
   */
  private Optional<Integer> onlyWhole(List<Integer> rest) {
    List<Integer> whole = rest.stream().filter(this::isWhole).toList();
    if (whole.size() != 1 || rest.size() < 2) {
      return Optional.empty();
    }
    int column = whole.getFirst();
    boolean atEnd = column == rest.getFirst() || column == rest.getLast();
    Map<String, Integer> counts = new HashMap<>();
    for (int r = 0; r < columns.table.rows(); r++) {
      counts.merge(columns.text(r, column), 1, Integer::sum);
    }
    if (!atEnd || counts.values().stream().anyMatch(count -> count < 2)) {
      return Optional.empty();
    }
    columns.raw.notes.add(
        "The "
            + (column == rest.getFirst() ? "first" : "last")
            + " column is read as the label: it alone holds whole numbers ("
            + values(column)
            + "), each in two rows or more.");
    return whole.stream().findFirst();
  }

  private TableException open(List<Integer> names, List<Integer> rest, List<Integer> texts) {
    List<Integer> unknown = new ArrayList<>(names);
    unknown.addAll(texts);
    boolean letters =
        unknown.stream().anyMatch(column -> LettersColumn.isLetters(columns.table, column));
    return new TableException(
        source.name()
            + ": it is open which column holds the label: "
            + (names.isEmpty()
                ? ""
                : (names.size() == 1 ? "column " : "columns ")
                    + names(names)
                    + (names.size() == 1 ? " is" : " are")
                    + " different in each row, and so no label; ")
            + (rest.isEmpty() ? "there is no other column" : candidates(names, rest, texts))
            + ". Set "
            + setting("label")
            + " to the name of the column, to first or last, or to none if no case has a"
            + " label."
            + (texts.size() > 1 || names.size() > 1
                ? " If a column names the cases, set " + setting("id") + " to it."
                : "")
            + (letters && unknown.size() > 1 && columns.raw.sequence.isEmpty()
                ? " If a column holds sequences of letters, set " + setting("sequence") + " to it."
                : ""));
  }

  private String candidates(List<Integer> names, List<Integer> rest, List<Integer> texts) {
    if (texts.size() > 1) {
      return "columns " + names(texts) + " hold texts";
    }
    if (texts.size() == 1) {
      return "the only "
          + (names.isEmpty() ? "" : "other ")
          + "column of texts, "
          + columns.name(texts.getFirst())
          + ", is neither the first nor the last";
    }
    return "no "
        + (names.isEmpty() ? "" : "other ")
        + "column holds texts. It may be the first ("
        + values(rest.getFirst())
        + ") or the last ("
        + values(rest.getLast())
        + ")";
  }

  /**
   * The label of a file that has no column of the name that the model knows: the first or last
   * column, if it holds classes; none, if neither could.
   */
  private Optional<Integer> later(SequenceReading like) {
    String known = like.label().orElse("");
    boolean fixed = known.equals(SequenceOptions.FIRST) || known.equals(SequenceOptions.LAST);
    boolean byName = !fixed && columns.table.hasHeader();
    List<Integer> rest = columns.rest();
    List<Integer> texts = rest.stream().filter(columns::isText).toList();
    if (known.isEmpty() || rest.isEmpty() || byName && texts.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> ends = new ArrayList<>();
    if (!known.equals(SequenceOptions.LAST)) {
      ends.add(rest.getFirst());
    }
    if (!known.equals(SequenceOptions.FIRST) && rest.size() > 1) {
      ends.add(rest.getLast());
    }
    List<Integer> classes = ends.stream().filter(c -> allKnown(c, like.classes())).toList();
    List<Integer> doubtful = ends.stream().filter(c -> columns.isText(c) || isWhole(c)).toList();
    if (classes.size() == 1 && texts.size() <= 1) {
      columns.raw.notes.add(
          "Column "
              + columns.name(classes.getFirst())
              + " holds classes, and is read as the label.");
      return Optional.of(classes.getFirst());
    }
    if (!doubtful.isEmpty() && !byName) {
      throw new TableException(
          source.name()
              + ": column "
              + columns.name(doubtful.getFirst())
              + " ("
              + values(doubtful.getFirst())
              + ") may hold labels or the values of a step; the model knows the classes "
              + Labels.places(like.classes())
              + ". Set "
              + setting("label")
              + " to "
              + end(doubtful.getFirst())
              + " if it holds labels, or to none if it does not.");
    }
    return Optional.empty();
  }

  private boolean allKnown(int column, List<String> classes) {
    boolean any = false;
    for (String label : distinct(column)) {
      if (!Labels.isEmpty(label)) {
        String whole =
            Labels.asWholeNumbers(List.of(label)).map(map -> map.get(label)).orElse(label);
        any = true;
        if (!classes.contains(label) && !classes.contains(whole)) {
          return false;
        }
      }
    }
    return any;
  }

  private boolean isWhole(int column) {
    return distinct(column).stream()
        .filter(label -> !Labels.isEmpty(label))
        .allMatch(label -> label.matches("[+-]?\\d{1,9}(\\.0*)?([eE][+]?0*\\d)?"));
  }

  private Set<String> distinct(int column) {
    Set<String> values = new LinkedHashSet<>();
    for (int r = 0; r < columns.table.rows(); r++) {
      values.add(columns.text(r, column));
    }
    return values;
  }

  private String values(int column) {
    List<String> values = List.copyOf(distinct(column));
    return (columns.table.hasHeader() ? columns.name(column) + ": " : "")
        + values.size()
        + (values.size() == 1 ? " value, " : " different values, ")
        + String.join(", ", values.subList(0, Math.min(3, values.size())))
        + (values.size() > 3 ? "…" : "");
  }

  private String names(List<Integer> some) {
    return Labels.places(some.stream().map(columns::name).toList());
  }
}
