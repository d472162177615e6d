package dev.timestep.task.sequence.stream;

import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.List;

/** A table with one case a line. */
final class TableLines implements LineForm {
  private final SequenceStream stream;
  private final List<String> head = new ArrayList<>();
  private boolean begun;

  TableLines(SequenceStream stream) {
    this.stream = stream;
  }

  @Override
  public List<String> columns() {
    return List.of("id");
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
    boolean named = stream.options().id().or(stream.reading()::id).isPresent();
    String id = named ? set.cases().getFirst().id() : String.valueOf(stream.number());
    return stream.answer(id, set);
  }

  private SequenceSet read(String text) {
    SequenceOptions options = stream.options();
    return stream.read(options.withTable(options.table().withHeader(!head.isEmpty())), head, text);
  }

  /** As the user says, as the model's file had it, else whether it cannot be read as a case. */
  private boolean isHeader(String text) {
    return stream
        .options()
        .table()
        .header()
        .orElseGet(() -> stream.namesColumns() || !isCase(text));
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
