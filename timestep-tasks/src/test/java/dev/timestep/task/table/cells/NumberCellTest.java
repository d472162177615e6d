package dev.timestep.task.table.cells;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.cells.Digits.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberCellTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "7|7",
        "+1|1",
        "-.5|-0.5",
        "2.|2",
        "1e3|1000",
        "1.5E-2|0.015",
        "1,234.5|1234.5",
        "1,234,567|1234567",
        "12,34,567.00|1234567",
        "1'234.50|1234.5",
        "1’234’567.5|1234567.5",
        "1 234.5|1234.5",
        "1\u00A0234.5|1234.5",
        "1\u2009234\u2009567.5|1234567.5",
        "162.93-|-162.93",
        "162.93 -|-162.93",
        "162.93- USD|-162.93",
        "162.93-€|-162.93",
        "€162.93-|-162.93",
        "$ (500.00)|-500",
        "\u22127|-7",
        "\u20137.5|-7.5",
        "(1,582.88)|-1582.88",
        "($1,582.88)|-1582.88",
        "$(5.5)|-5.5",
        "(5.5) USD|-5.5",
        "-$5.5|-5.5",
        "$-5.5|-5.5",
        "$ 5.5-|-5.5",
        "$.50|0.5",
        "Rs.500|500",
        "5.5 €|5.5",
        "CHF 1'234.50|1234.5",
        "US$ 12|12",
        "¥1,200,300|1200300",
        "31.2%|31.2",
        "1538.6 kWh|1538.6",
        "12 m3/h|12",
        "12.5°C|12.5",
        "３１.５|31.5",
        "2.04761E+07|20476100"
      })
  void readsANumberWithADecimalPoint(String cell, double value) {
    NumberCell number = NumberCell.read(cell).orElseThrow();
    assertThat(number.reading().allows('.')).isTrue();
    assertThat(number.value('.')).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,5|1.5",
        "2.624,97|2624.97",
        "1.234.567|1234567",
        "1 234,5|1234.5",
        "1'234,5|1234.5",
        "1.538,65 €|1538.65",
        "-1.234,25|-1234.25",
        "2,04761E+07|20476100",
        "0,344|0.344",
        ",5|0.5"
      })
  void readsANumberWithADecimalComma(String cell, double value) {
    NumberCell number = NumberCell.read(cell).orElseThrow();
    assertThat(number.reading()).isEqualTo(Reading.COMMA);
    assertThat(number.value(',')).isEqualTo(value);
  }

  @Test
  void knowsWhichNumbersHaveTwoReadings() {
    for (String cell : new String[] {"1.344", "-12.000", "999,999", "$1,234", "1.344 kWh"}) {
      NumberCell number = NumberCell.read(cell).orElseThrow();
      assertThat(number.reading()).as(cell).isEqualTo(Reading.EITHER);
      assertThat(NumberCell.reading(cell)).as(cell).isEqualTo(Reading.EITHER);
    }
    for (String cell : new String[] {"0.344", "1234.567", ".344", "1.34", "1.3444", "1.344e3"}) {
      assertThat(NumberCell.reading(cell)).as(cell).isEqualTo(Reading.POINT);
    }
    assertThat(NumberCell.read("1.344").orElseThrow().value(',')).isEqualTo(1344);
    assertThat(NumberCell.reading("1'344")).isEqualTo(Reading.ANY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "-",
        "--1",
        "1 2",
        "1_000",
        "0x1p3",
        "1.2.3",
        "01.02.2021",
        "2021-03",
        "10-12",
        "12:30",
        "5-Jan",
        "2009Q4",
        "2009Q1",
        "Q1",
        "1st",
        "9 am",
        "w12",
        "A1",
        "5*",
        "<5",
        "1,23,45",
        "0,123,456",
        "5 (3)",
        "(5",
        "(-5)",
        "-5-",
        "12 34 5678",
        "1.234 567",
        "1e5e"
      })
  void isNoNumber(String cell) {
    assertThat(NumberCell.read(cell)).isEmpty();
    assertThat(NumberCell.reading(cell)).isEqualTo(Reading.NONE);
  }

  @Test
  void namesTheUnit() {
    assertThat(NumberCell.read("($1,582.88)").orElseThrow().unit()).isEqualTo("$");
    assertThat(NumberCell.read("31.2 %").orElseThrow().unit()).isEqualTo("%");
    assertThat(NumberCell.read("5 km/h").orElseThrow().unit()).isEqualTo("km/h");
    assertThat(NumberCell.read("EUR 5").orElseThrow().unit()).isEqualTo("EUR");
    assertThat(NumberCell.read("$5/kg").orElseThrow().unit()).isEqualTo("$ /kg");
    assertThat(NumberCell.read("7").orElseThrow().unit()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5.-           | 5       | ''",
        "5.--          | 5       | ''",
        "CHF 1'234.–   | 1234    | CHF",
        "CHF -12.—     | -12     | CHF",
        "12,- €        | 12      | €",
        "1.234,-- EUR  | 1234    | EUR",
        "12,50- €      | -12.5   | €",
        "1.234,50-     | -1234.5 | ''",
        "5-            | -5      | ''"
      },
      quoteCharacter = '"')
  void dashesInPlaceOfCentsAreNoMinus(String cell, double value, String unit) {
    NumberCell number = NumberCell.read(cell).orElseThrow();
    assertThat(number.value(number.reading().allows(',') ? ',' : '.')).isEqualTo(value);
    assertThat(number.unit()).isEqualTo(unit.replace("''", ""));
  }
}
