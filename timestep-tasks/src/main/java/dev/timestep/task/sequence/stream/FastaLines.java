package dev.timestep.task.sequence.stream;

import dev.timestep.task.sequence.SequenceSet;
import java.util.ArrayList;
import java.util.List;

/** FASTA: a case is complete when the next one begins, or the data end. */
final class FastaLines implements LineForm {
  private final SequenceStream stream;
  private final List<String> record = new ArrayList<>();

  FastaLines(SequenceStream stream) {
    this.stream = stream;
  }

  @Override
  public List<String> columns() {
    return List.of("id");
  }

  @Override
  public String line(String text) {
    String answer = text.strip().startsWith(">") ? end() : "";
    record.add(text);
    return answer;
  }

  @Override
  public String end() {
    if (record.isEmpty()) {
      return "";
    }
    SequenceSet set = stream.read(stream.options(), record);
    record.clear();
    return stream.answer(set.cases().getFirst().id(), set);
  }
}
