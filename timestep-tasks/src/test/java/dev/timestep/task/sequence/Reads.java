package dev.timestep.task.sequence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.Source;
import dev.timestep.task.table.TableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;

/** Reads sequences from texts, as from files of a name. */
final class Reads {

  static final SequenceOptions PLAIN = SequenceOptions.defaults();

  private Reads() {}

  static SequenceSet read(String name, String text, SequenceOptions options) {
    return SequenceReader.read(Source.of(name, text.getBytes(StandardCharsets.UTF_8)), options);
  }

  static SequenceSet read(String name, String text) {
    return read(name, text, PLAIN);
  }

  /** The values of a case as text, in which NaN equals NaN. */
  static String values(SequenceSet set, int at) {
    return Arrays.deepToString(set.cases().get(at).values());
  }

  /** The refusal of a text. */
  static AbstractThrowableAssert<?, ? extends Throwable> refused(
      String name, String text, SequenceOptions options) {
    return assertThatThrownBy(() -> read(name, text, options)).isInstanceOf(TableException.class);
  }

  static AbstractThrowableAssert<?, ? extends Throwable> refused(String name, String text) {
    return refused(name, text, PLAIN);
  }
}
