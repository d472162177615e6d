package dev.timestep.task.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.timestep.task.message.TaskException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A library user reads {@code label}, a program may write {@code --label}. */
class SettingsInMessagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.csv | 1,2,3,1\\n2,3,4,2\\n3,4,5,1\\n | Set label to",
        "a.fasta | >x left\\nACGT\\n>y right\\nACGA\\n | Set label to last",
      })
  void namesAreMarked(String name, String text, String said) {
    TaskException refused =
        catchThrowableOfType(
            TaskException.class, () -> Reads.read(name, text.replace("\\n", "\n")));
    assertThat(refused).hasMessageContaining(said);
    assertThat(refused.text().with(setting -> "--" + setting))
        .contains(said.replace("label", "--label"));
  }
}
