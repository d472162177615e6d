package dev.timestep.task.sequence.stream;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.LineStream;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.message.Message;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.sequence.FormFinder;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceForm;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReader;
import dev.timestep.task.sequence.SequenceReading;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.cells.CsvWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers sequences while their lines arrive, for any job. The first line tells the form, as it
 * does for a file: of a table with one step a row each line is a step, and the answer is that for
 * the steps so far; of all other forms a line is a case. Each line is read by the reader of files,
 * together with the head of the stream.
 *
 * <p>Of steps all are kept, and each is answered from the first one on: step N of a sequence costs
 * as much as a whole sequence of N steps.
 *
 * <pre>{@code
 * LineStream stream =
 *     new SequenceStream(
 *         "sensor",
 *         reading.options(),
 *         List.of("label"),
 *         one -> List.of(classifier.label(one)),
 *         TaskListener.NONE);
 * stream.line("id,time,x");
 * stream.line("a,1,0.5"); // "step,id,label\n1,a,circle\n"
 * }</pre>
 */
public final class SequenceStream implements LineStream {
  private static final Set<String> PLACES =
      Set.of(SequenceOptions.FIRST, SequenceOptions.LAST, SequenceOptions.NONE);

  private final String name;
  private final SequenceOptions options;
  private final SequenceReading reading;
  private final List<String> columns;
  private final Function<Sequence, List<String>> cells;
  private TaskListener listener;
  private final Set<String> noted = new HashSet<>();
  private @Nullable LineForm form;
  private boolean answered;
  private int number;
  private int comments;
  private String comment = "";

  /**
   * A stream of which nothing has arrived.
   *
   * @param name what messages call the stream
   * @param options how its lines are read; {@link SequenceOptions#like} says how the training data
   *     were
   * @param columns names of the columns of an answer
   * @param cells the answer for a sequence, a cell for each of {@code columns}
   * @param listener receives the notes of the reader, each once
   * @throws TaskException when the options say something of a whole table
   * @throws IllegalArgumentException when the options do not say how the training data were read
   */
  public SequenceStream(
      String name,
      SequenceOptions options,
      List<String> columns,
      Function<Sequence, List<String>> cells,
      TaskListener listener) {
    refuse(options.table());
    this.name = name;
    this.options = options;
    this.reading =
        options
            .like()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "SequenceStream expects options with a reading; received none. Give"
                            + " reading.options()."));
    this.columns = List.copyOf(columns);
    this.cells = cells;
    this.listener = listener;
  }

  /** What picks lines out of a whole table says nothing of lines that are yet to come. */
  private static void refuse(ReadOptions table) {
    String refused =
        !table.skipLines().isEmpty() ? "skip-lines" : table.where().isPresent() ? "where" : "";
    if (!refused.isEmpty()) {
      throw new TaskException(
          "A stream that is answered line by line expects no "
              + setting(refused)
              + "; received it. Give the table as a file, or set "
              + setting(refused)
              + " to none.");
    }
  }

  @Override
  public String line(String text) {
    number++;
    if (text.isBlank()) {
      return "";
    }
    LineForm known = form;
    if (known == null) {
      if (FormFinder.isComment(text.strip())) {
        comments++;
        comment = text.strip();
        return "";
      }
      known = formOf(text.strip());
      form = known;
    }
    return headed(known, known.line(text));
  }

  @Override
  public String end() {
    if (form == null && comments == 0) {
      throw new TaskException(
          name + ": holds no line. Give a table with one row or more, its names of columns first.");
    }
    String answers = form == null ? "" : headed(form, form.end());
    if (!answered) {
      throw new TaskException(
          name
              + ": expects a line with a case or a step; received "
              + number
              + (number == 1 ? " line" : " lines")
              + ", none of which is one: they are comments, names of columns, or were left out."
              + " Give a row under the names of the columns, or a case after @data.");
    }
    return answers;
  }

  private String headed(LineForm known, String answers) {
    if (answers.isEmpty() || answered) {
      return answers;
    }
    answered = true;
    return csv(known.columns(), columns) + answers;
  }

  private LineForm formOf(String first) {
    Optional<SequenceForm> shown = FormFinder.ofLine(first);
    if (shown.isPresent() && shown.get() == SequenceForm.FASTA) {
      return new FastaLines(this);
    }
    if (shown.isPresent()) {
      // A declared class that one line has not is no news.
      listener = TaskListener.NONE;
      return new MarkedLines(this);
    }
    SequenceForm table = tableForm();
    boolean steps = table == SequenceForm.LONG || table == SequenceForm.FOLDER;
    return steps ? new StepLines(this) : new TableLines(this);
  }

  /** The form of a stream whose first line shows none: as the user says, else as in training. */
  SequenceForm tableForm() {
    boolean renamed = options.form().isEmpty() && options.id().isPresent();
    if (renamed && reading.form() == SequenceForm.WIDE) {
      throw new TaskException(
          name
              + ": a line may be a step or a whole sequence, since "
              + setting("id")
              + " is given and no later line is known yet. Set "
              + setting("form")
              + " to long if it is a step, or to wide if it is a sequence.");
    }
    return renamed && reading.form() == SequenceForm.FOLDER
        ? SequenceForm.LONG
        : options.form().orElse(reading.form());
  }

  /** Whether a setting of now, or of the training data, names a column, and so there are names. */
  boolean namesColumns() {
    Stream<Optional<String>> columns =
        Stream.of(
            options.id().or(reading::id),
            options.sequence().or(reading::sequence),
            options.label().or(reading::label).filter(label -> !PLACES.contains(label)));
    return reading.named() || columns.anyMatch(Optional::isPresent);
  }

  SequenceReading reading() {
    return reading;
  }

  SequenceOptions options() {
    return options;
  }

  /** The number of comments above the first line that is none. */
  int comments() {
    return comments;
  }

  /** The last of these comments; empty for none. */
  String comment() {
    return comment;
  }

  /** Tells the user of something in the data; it may name settings. */
  void note(String marked) {
    listener.note(new Message(marked));
  }

  /** The number of the current line, from 1. */
  int number() {
    return number;
  }

  /** The current line, for messages. */
  String place() {
    return "line " + number + " of " + name;
  }

  /** Reads the head of the stream and some of its lines as if they were a file. */
  SequenceSet read(SequenceOptions how, List<String> head, String... lines) {
    String text = String.join("\n", Stream.concat(head.stream(), Stream.of(lines)).toList());
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    SequenceOptions own = how.withTable(how.table().withCharset(StandardCharsets.UTF_8));
    SequenceSet set = SequenceReader.read(Source.of(place(), bytes), own);
    set.markedNotes().stream().filter(noted::add).forEach(this::note);
    return set;
  }

  /** The answer for a sequence, as a line after these cells. */
  String answer(List<String> first, Sequence one) {
    return csv(first, cells.apply(one));
  }

  /** The answer for a whole case. */
  String answer(String id, SequenceSet set) {
    return answer(List.of(id), set.cases().getFirst());
  }

  private static String csv(List<String> first, List<String> more) {
    List<String> row = new ArrayList<>(first);
    row.addAll(more);
    return CsvWriter.line(row) + "\n";
  }
}
