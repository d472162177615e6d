package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "1200000051222.4, 1200000051222.4",
    "1.2E12, 1200000000000",
    "2.7427E-9, 2.7427e-09",
    "-2.5E7, -25000000",
    "0.0001, 0.0001",
    "0.00009, 9e-05",
    "999999999999999, 999999999999999",
    "1E15, 1e+15",
    "1.25E300, 1.25e+300",
    "4.9E-324, 4.9e-324",
    "17.0, 17",
    "-0.0, 0",
    "0.1, 0.1"
  })
  void exactIsPlainFromATenThousandthToAQuadrillion(double value, String text) {
    assertThat(NumberText.exact(value)).isEqualTo(text);
  }

  @Test
  void exactAndTheJsonNumberReadBackAsTheSameDouble() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30);
      assertThat(Double.parseDouble(NumberText.exact(value))).isEqualTo(value);
      assertThat(NumberText.decimal(value).doubleValue()).isEqualTo(value);
    }
  }

  @Test
  void jsonNumbersHaveNoExponentWhereTheyCanBeReadWithout() {
    assertThat(NumberText.decimal(1.2e12)).hasToString("1200000000000");
    assertThat(NumberText.decimal(1200000051222.4)).hasToString("1200000051222.4");
    assertThat(NumberText.decimal(2.7427e-9)).hasToString("2.7427E-9");
    assertThat(NumberText.decimal(-0.0)).isEqualTo(BigDecimal.ZERO);
    assertThatThrownBy(() -> NumberText.decimal(Double.NaN))
        .hasMessage("NumberText expects a finite number; received NaN.");
  }

  @ParameterizedTest
  @CsvSource({
    "502.07, 502.1",
    "22078.4, 22078",
    "98213.2, 98213",
    "1, 1.000",
    "0.0123456, 0.01235",
    "9.9999, 10.000",
    "0, 0.0",
    "8.1234E-10, 8.123e-10",
    "1.5E15, 1.500e+15",
    "NaN, -"
  })
  void aNumberAloneHasFourDigits(double value, String text) {
    assertThat(NumberText.figures(value)).isEqualTo(text);
  }

  @Test
  void theNumbersOfAColumnShareDecimalsAndExponent() {
    NumberText errors = NumberText.column(4, 188.4123, 2207.81);
    assertThat(errors.of(188.4123)).isEqualTo("188.4");
    assertThat(errors.of(2207.81)).isEqualTo("2207.8");
    NumberText tiny = NumberText.column(4, 8.1234e-10, 1.1345e-9, 0);
    assertThat(tiny.of(8.1234e-10)).isEqualTo("0.8123e-09");
    assertThat(tiny.of(1.1345e-9)).isEqualTo("1.1345e-09");
    assertThat(tiny.of(0)).isEqualTo("0.0000e-09");
    NumberText bytes = NumberText.column(4, 98213.2, 1.2e12);
    assertThat(bytes.of(98213.2)).isEqualTo("98213");
    assertThat(bytes.of(1.2e12)).isEqualTo("1200000000000");
  }

  @Test
  void numbersTooFarApartForADoubleAreWrittenEachForItself() {
    NumberText form = NumberText.column(4, 0.5, 1e18);
    assertThat(form.of(0.5)).isEqualTo("0.5000");
    assertThat(form.of(1e18)).isEqualTo("1.000e+18");
    NumberText perfect = NumberText.column(4, 1e-13, 5);
    assertThat(perfect.of(1e-13)).isEqualTo("1.000e-13");
    assertThat(perfect.of(5)).isEqualTo("5.000");
  }

  @Test
  void aDifferenceIsShownByMoreDecimals() {
    NumberText form = NumberText.column(4, 198.2434, 198.2465);
    assertThat(form.of(0.0031)).isEqualTo("0.0");
    assertThat(form.showing(2, 0.0031).of(0.0031)).isEqualTo("0.0031");
    assertThat(form.showing(2, 0.0031).of(198.2434)).isEqualTo("198.2434");
    assertThat(form.showing(2, 20).of(198.2434)).isEqualTo("198.2");
    assertThat(form.showing(2, 0).of(198.2434)).isEqualTo("198.2");
    // Fifteen digits are all that a double keeps of a level.
    assertThat(NumberText.column(4, 1.2e12).showing(4, 1e-9).of(1.2e12))
        .isEqualTo("1200000000000.00");
  }

  @ParameterizedTest
  @CsvSource({
    "-0.04, 1, 0.0",
    "-0.4, 0, 0",
    "-0.06, 1, -0.1",
    "NaN, 1, -",
    "1e20, 1, 100000000000000000000.0"
  })
  void aRoundedZeroHasNoSign(double value, int decimals, String text) {
    assertThat(NumberText.fixed(value, decimals)).isEqualTo(text);
  }

  @Test
  void sharesArePercentWithOneDecimal() {
    assertThat(NumberText.percent(0.1083)).isEqualTo("10.8 %");
    assertThat(NumberText.percent(-0.00001)).isEqualTo("0.0 %");
    assertThat(NumberText.percent(-6.209)).isEqualTo("-620.9 %");
    assertThat(NumberText.percent(Double.NaN)).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource({
    // A millionth of a swing of 3e5, of 4e-9, of 2000.
    "1200000051222.4000244, 0.3, 1200000051222.4",
    "2.742712345678912E-9, 4E-15, 2.742712E-9",
    "10234.567891, 0.002, 10234.568",
    "1234567.9, 100, 1234600",
    // No finer than the number itself is held.
    "1200000051222.4001, 1E-9, 1200000051222.4",
    "0, 1, 0"
  })
  void roundingKeepsTheUnitAndNothingBelow(double value, double unit, double expected) {
    assertThat(NumberText.rounded(value, unit)).isEqualTo(expected);
  }

  @Test
  void theLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(NumberText.figures(2207.81)).isEqualTo("2208");
      assertThat(NumberText.exact(-1.5)).isEqualTo("-1.5");
      assertThat(NumberText.fixed(3.14159, 2)).isEqualTo("3.14");
    } finally {
      Locale.setDefault(before);
    }
  }
}
