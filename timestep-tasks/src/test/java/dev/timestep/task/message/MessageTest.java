package dev.timestep.task.message;

import static dev.timestep.task.message.Setting.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.TableException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {

  private static final String TEXT =
      "Give " + setting("fill") + " linear, or " + setting("time-format") + "=x-y.";

  @Test
  void namesSettingsAsTheReaderKnowsThem() {
    Message message = new Message(TEXT);
    assertThat(message).hasToString("Give fill linear, or time-format=x-y.");
    assertThat(message.with(name -> "--" + name))
        .isEqualTo("Give --fill linear, or --time-format=x-y.");
    assertThat(Message.plain(List.of(TEXT, "b"))).containsExactly(message.toString(), "b");
  }

  @Test
  void aNameWithSpecialLettersIsTakenAsItIs() {
    assertThat(new Message(TEXT).with(name -> "$1\\" + name))
        .isEqualTo("Give $1\\fill linear, or $1\\time-format=x-y.");
  }

  @Test
  void anExceptionHasAPlainMessageAndKeepsItsSettings() {
    TableException refusal = new TableException(TEXT);
    assertThat(refusal).hasMessage("Give fill linear, or time-format=x-y.");
    assertThat(refusal.toString()).endsWith(refusal.getMessage());
    TableException named =
        new TableException("a.csv: " + TaskException.text(refusal).marked(), refusal);
    assertThat(named).hasMessage("a.csv: Give fill linear, or time-format=x-y.");
    assertThat(named.text().with(name -> "-" + name))
        .isEqualTo("a.csv: Give -fill linear, or -time-format=x-y.");
  }

  @Test
  void otherExceptionsAreTextsWithoutSettings() {
    assertThat(TaskException.text(new IllegalStateException("--fill")))
        .isEqualTo(new Message("--fill"));
  }

  @Test
  void refusesWhatIsNoName() {
    assertThatThrownBy(() -> setting("--fill"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A setting expects a name such as time-format; received \"--fill\".");
  }
}
