package dev.timestep.task.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineNumbersTest {

  @Test
  void noneIsNoLine() {
    assertThat(LineNumbers.parse("none")).isEmpty();
  }

  @Test
  void reads_numbers_and_ranges_and_writes_them_back() {
    assertThat(LineNumbers.parse(" 7, 1 ,3-5")).containsExactly(1, 3, 4, 5, 7);
    assertThat(LineNumbers.text(LineNumbers.parse("7,1,3-5,6"))).isEqualTo("1,3-7");
    assertThat(LineNumbers.text(LineNumbers.parse("2"))).isEqualTo("2");
  }

  @Test
  void none_is_no_line() {
    assertThat(LineNumbers.parse("none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "a", "3-1", "1,,2", "-2", "1-99999999", "9999999999"})
  void refuses_what_names_no_lines(String text) {
    assertThatThrownBy(() -> LineNumbers.parse(text))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("skip-lines")
        .hasMessageContaining("\"" + text + "\"");
  }
}
