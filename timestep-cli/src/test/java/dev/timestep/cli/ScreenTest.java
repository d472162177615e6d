package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ScreenTest {
  private final StringWriter shown = new StringWriter();

  private Screen screen(boolean redraws, int columns) {
    return new Screen(new PrintWriter(shown), new Terminal(redraws, columns, false));
  }

  @Test
  void keeps_lines_and_draws_the_last_again() {
    try (Screen screen = screen(true, 40)) {
      screen.doing("Reading x.csv.");
      screen.line("Epoch 1");
      screen.draw("epoch 2");
      screen.draw("epoch 2 still");
    }
    assertThat(shown)
        .hasToString(
            "\r\u001b[KReading x.csv.\r\u001b[KEpoch 1\n\r\u001b[Kepoch 2"
                + "\r\u001b[Kepoch 2 still\r\u001b[K");
  }

  @Test
  void writes_lines_only_where_nothing_can_be_drawn_again() {
    try (Screen screen = screen(false, 80)) {
      screen.doing("Reading x.csv.");
      screen.draw("epoch 2");
      screen.line("Epoch 2");
    }
    assertThat(shown).hasToString("Reading x.csv.\nEpoch 2\n");
  }

  @Test
  void breaks_sentences_but_no_command() {
    String command = "  ./timestep train forecast us-births.csv --target births --resume";
    Screen screen = screen(true, 40);
    screen.line("Stopped. The checkpoint is births.timestep.checkpoint. To continue:");
    screen.command(command);
    assertThat(shown.toString().lines().toList())
        .containsExactly(
            "Stopped. The checkpoint is",
            "  births.timestep.checkpoint. To",
            "  continue:",
            command);
  }

  @Test
  void never_draws_wider_than_the_terminal() {
    screen(true, 20).draw("x".repeat(100));
    assertThat(shown).hasToString("\r\u001b[K" + "x".repeat(18) + "…");
  }
}
