package dev.timestep.task.table.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CenturyTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

  private static int[] years(int... digits) {
    TimeForm form = TimeShapes.of("01-Jan-60").orElseThrow().forms().getFirst();
    Reading[] readings =
        Arrays.stream(digits)
            .mapToObj(year -> form.read("01-Jan-%02d".formatted(year)).orElseThrow())
            .toArray(Reading[]::new);
    int[] centuries = Century.ofRows(readings, TODAY).getFirst();
    return IntStream.range(0, digits.length).map(row -> centuries[row] + digits[row]).toArray();
  }

  @Test
  void theOrderOfRowsTellsTheCentury() {
    int[] expected = IntStream.rangeClosed(1960, 2023).toArray();
    assertThat(years(Arrays.stream(expected).map(year -> year % 100).toArray()))
        .containsExactly(expected);
  }

  @Test
  void newestFirstAsWell() {
    int[] expected = IntStream.rangeClosed(-2023, -1960).map(year -> -year).toArray();
    assertThat(years(Arrays.stream(expected).map(year -> year % 100).toArray()))
        .containsExactly(expected);
  }

  @Test
  void aSeriesMayBeLongerThanACentury() {
    int[] expected = IntStream.rangeClosed(1871, 2023).toArray();
    assertThat(years(Arrays.stream(expected).map(year -> year % 100).toArray()))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "70, 75, 1970, 1975",
    "60, 69, 1960, 1969",
    "20, 26, 2020, 2026",
    "24, 28, 2024, 2028",
    "28, 30, 1928, 1930",
    "30, 45, 1930, 1945",
    "95, 02, 1995, 2002"
  })
  void noSeriesBeginsInTheFuture(int first, int last, int firstYear, int lastYear) {
    assertThat(years(first, last)).containsExactly(firstYear, lastYear);
    assertThat(years(last, first)).containsExactly(lastYear, firstYear);
  }

  @Test
  void rowsInNoOrderAreEachPlaced() {
    assertThat(years(99, 3, 98, 20, 97, 1)).containsExactly(1999, 2003, 1998, 2020, 1997, 2001);
  }

  @Test
  void severalSeriesOneAfterAnotherBeginAgain() {
    int[] expected = IntStream.range(0, 3 * 64).map(row -> 1960 + row % 64).toArray();
    assertThat(years(Arrays.stream(expected).map(year -> year % 100).toArray()))
        .containsExactly(expected);
  }
}
