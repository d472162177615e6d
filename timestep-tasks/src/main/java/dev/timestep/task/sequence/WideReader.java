package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table with one sequence a row: the steps in columns, the label in another one. */
final class WideReader {

  private final Columns columns;
  private final FileBytes source;
  private final Optional<String> uneven;

  /**
   * @param uneven where rows were made equally wide by blank cells at their end, two that were not
   */
  WideReader(Columns columns, FileBytes source, Optional<String> uneven) {
    this.columns = columns;
    this.source = source;
    this.uneven = uneven;
  }

  void read() {
    RawCases raw = columns.raw;
    List<Integer> statics = columns.statics();
    CaseNames names = new CaseNames(columns);
    Optional<Integer> marked = names.marked();
    columns.leaveOutIndex();
    LeftOutCases.refuse(source, columns);
    Optional<Integer> label = new LabelColumn(columns, source).find();
    refusePadded(label);
    Optional<Integer> id = marked.isPresent() ? marked : names.ofTexts();
    List<Integer> values = columns.rest();
    values.stream().filter(columns::isText).findFirst().ifPresent(this::refuseText);
    ChannelLayout layout = layout(values);
    raw.channels = layout.names();
    raw.named = layout.named();
    fill(layout, values, statics, id, label);
    List<Integer> numbers = new ArrayList<>(values);
    numbers.addAll(statics);
    raw.table = columns.reading(numbers);
  }

  /** Where the last column is the label, a shorter row has it in the place of a value. */
  private void refusePadded(Optional<Integer> label) {
    if (uneven.isPresent() && label.isPresent() && label.get() != 0) {
      throw new TableException(
          source.name()
              + ": rows have different numbers of cells ("
              + uneven.get()
              + "), so the label "
              + columns.name(label.get())
              + " is not in one column. Put the label first, or fill shorter rows up with blank"
              + " cells before the label.");
    }
  }

  private void refuseText(int column) {
    List<String> letters =
        columns.rest().stream()
            .filter(other -> LettersColumn.isLetters(columns.table, other))
            .map(columns::name)
            .toList();
    throw new TableException(
        columns.table.where(0, column)
            + ": expects a number, since every column that no setting names holds a step; received"
            + " \""
            + Values.shortened(columns.text(0, column))
            + "\". If the column names the cases or holds the class, set "
            + setting("id")
            + " or "
            + setting("label")
            + " to it; "
            + (letters.isEmpty()
                ? ""
                : "if "
                    + Labels.places(letters)
                    + (letters.size() == 1 ? " holds" : " hold")
                    + " sequences of letters, set "
                    + setting("sequence")
                    + " to "
                    + (letters.size() == 1 ? "it; " : "one of them; "))
            + "else remove it.");
  }

  private ChannelLayout layout(List<Integer> values) {
    if (values.isEmpty()) {
      throw new TableException(
          source.name()
              + ": expects columns with the steps of a sequence; there are none beside "
              + setting("label")
              + ", "
              + setting("id")
              + " and "
              + setting("static")
              + ". If one column holds letters, set "
              + setting("sequence")
              + " to it.");
    }
    SequenceOptions options = columns.options;
    if (!columns.table.hasHeader()) {
      if (!options.channels().isEmpty()) {
        throw new TableException(
            source.name()
                + ": the setting "
                + setting("channels")
                + " names "
                + String.join(", ", options.channels())
                + ", but no row names the columns. Add a header such as x_1, x_2, y_1, y_2.");
      }
      return ChannelLayout.single(values.size());
    }
    List<String> names = values.stream().map(columns::name).toList();
    Optional<SequenceReading> earlier =
        options
            .like()
            .filter(like -> like.named() && like.form() == SequenceForm.WIDE)
            .filter(like -> options.channels().isEmpty());
    earlier.ifPresent(like -> ChannelLayout.requireKnown(names, like, source.name()));
    // A model takes other names of steps than those of its own file, but not a mixture.
    boolean wide =
        options.form().isPresent()
            || (options.like().isPresent() && names.stream().noneMatch(ChannelLayout::isNumbered));
    List<String> channels = earlier.map(SequenceReading::channels).orElse(options.channels());
    ChannelLayout layout = ChannelLayout.of(names, channels, wide, "wide", source.name());
    if (layout.names().size() > 1) {
      columns.raw.notes.add(
          "The names of the columns are read as "
              + layout.columns().length
              + " steps of the channels "
              + Labels.places(layout.names())
              + ".");
    }
    return layout;
  }

  private void fill(
      ChannelLayout layout,
      List<Integer> values,
      List<Integer> statics,
      Optional<Integer> id,
      Optional<Integer> label) {
    int rows = columns.table.rows();
    int[][] positions = layout.columns();
    float[][][] cases = new float[rows][positions.length][layout.names().size()];
    for (int t = 0; t < positions.length; t++) {
      for (int c = 0; c < positions[t].length; c++) {
        float[] column = columns.singles(values.get(positions[t][c]));
        for (int r = 0; r < rows; r++) {
          cases[r][t][c] = column[r];
        }
      }
    }
    List<float[]> fixed = statics.stream().map(columns::singles).toList();
    int shortened = 0;
    for (int r = 0; r < rows; r++) {
      float[][] steps = Values.trimmed(cases[r]);
      shortened += steps.length > 0 && steps.length < cases[r].length ? 1 : 0;
      float[] own = new float[fixed.size()];
      for (int s = 0; s < own.length; s++) {
        own[s] = fixed.get(s)[r];
      }
      String text = label.isPresent() ? columns.text(r, label.get()) : "";
      columns.raw.cases.add(
          new RawCases.Case(columns.id(r, id), columns.place(r), steps, own, text));
    }
    Values.noteShortened(columns.raw.notes, shortened, rows);
  }
}
