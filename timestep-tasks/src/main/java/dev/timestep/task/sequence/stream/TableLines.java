package dev.timestep.task.sequence.stream;

import dev.timestep.task.sequence.SequenceForm;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.table.TableException;
import java.util.List;

/** A table with one case a line. */
final class TableLines implements LineForm {
  private final SequenceStream stream;
  private final TableRows rows;

  TableLines(SequenceStream stream) {
    this.stream = stream;
    this.rows = new TableRows(stream, this::isHeader, stream.tableForm() != SequenceForm.LETTERS);
  }

  @Override
  public List<String> columns() {
    return List.of("id");
  }

  @Override
  public String line(String text) {
    if (!rows.isRow(text)) {
      return "";
    }
    SequenceSet set = read(text);
    boolean named = set.reading().id().isPresent();
    String id = named ? set.cases().getFirst().id() : String.valueOf(stream.number());
    return stream.answer(id, set);
  }

  private SequenceSet read(String text) {
    SequenceOptions options = stream.options();
    List<String> head = rows.head();
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
