package dev.timestep.task.table.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Stamp;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  private static TimeForm form(String cell, int which) {
    return TimeShapes.of(cell).orElseThrow().forms().get(which);
  }

  private static String pattern(String cell) {
    return form(cell, 0).spelledLike(new String[] {cell}).pattern();
  }

  private static Stamp stamp(String cell, int which) {
    return form(cell, which).read(cell).orElseThrow().stamp(Century.USUAL);
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
    "2021-03-04 09:30:00 UTC+3, +03:00",
    "Mar 4 2021 09:30 GMT, Z"
  })
  void keepsTheOffset(String cell, String offset) {
    Stamp stamp = stamp(cell, 0);
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
        "20210431T0900",
        "2021Q5",
        "2021-366",
        "Mon 2021-01-01",
        "2021-W10-8"
      })
  void tellsATimeThatDoesNotExistFromText(String cell) {
    assertThat(TimeText.looksLikeTime(cell)).isTrue();
    assertThatThrownBy(() -> stamp(cell, 0)).isInstanceOf(DateTimeException.class);
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
        "-2021-03-04",
        "v1.2.3",
        "Marble 2021",
        "N/A",
        "2021",
        "1950.12",
        "12.2021",
        "1.234",
        "20210304",
        "1,234",
        "Room 12 2021-03-04",
        "10.0.0.255",
        "555-12-34",
        "2021-03-04 x",
        "W12",
        "Q1",
        "sales 12",
        "dec1",
        "H2",
        "3 h"
      })
  void takesNothingElseForATime(String cell) {
    assertThat(TimeText.looksLikeTime(cell)).isFalse();
  }

  @Test
  void theOrderOfDayAndMonthIsAProperyOfTheColumn() {
    assertThat(form("3/4/2021", 0).order()).isEqualTo(DateOrder.DAY_FIRST);
    assertThat(stamp("3/4/2021", 0).local()).isEqualTo(LocalDateTime.of(2021, 4, 3, 0, 0));
    assertThat(form("3/4/2021", 1).order()).isEqualTo(DateOrder.MONTH_FIRST);
    assertThat(stamp("3/4/2021", 1).local()).isEqualTo(LocalDateTime.of(2021, 3, 4, 0, 0));
    assertThat(form("01-02-03", 2).order()).isEqualTo(DateOrder.YEAR_FIRST);
    assertThat(stamp("01-02-03", 2).local()).isEqualTo(LocalDateTime.of(2001, 2, 3, 0, 0));
  }

  @Test
  void formsArePatternsToo() {
    assertThat(pattern("31-JAN-60")).isEqualTo("dd-MMM-yy");
    assertThat(pattern("2021-03-04T09:30")).isEqualTo("yyyy-MM-dd'T'HH:mm");
    assertThat(pattern("20210304 0930")).isEqualTo("yyyyMMdd HHmm");
    assertThat(pattern("1/2/2021 9:30 PM")).isEqualTo("d/M/yyyy H:mm a");
  }
}
