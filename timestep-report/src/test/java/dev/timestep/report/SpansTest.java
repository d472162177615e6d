package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
  @ParameterizedTest
  @CsvSource({
    "1440, minute, 1 day",
    "2880, minute, 2 days",
    "60, minute, 1 hour",
    "45, minute, 45 minutes",
    "90, minute, 90 minutes",
    "150, minute, 2 hours 30 minutes",
    "2520, minute, 42 hours",
    "10000, minute, 6 days 22 hours 40 minutes",
    "168, hour, 7 days",
    "24, hour, 1 day",
    "36, hour, 36 hours",
    "48, hour, 2 days",
    "90, second, 90 seconds",
    "86400, second, 1 day",
    "3600000, millisecond, 1 hour",
    "250, millisecond, 250 milliseconds",
    "1, day, 1 day",
    "28, day, 28 days",
    "393, day, 393 days",
    "13, week, 13 weeks",
    "12, month, 1 year",
    "18, month, 18 months",
    "30, month, 2 years 6 months",
    "3, quarter, 3 quarters",
    "21, business day, 21 business days",
    "12000, row, '12,000 rows'",
    "0, minute, 0 minutes"
  })
  void areInTheUnitsThatAReaderWouldChoose(long amount, String unit, String expected) {
    assertThat(Spans.words(amount, unit)).isEqualTo(expected);
  }

  @Test
  void cannotBeNegative() {
    assertThatThrownBy(() -> Spans.words(-1, "day"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Spans.words expects an amount >= 0; received -1.");
  }
}
