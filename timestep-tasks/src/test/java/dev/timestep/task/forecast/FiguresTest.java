package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "502.07, 502.1",
    "22078.4, 22078",
    "1, 1.000",
    "0.0123456, 0.01235",
    "9.9999, 10.000",
    "0, 0.0"
  })
  void showsFourDigitsAndAPointInAnyLocale(double value, String text) {
    assertThat(Figures.fixed(value, Figures.decimals(value))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"-0.04, 1, 0.0", "-0.4, 0, 0", "-0.06, 1, -0.1"})
  void aRoundedZeroHasNoSign(double value, int decimals, String text) {
    assertThat(Figures.fixed(value, decimals)).isEqualTo(text);
  }
}
