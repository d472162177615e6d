package dev.timestep.task.sequence.stream;

import dev.timestep.task.sequence.SequenceForm;
import dev.timestep.task.sequence.SequenceReading;
import dev.timestep.task.sequence.SequenceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The {@code .ts} and {@code .arff} forms: a head up to {@code @data}, then one case a line. */
final class MarkedLines implements LineForm {
  private final SequenceStream stream;
  private final List<String> head = new ArrayList<>();
  private boolean begun;

  MarkedLines(SequenceStream stream) {
    this.stream = stream;
  }

  @Override
  public List<String> columns() {
    return List.of("id");
  }

  @Override
  public String line(String text) {
    if (!begun) {
      head.add(text);
      begun = text.strip().toLowerCase(Locale.ROOT).equals("@data");
      return "";
    }
    if (text.startsWith("#") || text.startsWith("%")) {
      return "";
    }
    SequenceSet set = stream.read(stream.options(), head, text);
    SequenceReading reading = stream.reading();
    boolean named = reading.form() == SequenceForm.ARFF && reading.id().isPresent();
    String id = named ? set.cases().getFirst().id() : String.valueOf(stream.number());
    return stream.answer(id, set);
  }
}
