package dev.timestep.task.classify;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.kernel.Engine;
import dev.timestep.task.LineStream;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.message.Message;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceForm;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReader;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.cells.CsvWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Classifies sequences while their lines arrive. The first line tells the form, as it does for a
 * file: of a table with one step a row each line is a step, and the answer is that for the steps so
 * far; of all other forms a line is a case. Each line is read by the reader of files, together with
 * the head of the stream.
 */
final class ClassifyStream implements LineStream {
  private final ClassifyModel model;
  private final String name;
  private final SequenceOptions options;
  private TaskListener listener;
  private final Engine engine;
  private final Set<String> noted = new HashSet<>();
  private @Nullable LineForm form;
  private boolean answered;
  private int number;

  ClassifyStream(
      ClassifyModel model,
      String name,
      SequenceOptions options,
      TaskListener listener,
      Engine engine) {
    refuse(options.table());
    this.model = model;
    this.name = name;
    this.options = options;
    this.listener = listener;
    this.engine = engine;
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

  /** How the lines of a form become answers. */
  interface LineForm {
    /** The columns before the label. */
    List<String> columns();

    /** Takes a line that is not blank; gives lines of answers. */
    String line(String text);

    /** After the last line. */
    default String end() {
      return "";
    }
  }

  @Override
  public String line(String text) {
    number++;
    if (text.isBlank()) {
      return "";
    }
    LineForm known = form == null ? formOf(text.strip()) : form;
    form = known;
    return headed(known, known.line(text));
  }

  @Override
  public String end() {
    if (form == null) {
      throw new TaskException(
          name + ": holds no line. Give a table with one row or more, its names of columns first.");
    }
    return headed(form, form.end());
  }

  private String headed(LineForm known, String answers) {
    if (answers.isEmpty() || answered) {
      return answers;
    }
    answered = true;
    return CsvWriter.line(ClassifyPrediction.head(known.columns(), model.classes()))
        + "\n"
        + answers;
  }

  private LineForm formOf(String first) {
    if (first.startsWith(">")) {
      return new FastaLines(this);
    }
    if (first.startsWith("@") || first.startsWith("#") || first.startsWith("%")) {
      // A declared class that one line has not is no news.
      listener = TaskListener.NONE;
      return new MarkedLines(this);
    }
    SequenceForm trained = model.reading().form();
    boolean steps = trained == SequenceForm.LONG || trained == SequenceForm.FOLDER;
    return steps ? new StepLines(this) : new TableLines(this);
  }

  ClassifyModel model() {
    return model;
  }

  SequenceOptions options() {
    return options;
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
    set.markedNotes().stream().filter(noted::add).forEach(note -> listener.note(new Message(note)));
    return set;
  }

  /** The answer for a sequence, as a line after these cells. */
  String answer(List<String> first, Sequence one) {
    return CsvWriter.line(
            ClassifyPrediction.row(
                first, model.classes(), model.probabilities(List.of(one), engine)[0]))
        + "\n";
  }

  /** The answer for a whole case. */
  String answer(String id, SequenceSet set) {
    return answer(List.of(id), set.cases().getFirst());
  }
}
