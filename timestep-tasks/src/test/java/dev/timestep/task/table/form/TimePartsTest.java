package dev.timestep.task.table.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.task.table.Where;
import dev.timestep.task.table.read.CsvFiles;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times whose parts stand in several columns, or that only seem to be times. */
class TimePartsTest {

  @TempDir Path directory;
  CsvFiles csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  private Path table(String header, int rows, IntFunction<String> times) {
    List<String> lines = new ArrayList<>(List.of(header + ",y"));
    for (int row = 0; row < rows; row++) {
      lines.add(times.apply(row) + "," + (10 + row % 7));
    }
    return csv.write(lines.toArray(String[]::new));
  }

  private void reads(Path file, LocalDateTime first, String step, String next) {
    TimeAxis axis = csv.read(file).axis();
    assertThat(axis.hasTime()).isTrue();
    assertThat(axis.local(0)).isEqualTo(first);
    assertThat(axis.frequency().label()).isEqualTo(step);
    assertThat(axis.text(axis.size())).isEqualTo(next);
  }

  /** Year, month and day under the short names of weather services; minutes and months are mm. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          YEAR,MO,DY | 2021,1,%d | 2021-01-01T00:00 | daily | 2021-01-29
          YYYY,MM,DD | 2021,01,%02d | 2021-01-01T00:00 | daily | 2021-01-29
          YEAR,DOY | 2021,%d | 2021-01-01T00:00 | daily | 2021-029
          year,day_of_year | 2021,%03d | 2021-01-01T00:00 | daily | 2021-029
          """)
  void daysUnderShortNames(
      String header, String row, LocalDateTime first, String step, String next) {
    reads(table(header, 28, i -> row.formatted(i + 1)), first, step, next);
  }

  @Test
  void hoursAndMinutesUnderShortNames() {
    reads(
        table("YY,MM,DD,hh,mm", 48, i -> "2021,1,%d,%d,%d".formatted(1 + i / 24, i % 24, 50)),
        LocalDateTime.of(2021, 1, 1, 0, 50),
        "hourly",
        "2021-01-03 00:50");
    reads(
        table("YEAR,DOY,HR", 48, i -> "2021,%d,%d".formatted(31 + i / 24, i % 24)),
        LocalDateTime.of(2021, 1, 31, 0, 0),
        "hourly",
        "2021-033 00:00");
    reads(
        table("YYYYMMDD,HH", 48, i -> "202101%02d,%d".formatted(30 + i / 24, i % 24 + 1)),
        LocalDateTime.of(2021, 1, 30, 1, 0),
        "hourly",
        "20210201 01:00");
  }

  /** The periods of labour statistics say with a letter what they are. */
  @Test
  void periodsWithALetter() {
    reads(
        table("Year,Period", 30, i -> "%d,M%02d".formatted(2019 + i / 12, i % 12 + 1)),
        LocalDateTime.of(2019, 1, 1, 0, 0),
        "monthly",
        "2021-07");
    reads(
        table("Year,Period", 10, i -> "%d,Q%02d".formatted(2019 + i / 4, i % 4 + 1)),
        LocalDateTime.of(2019, 1, 1, 0, 0),
        "quarterly",
        "2021-Q3");
  }

  /** Readings of meters have a start and an end, under any name: those are not 24 series. */
  @ParameterizedTest
  @CsvSource({"von,bis", "START TIME,END TIME", "Beginn,Ende"})
  void clocksBesideADateAreItsTimeOfDay(String from, String to) {
    reads(
        table(
            "Datum," + from + "," + to,
            72,
            i -> "2021-01-%02d,%02d:00,%02d:00".formatted(1 + i / 24, i % 24, (i + 1) % 24)),
        LocalDateTime.of(2021, 1, 1, 0, 0),
        "hourly",
        "2021-01-04 00:00");
  }

  /** Years repeat where each has a row of several countries: no rows without times. */
  @Test
  void yearsAndSecondsThatRepeatAreSeveralSeries() {
    Path years =
        table("year,country", 60, i -> (2000 + i / 3) + "," + List.of("DE", "FR", "IT").get(i % 3));
    assertThatThrownBy(() -> csv.read(years))
        .hasMessageContaining("one for each value of the column country (DE, FR, IT)");
    ReadOptions france = ReadOptions.defaults().withWhere(Where.parse("country=FR"));
    assertThat(csv.read(years, france).axis().text(20)).isEqualTo("2020");
    Path shortSeries =
        table("country,year", 60, i -> "ABCDEFGH".charAt(i / 8) + "," + (2000 + i % 8));
    assertThatThrownBy(() -> csv.read(shortSeries))
        .hasMessageContaining("one for each value of the column country (A, B, C, D, E and 3");
    Path seconds = table("timestamp,host", 60, i -> (1609459200 + i / 3 * 60) + ",h" + i % 3);
    assertThatThrownBy(() -> csv.read(seconds))
        .hasMessageContaining("one for each value of the column host (h0, h1, h2)");
  }

  @Test
  void monthsWithAPointBeforeTheYear() {
    reads(
        table("Monat", 30, i -> (i % 12 + 1) + "." + (2019 + i / 12)),
        LocalDateTime.of(2019, 1, 1, 0, 0),
        "monthly",
        "7.2021");
  }

  /** 2018.1 is January beside 2018.10, October beside 2018.09, and a tenth of the year else. */
  @ParameterizedTest
  @CsvSource({
    "date, 2018.000 2018.083 2018.167 2018.25",
    "decimal_date, 2018.0417 2018.125 2018.2083 2018.2917",
    "year, 2018.0 2018.25 2018.5 2018.75",
    "Date, 2018.08 2018.09 2018.1 2018.11",
    "date, 2018.1 2018.2 2018.3 2018.4"
  })
  void refusesYearsWithDecimals(String name, String cells) {
    String[] times = cells.split(" ");
    Path file = table(name, times.length, i -> times[i]);
    assertThatThrownBy(() -> csv.read(file))
        .hasMessageContaining(
            "row 2, column "
                + name
                + ": \""
                + times[0]
                + "\" may be a year with decimals, or a year and a month.")
        .hasMessageContaining("time none");
    assertThat(csv.read(file, ReadOptions.defaults().withTime("none")).rows()).isEqualTo(4);
  }

  @Test
  void refusesNumbersThatASpreadsheetHasShortened() {
    Path file = table("time", 8, i -> "1.60946E+12");
    assertThatThrownBy(() -> csv.read(file))
        .hasMessageContaining("column time: the column is called a time, but \"1.60946E+12\" has")
        .hasMessageContaining("lost its last digits");
  }

  @ParameterizedTest
  @CsvSource({"month, 12, year", "quarter, 4, year", "hour, 24, date"})
  void refusesPartsThatBeginAgainWithoutAYearOrDate(String name, int most, String lacks) {
    Path file = table(name, 60, i -> String.valueOf(i % most + (most == 24 ? 0 : 1)));
    assertThatThrownBy(() -> csv.read(file))
        .hasMessageContaining("called a time, but it gives no " + lacks);
    assertThat(csv.read(file, ReadOptions.defaults().withTime("none")).rows()).isEqualTo(60);
  }

  @Test
  void daysThatNameNoYearAreToldSo() {
    Path file = table("Date", 40, i -> (i % 28 + 1) + (i < 28 ? "-Jan" : "-Feb"));
    assertThatThrownBy(() -> csv.read(file))
        .hasMessageContaining("row 2, column Date: \"1-Jan\" gives no year.");
  }

  /** Sorting such rows would give a series without a gap, with its values at the wrong days. */
  @Test
  void refusesDatesOfWhichASpreadsheetHasTurnedSome() {
    LocalDate first = LocalDate.of(2021, 1, 1);
    Path file =
        table(
            "date",
            120,
            i -> {
              LocalDate day = first.plusDays(i);
              boolean turned = day.getDayOfMonth() <= 12;
              return "%02d/%02d/%d"
                  .formatted(
                      turned ? day.getMonthValue() : day.getDayOfMonth(),
                      turned ? day.getDayOfMonth() : day.getMonthValue(),
                      day.getYear());
            });
    assertThatThrownBy(() -> csv.read(file))
        .hasMessageContaining(
            "row 3, column date: \"01/02/2021\" and \"13/01/2021\" (row 14) have day and month in"
                + " different orders");
    assertThatThrownBy(() -> csv.read(file, ReadOptions.defaults().withSort(true)))
        .hasMessageContaining("different orders");
  }

  @Test
  void bothReadingsOfAnAmbiguousDateAreShownWhereTheyDiffer() {
    Path file = table("date", 12, i -> "01/%02d/2021".formatted(i + 1));
    assertThatThrownBy(() -> csv.read(file))
        .hasMessageContaining(
            "row 3, column date: \"01/02/2021\" may be 2021-02-01 (dmy) or 2021-01-02 (mdy)");
  }
}
