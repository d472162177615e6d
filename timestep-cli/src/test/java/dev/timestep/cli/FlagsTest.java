package dev.timestep.cli;

import static dev.timestep.task.message.Setting.setting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.message.TaskException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FlagsTest {

  private static final String TEXT = "Give " + setting("fill") + " linear.";

  @Test
  void namesTheOption() {
    assertThat(Flags.in(TEXT)).isEqualTo("Give --fill linear.");
    assertThat(Flags.in(new TaskException(TEXT))).isEqualTo("Give --fill linear.");
    assertThat(Wrap.text(TEXT, 20, "  ")).isEqualTo("Give --fill linear.");
  }

  @Test
  void allThatIsPrintedNamesOptions() {
    StringWriter shown = new StringWriter();
    PrintWriter writer = Flags.writer(shown);
    writer.print(TEXT);
    writer.printf(" Or %s.", setting("time-format"));
    writer.println();
    assertThat(shown).hasToString("Give --fill linear. Or --time-format." + System.lineSeparator());
  }
}
