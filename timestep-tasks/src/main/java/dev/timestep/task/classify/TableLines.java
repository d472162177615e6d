package dev.timestep.task.classify;

import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReading;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A table with one case a line. */
final class TableLines implements ClassifyStream.LineForm {
  private static final Set<String> PLACES = Set.of(SequenceOptions.FIRST, SequenceOptions.LAST);

  private final ClassifyStream stream;
  private final List<String> head = new ArrayList<>();
  private boolean begun;

  TableLines(ClassifyStream stream) {
    this.stream = stream;
  }

  @Override
  public String columns() {
    return "id";
  }

  @Override
  public String line(String text) {
    if (!begun) {
      begun = true;
      if (isHeader(text)) {
        head.add(text);
        return "";
      }
    }
    SequenceSet set = read(text);
    boolean named = stream.model().reading().id().isPresent();
    String id = named ? set.cases().getFirst().id() : String.valueOf(stream.number());
    return stream.answer(id, set);
  }

  private SequenceSet read(String text) {
    SequenceOptions options = stream.options();
    return stream.read(options.withTable(options.table().withHeader(!head.isEmpty())), head, text);
  }

  /** As the user says, as the model's file had it, else whether it cannot be read as a case. */
  private boolean isHeader(String text) {
    SequenceReading reading = stream.model().reading();
    boolean names =
        reading.named()
            || reading.id().isPresent()
            || reading.sequence().isPresent()
            || reading.label().filter(label -> !PLACES.contains(label)).isPresent();
    return stream.options().table().header().orElseGet(() -> names || !isCase(text));
  }

  private boolean isCase(String text) {
    try {
      read(text);
      return true;
    } catch (TableException e) {
      return false;
    }
  }
}
