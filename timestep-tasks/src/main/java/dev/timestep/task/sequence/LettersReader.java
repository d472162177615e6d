package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table with one sequence of letters a row. */
final class LettersReader {

  private final Columns columns;
  private final FileBytes source;

  LettersReader(Columns columns, FileBytes source) {
    this.columns = columns;
    this.source = source;
  }

  void read() {
    SequenceOptions options = columns.options;
    RawCases raw = columns.raw;
    int sequence =
        columns
            .named(
                options.sequence(), options.like().flatMap(SequenceReading::sequence), "sequence")
            .or(() -> ColumnNames.sequenceColumn(columns.table).map(columns::take))
            .or(this::found)
            .orElseThrow(
                () ->
                    new TableException(
                        columns.table.file()
                            + ": expects a column of letters. Set "
                            + setting("sequence")
                            + " to it. The columns are: "
                            + String.join(", ", columns.table.columns())
                            + "."));
    raw.sequence = Optional.of(columns.name(sequence));
    raw.notes.add("Column " + columns.name(sequence) + " is read as letters.");
    List<Integer> statics = columns.statics();
    CaseNames names = new CaseNames(columns);
    Optional<Integer> marked = names.marked();
    Optional<Integer> label = new LabelColumn(columns, source).find();
    Optional<Integer> id = marked.isPresent() ? marked : names.ofTexts();
    LeftOutCases.refuse(source, columns);
    noteUnread();
    List<String> texts = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (int r = 0; r < columns.table.rows(); r++) {
      texts.add(columns.text(r, sequence));
      places.add(columns.table.where(r, sequence));
    }
    LetterCode code = Alphabet.of(texts, places, options, raw);
    List<float[]> fixed = statics.stream().map(columns::singles).toList();
    for (int r = 0; r < texts.size(); r++) {
      float[] own = new float[fixed.size()];
      for (int s = 0; s < own.length; s++) {
        own[s] = fixed.get(s)[r];
      }
      String text = label.isPresent() ? columns.text(r, label.get()) : "";
      raw.cases.add(
          new RawCases.Case(
              columns.id(r, id), columns.place(r), code.encode(texts.get(r)), own, text));
    }
    raw.table = columns.reading(statics);
  }

  private Optional<Integer> found() {
    return columns.options.like().isPresent()
        ? Optional.empty()
        : new LettersColumn(columns.table, columns.options).find().map(columns::take);
  }

  private void noteUnread() {
    List<Integer> rest = columns.rest();
    if (!rest.isEmpty()) {
      columns.raw.notes.add(
          "Not read: "
              + rest.stream().map(columns::name).collect(Collectors.joining(", "))
              + "."
              + (rest.stream().allMatch(columns::isText)
                  ? ""
                  : " Numbers that belong to a sequence can be named in "
                      + setting("static")
                      + "."));
    }
  }
}
