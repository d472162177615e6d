package dev.timestep.task.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.TimeText.Kind;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2021-03-04                    | YEAR_FIRST    | 2021-03-04T00:00
          2021-3-4                      | YEAR_FIRST    | 2021-03-04T00:00
          2021/03/04                    | YEAR_FIRST    | 2021-03-04T00:00
          2021.03.04                    | YEAR_FIRST    | 2021-03-04T00:00
          2021年3月4日                   | YEAR_FIRST    | 2021-03-04T00:00
          2021年3月4日 9:30              | YEAR_FIRST    | 2021-03-04T09:30
          2021年3月                      | YEAR_MONTH    | 2021-03-01T00:00
          2021-03-04 09:30              | YEAR_FIRST    | 2021-03-04T09:30
          2021-03-04T09:30:15           | YEAR_FIRST    | 2021-03-04T09:30:15
          2021-03-04 09:30:15.250       | YEAR_FIRST    | 2021-03-04T09:30:15.250
          2021-03-04 24:00              | YEAR_FIRST    | 2021-03-05T00:00
          2021-03-04 9:30 PM            | YEAR_FIRST    | 2021-03-04T21:30
          2021-03-04 12:00 am           | YEAR_FIRST    | 2021-03-04T00:00
          04.03.2021                    | YEAR_LAST     | 2021-03-04T00:00
          4/3/2021 7:05                 | YEAR_LAST     | 2021-03-04T07:05
          04-03-21                      | YEAR_LAST     | 2021-03-04T00:00
          04-03-98                      | YEAR_LAST     | 1998-03-04T00:00
          20210304                      | COMPACT       | 2021-03-04T00:00
          2021030409                    | COMPACT       | 2021-03-04T09:00
          2021-03-04 09                 | YEAR_FIRST    | 2021-03-04T09:00
          20210304T0930                 | COMPACT       | 2021-03-04T09:30
          20210304093015                | COMPACT       | 2021-03-04T09:30:15
          2021-03                       | YEAR_MONTH    | 2021-03-01T00:00
          2021/3                        | YEAR_MONTH    | 2021-03-01T00:00
          2021M03                       | YEAR_MONTH    | 2021-03-01T00:00
          202103                        | COMPACT_MONTH | 2021-03-01T00:00
          Mar 4 2021                    | MONTH_NAME    | 2021-03-04T00:00
          March 4, 2021                 | MONTH_NAME    | 2021-03-04T00:00
          Thu, 4 Mar 2021 09:30:00      | MONTH_NAME    | 2021-03-04T09:30
          4-Mar-2021                    | MONTH_NAME    | 2021-03-04T00:00
          04Mar2021                     | MONTH_NAME    | 2021-03-04T00:00
          Mar 2021                      | MONTH_NAME    | 2021-03-01T00:00
          Sept 2021                     | MONTH_NAME    | 2021-09-01T00:00
          2021 Mar 4                    | MONTH_NAME    | 2021-03-04T00:00
          2021Q2                        | QUARTER       | 2021-04-01T00:00
          2021-Q4                       | QUARTER       | 2021-10-01T00:00
          Q1 2021                       | QUARTER       | 2021-01-01T00:00
          2020-W53                      | WEEK          | 2020-12-28T00:00
          2021-W01                      | WEEK          | 2021-01-04T00:00
          2021                          | YEAR          | 2021-01-01T00:00
          1614850200                    | EPOCH_SECONDS | 2021-03-04T09:30
          1614850200000                 | EPOCH_MILLIS  | 2021-03-04T09:30
          04.03.2021 09:30 - 04.03.2021 09:45 | YEAR_LAST | 2021-03-04T09:30
          1614850200000000              | EPOCH_MICROS  | 2021-03-04T09:30
          1614850200250000000           | EPOCH_NANOS   | 2021-03-04T09:30:00.250
          1614850200.5                  | EPOCH_SECONDS | 2021-03-04T09:30:00.500
          """)
  void readsTheFormsOfTime(String cell, Kind kind, LocalDateTime expected) {
    assertThat(TimeText.kind(cell)).isEqualTo(kind);
    assertThat(TimeText.parse(cell, kind, true).orElseThrow().local()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2021-03-04T09:30:00Z, Z",
    "2021-03-04 09:30:00+00:00, Z",
    "2021-03-04T09:30+01:00, +01:00",
    "2021-03-04T09:30:00.000-0530, -05:30",
    "2021-03-04T09:30:00+08, +08:00",
    "2021-03-04T09:30:00+01:00[Europe/Berlin], +01:00",
    "2021-03-04 09:30:00 UTC, Z",
    "Mar 4 2021 09:30 GMT, Z"
  })
  void keepsTheOffset(String cell, String offset) {
    Stamp stamp = TimeText.parse(cell, TimeText.kind(cell), true).orElseThrow();
    assertThat(stamp.local()).isEqualTo(LocalDateTime.of(2021, 3, 4, 9, 30));
    assertThat(stamp.offset()).contains(ZoneOffset.of(offset));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2021-02-30",
        "2021-13-01",
        "2021-00-10",
        "1900-02-29",
        "2021-03-04 25:00",
        "2021-03-04 09:61",
        "2021-03-04 13:00 pm",
        "31.04.2021",
        "Feb 30 2021",
        "2021-W53",
        "20210431"
      })
  void tellsATimeThatDoesNotExistFromText(String cell) {
    Kind kind = TimeText.kind(cell);
    assertThat(kind).isNotEqualTo(Kind.NONE);
    assertThatThrownBy(() -> TimeText.parse(cell, kind, true))
        .isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "12:30",
        "1.5",
        "-3",
        "May",
        "1-2",
        "2021-",
        "v1.2.3",
        "Marble 2021",
        "N/A"
      })
  void takesNothingElseForATime(String cell) {
    assertThat(TimeText.looksLikeTime(cell)).isFalse();
  }

  @Test
  void theOrderOfDayAndMonthIsAProperyOfTheColumn() {
    assertThat(TimeText.parse("3/4/2021", Kind.YEAR_LAST, false).orElseThrow().local())
        .isEqualTo(LocalDateTime.of(2021, 3, 4, 0, 0));
    assertThat(TimeText.parse("3/4/2021", Kind.YEAR_LAST, true).orElseThrow().local())
        .isEqualTo(LocalDateTime.of(2021, 4, 3, 0, 0));
  }
}
