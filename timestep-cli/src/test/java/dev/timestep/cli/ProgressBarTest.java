package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgressBarTest {
  private static final List<String> FIGURES =
      List.of(
          "epoch 12/12  loss 0.4012  val 0.4100  12,345 windows/s  1 min 12 s left",
          "epoch 12/12  loss 0.4012  val 0.4100  1 min 12 s left",
          "epoch 12/12  1 min 12 s left",
          "epoch 12/12");

  private static Terminal wide(int columns) {
    return new Terminal(true, columns, true);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 40, 72, 78, 79, 80, 100, 200})
  void never_fills_the_terminals_line(int columns) {
    for (double share : new double[] {0, 0.3, 1, 1.2}) {
      String line = ProgressBar.line(share, FIGURES, wide(columns));
      assertThat(line.length()).isLessThanOrEqualTo(Math.max(1, columns - 3)).isPositive();
    }
  }

  @Test
  void fills_with_the_share() {
    List<String> x = List.of("x");
    assertThat(ProgressBar.line(0.5, x, new Terminal(true, 80, false))).isEqualTo("######------ x");
    assertThat(ProgressBar.line(1, x, wide(200))).isEqualTo("█".repeat(24) + " x");
    assertThat(ProgressBar.line(0, x, wide(132))).isEqualTo("░".repeat(24) + " x");
  }

  @Test
  void keeps_the_time_that_is_left_where_there_is_little_room() {
    assertThat(ProgressBar.line(0.437, FIGURES, wide(40)))
        .isEqualTo("43 %  epoch 12/12  1 min 12 s left");
    assertThat(ProgressBar.line(0.437, FIGURES, wide(20))).isEqualTo("43 %  epoch 12/12");
  }

  @Test
  void says_time_as_people_do() {
    assertThat(ProgressBar.duration(12.4)).isEqualTo("12 s");
    assertThat(ProgressBar.duration(125)).isEqualTo("2 min 5 s");
    assertThat(ProgressBar.duration(7380)).isEqualTo("2 h 3 min");
  }

  @Test
  void takes_the_usual_width_where_none_is_said() {
    assertThat(Terminal.columns("")).isEqualTo(80);
    assertThat(Terminal.columns("0")).isEqualTo(80);
    assertThat(Terminal.columns("132")).isEqualTo(132);
  }
}
