package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "222.4137  | 222.4",
        "10234.56  | 10,235",
        "0.0123456 | 0.01235",
        "0         | 0",
        "-3.14159  | −3.142",
        "-1234567  | −1,234,567",
        "8.1234e-10 | 8.123e-10",
        "1.2e12    | 1,200,000,000,000",
        "1.5e18    | 1.500e+18",
        "NaN       | –"
      })
  void numbersHaveAboutFourFigures(double value, String expected) {
    assertThat(Format.number(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0.0834 | 8.3\u202f%", "-0.00001 | 0.0\u202f%", "-4.3 | −430.0\u202f%", "NaN | –"})
  void shares(double share, String expected) {
    assertThat(Format.percent(share)).isEqualTo(expected);
  }

  @Test
  void wordsHaveTrueMinusSigns() {
    assertThat(Format.signs("DM = -3.15, p = 0.0052")).isEqualTo("DM = −3.15, p = 0.0052");
    assertThat(Format.signs("The 95 % interval: -1.5 %"))
        .isEqualTo("The 95\u202f% interval: −1.5\u202f%");
    assertThat(Format.signs("from -13.7 to 2 (2014-03-09, top-5, --keep)"))
        .isEqualTo("from −13.7 to 2 (2014-03-09, top-5, --keep)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"8.44 | 8.4 s", "59.99 | 60.0 s", "92 | 1 min 32 s", "7499.6 | 2 h 5 min"})
  void durations(double seconds, String expected) {
    assertThat(Format.seconds(seconds)).isEqualTo(expected);
  }
}
