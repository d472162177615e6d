package dev.timestep.task.sequence.stream;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.TaskException;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceForm;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReading;
import dev.timestep.task.sequence.SequenceSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One step a line: after each, the answer for the steps of its sequence so far. All steps are kept,
 * since a network that reads both directions of time begins anew with each of them.
 */
final class StepLines implements LineForm {
  private final SequenceStream stream;
  private final boolean named;
  private final boolean timed;
  private final TableRows rows;
  private final Map<String, Steps> sequences = new HashMap<>();

  /** What has arrived of a sequence. */
  private record Steps(List<float[]> values, String line) {}

  StepLines(SequenceStream stream) {
    this.stream = stream;
    SequenceReading reading = stream.reading();
    this.named = stream.tableForm() == SequenceForm.LONG;
    this.timed =
        stream
            .options()
            .time()
            .or(reading::time)
            .filter(time -> !time.equals(SequenceOptions.NONE))
            .isPresent();
    boolean header =
        stream
            .options()
            .table()
            .header()
            .orElse(reading.named() || stream.options().id().isPresent());
    this.rows = new TableRows(stream, text -> header, false);
  }

  @Override
  public List<String> columns() {
    return named ? List.of("step", "id") : List.of("step");
  }

  @Override
  public String line(String text) {
    if (!rows.isRow(text)) {
      return "";
    }
    Sequence one = read(text).cases().getFirst();
    String id = named ? one.id() : "";
    float[] now = one.values()[0];
    Steps before = sequences.get(id);
    if (before != null) {
      checkAgainst(before, text, now);
    }
    List<float[]> values = before == null ? new ArrayList<>() : before.values();
    values.add(now);
    sequences.put(id, new Steps(values, text));
    String step = Integer.toString(values.size());
    List<String> first = named ? List.of(step, id) : List.of(step);
    float[][] all = values.toArray(float[][]::new);
    return stream.answer(first, new Sequence(id, all, one.statics(), one.label()));
  }

  private SequenceSet read(String... lines) {
    List<String> head = rows.head();
    SequenceOptions options = stream.options();
    return stream.read(options.withTable(options.table().withHeader(!head.isEmpty())), head, lines);
  }

  /** Two steps of a sequence have one label and one covariate, and the later one comes later. */
  private void checkAgainst(Steps before, String text, float... now) {
    SequenceSet both = read(before.line(), text);
    if (timed && !Arrays.equals(both.cases().getFirst().values()[1], now)) {
      throw new TaskException(
          stream.place()
              + ": a stream expects the steps of a sequence in order of "
              + setting("time")
              + "; received \""
              + text
              + "\" after \""
              + before.line()
              + "\". Send them in order, or give the table as a file, which is put in order.");
    }
  }
}
