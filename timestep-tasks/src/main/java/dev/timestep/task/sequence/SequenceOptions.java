package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is known about a file of labelled sequences; whatever is left empty is detected.
 *
 * <pre>{@code
 * SequenceOptions options = SequenceOptions.defaults().withId("trip").withLabel("driver");
 * SequenceSet trips = SequenceReader.read(Path.of("trips.csv"), options);
 * }</pre>
 *
 * @param form how the cases stand in the file
 * @param label the column of the class; {@value #FIRST} or {@value #LAST} for that column where no
 *     column has this name; {@value #NONE} for cases without a class. In FASTA: {@value #LAST} for
 *     the last word of a header, {@code |2} for its second field between bars, or a key for the
 *     value of {@code key=value}
 * @param id the column that names the case of a row; a name in more than one row means the long
 *     form
 * @param time the column that orders the steps of a case, for the long form and for folders; by
 *     default the order of the rows, as with {@value #NONE}
 * @param channels names of the channels; of the wide form the parts of the column names before or
 *     after the number of the step
 * @param statics columns with a number that does not change along a sequence
 * @param sequence the column of the letters
 * @param foldCase whether upper and lower case of a letter mean the same
 * @param table how the table itself is written: delimiter, header, encoding, decimal sign, marks of
 *     missing cells, lines to skip, form of times
 * @param like how an earlier file of the same kind was read
 */
public record SequenceOptions(
    Optional<SequenceForm> form,
    Optional<String> label,
    Optional<String> id,
    Optional<String> time,
    List<String> channels,
    List<String> statics,
    Optional<String> sequence,
    Optional<Boolean> foldCase,
    ReadOptions table,
    Optional<SequenceReading> like) {

  /** The {@link #label} of the first column. */
  public static final String FIRST = "first";

  /** The {@link #label} of the last column, or the last word of a FASTA header. */
  public static final String LAST = "last";

  /** The {@link #label} of cases without a class, and the {@link #time} of rows without times. */
  public static final String NONE = "none";

  /**
   * Takes copies of the lists.
   *
   * @throws TableException when two settings name the same column
   */
  public SequenceOptions {
    channels = List.copyOf(channels);
    statics = List.copyOf(statics);
    SettingColumns.check(label, id, time, sequence, statics);
  }

  /** Everything detected. */
  public static SequenceOptions defaults() {
    return new Draft().options();
  }

  /** These options with another {@link #form}. */
  public SequenceOptions withForm(SequenceForm form) {
    return with(draft -> draft.form = Optional.of(form));
  }

  /** These options with another {@link #label}. */
  public SequenceOptions withLabel(String label) {
    return with(draft -> draft.label = Optional.of(label));
  }

  /** These options with another {@link #id}. */
  public SequenceOptions withId(String id) {
    return with(draft -> draft.id = Optional.of(id));
  }

  /** These options with another {@link #time}. */
  public SequenceOptions withTime(String time) {
    return with(draft -> draft.time = Optional.of(time));
  }

  /** These options with other {@link #channels}. */
  public SequenceOptions withChannels(List<String> channels) {
    return with(draft -> draft.channels = channels);
  }

  /** These options with other {@link #statics}. */
  public SequenceOptions withStatics(List<String> statics) {
    return with(draft -> draft.statics = statics);
  }

  /** These options with another {@link #sequence}. */
  public SequenceOptions withSequence(String sequence) {
    return with(draft -> draft.sequence = Optional.of(sequence));
  }

  /** These options with another {@link #foldCase}. */
  public SequenceOptions withFoldCase(boolean foldCase) {
    return with(draft -> draft.foldCase = Optional.of(foldCase));
  }

  /** These options with another {@link #table}. */
  public SequenceOptions withTable(ReadOptions table) {
    return with(draft -> draft.table = table);
  }

  /** These options with another {@link #like}. */
  public SequenceOptions withLike(SequenceReading like) {
    return with(draft -> draft.like = Optional.of(like));
  }

  /** Whether the user says that the cases have no class. */
  boolean unlabelled() {
    return label.filter(NONE::equals).isPresent();
  }

  /** Whether a setting says where a table has what a file of a folder has in its name. */
  boolean namesColumns() {
    return id.isPresent() || sequence.isPresent() || label.isPresent() && !unlabelled();
  }

  /**
   * Refuses settings that name columns, for a form that has none.
   *
   * @param file for the message
   * @param form that has no columns
   * @param allowed the settings that mean something in this form
   */
  void refuseOthers(String file, String form, Set<String> allowed) {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("label", label.isPresent() && !unlabelled());
    given.put("id", id.isPresent());
    given.put("time", time.filter(name -> !name.equals(NONE)).isPresent());
    given.put("sequence", sequence.isPresent());
    given.put("static", !statics.isEmpty());
    given.put("channels", !channels.isEmpty());
    given.forEach(
        (name, is) -> {
          if (is && !allowed.contains(name)) {
            throw new TableException(
                file
                    + ": the setting "
                    + setting(name)
                    + " names a column, but "
                    + form
                    + ". Leave out "
                    + setting(name)
                    + ".");
          }
        });
  }

  private SequenceOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** Options of which one is being changed. */
  private static final class Draft {
    Optional<SequenceForm> form = Optional.empty();
    Optional<String> label = Optional.empty();
    Optional<String> id = Optional.empty();
    Optional<String> time = Optional.empty();
    List<String> channels = List.of();
    List<String> statics = List.of();
    Optional<String> sequence = Optional.empty();
    Optional<Boolean> foldCase = Optional.empty();
    ReadOptions table = ReadOptions.defaults();
    Optional<SequenceReading> like = Optional.empty();

    Draft() {}

    Draft(SequenceOptions options) {
      form = options.form;
      label = options.label;
      id = options.id;
      time = options.time;
      channels = options.channels;
      statics = options.statics;
      sequence = options.sequence;
      foldCase = options.foldCase;
      table = options.table;
      like = options.like;
    }

    SequenceOptions options() {
      return new SequenceOptions(
          form, label, id, time, channels, statics, sequence, foldCase, table, like);
    }
  }
}
