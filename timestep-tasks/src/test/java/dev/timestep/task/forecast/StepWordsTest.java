package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.Frequency;
import org.junit.jupiter.api.Test;

final class StepWordsTest {
  @Test
  void steps_are_told_in_the_units_of_a_reader() {
    assertThat(StepWords.of(Frequency.parse("min"), 1440)).isEqualTo("1 day");
    assertThat(StepWords.of(Frequency.parse("15min"), 96)).isEqualTo("1 day");
    assertThat(StepWords.of(Frequency.parse("h"), 168)).isEqualTo("7 days");
    assertThat(StepWords.of(Frequency.parse("d"), 28)).isEqualTo("28 days");
    assertThat(StepWords.of(Frequency.parse("w"), 13)).isEqualTo("13 weeks");
    assertThat(StepWords.of(Frequency.parse("b"), 21)).isEqualTo("21 business days");
    assertThat(StepWords.of(Frequency.parse("m"), 12)).isEqualTo("1 year");
    assertThat(StepWords.of(Frequency.of(Frequency.Unit.ROW, 1), 12)).isEqualTo("12 rows");
  }
}
