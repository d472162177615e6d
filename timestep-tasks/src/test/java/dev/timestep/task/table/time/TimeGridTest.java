package dev.timestep.task.table.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.Frequency.Unit;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.CsvFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeGridTest {

  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @TempDir Path directory;
  CsvFiles csv;
  ReadOptions options = ReadOptions.defaults();

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  @Test
  void refusesAGap() {
    Path file =
        csv.write(
            "date,y",
            "2020-01-01,1",
            "2020-01-02,2",
            "2020-01-04,4",
            "2020-01-05,5",
            "2020-01-06,6");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, rows 3 and 4, column date: the step is daily, but between 2020-01-02 and"
                + " 2020-01-04 1 row is missing. Give fill linear, previous, zero or seasonal to"
                + " fill them, or time none to take the rows as equally spaced.");
  }

  @Test
  void namesTheFirstGapAndCountsAll() {
    Path file =
        csv.series(
            1000,
            i -> MINUTES.format(LocalDateTime.of(2020, 1, 1, 0, 0).plusHours(i + 3L * (i / 100))),
            i -> i);
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, rows 101 and 102, column date: the step is hourly, but between 2020-01-05 03:00"
                + " and 2020-01-05 07:00 3 rows are missing. 9 gaps lack 27 rows in all. Give"
                + " fill linear, previous, zero or seasonal to fill them, or time none to take"
                + " the rows as equally spaced.");
  }

  @Test
  void fillsAGapWhenAsked() {
    Path file =
        csv.write(
            "date,y",
            "2020-01-01,1",
            "2020-01-02,2",
            "2020-01-05,5",
            "2020-01-06,",
            "2020-01-07,7");
    TimeTable table = csv.read(file, options.withFill(Fill.LINEAR));
    assertThat(table.column("y")).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(table.filled("y")).containsExactly(false, false, true, true, false, true, false);
    assertThat(table.insertedRows()).isEqualTo(2);
    assertThat(table.filledCells()).containsEntry("y", 3);
    assertThat(table.line(2)).isZero();
    assertThat(table.line(4)).isEqualTo(4);
    assertThat(table.where(2, "y")).endsWith("t.csv, 2020-01-03 (inserted), column y");
    assertThat(table.notes())
        .contains(
            "2 missing rows in 1 gap were inserted (fill linear).",
            "3 of 7 values of y were filled (fill linear).");
  }

  @Test
  void refusesMissingValues() {
    Path file = csv.write("date,y", "2020-01-01,1", "2020-01-02,NA", "2020-01-03,", "2020-01-04,4");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 3, column y: the value is missing (\"NA\"); 2 values in all are missing."
                + " Give fill linear, previous, zero or seasonal to fill them.");
    Path empty = csv.write("date,y", "2020-01-01,", "2020-01-02,NA", "2020-01-03,");
    assertThat(csv.refusal(() -> csv.read(empty, options.withFill(Fill.ZERO))))
        .isEqualTo("t.csv, column y: all cells are missing. Name another column.");
  }

  @Test
  void refusesRowsOutOfOrderUnlessToldToSort() {
    Path file = csv.write("date,y", "2020-01-02,2", "2020-01-01,1", "2020-01-03,3");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 3, column date: 2020-01-01 comes after 2020-01-02 (row 2): the rows are not"
                + " in order of time. 1 row goes back in time. Give sort to sort them.");
    TimeTable sorted = csv.read(file, options.withSort(true));
    assertThat(sorted.column("y")).containsExactly(1, 2, 3);
    assertThat(sorted.line(0)).isEqualTo(3);
    assertThat(sorted.notes()).contains("The rows were sorted by time (sort).");
  }

  @Test
  void turnsATableRoundThatBeginsWithItsNewestRow() {
    Path file = csv.write("date,y", "2020-01-03,2", "2020-01-02,1", "2020-01-01,3");
    TimeTable table = csv.read(file);
    assertThat(table.column("y")).containsExactly(3, 1, 2);
    assertThat(table.line(0)).isEqualTo(4);
    assertThat(table.axis().text(3)).isEqualTo("2020-01-04");
    assertThat(table.notes())
        .contains("The newest row comes first: the rows were put in order of time.");
    assertThat(csv.read(file, options.withSort(true)).column("y")).containsExactly(3, 1, 2);
  }

  @Test
  void firstAndLastOfEqualTimesAreThoseOfTheFile() {
    Path file =
        csv.write("date,y", "2020-01-03,3", "2020-01-02,20", "2020-01-02,21", "2020-01-01,1");
    assertThat(csv.read(file, options.withDuplicates(Duplicates.FIRST)).column("y"))
        .containsExactly(1, 20, 3);
    assertThat(csv.read(file, options.withDuplicates(Duplicates.LAST)).column("y"))
        .containsExactly(1, 21, 3);
  }

  @Test
  void hoursOfAClockChangeAreReadNewestFirstToo() {
    ZonedDateTime start = ZonedDateTime.of(2023, 10, 28, 0, 0, 0, 0, ZoneId.of("Europe/Berlin"));
    Path file = csv.series(72, i -> MINUTES.format(start.plusHours(71 - i)), i -> 71 - i);
    assertThat(csv.refusal(file)).contains("time-zone Europe/Berlin");
    TimeTable table = csv.read(file, options.withTimeZone(ZoneId.of("Europe/Berlin")));
    assertThat(table.rows()).isEqualTo(72);
    assertThat(table.column("y")[30]).isEqualTo(30);
    assertThat(table.axis().local(72)).isEqualTo(start.plusHours(72).toLocalDateTime());
  }

  @Test
  void refusesEqualTimesUnlessToldHowToMerge() {
    Path file = csv.write("date,y", "2020-01-01,1", "2020-01-02,2", "2020-01-02,5", "2020-01-03,3");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, rows 3 and 4, column date: both have the time 2020-01-02. Give duplicates"
                + " first, last, mean or sum to merge such rows.");
    assertThat(csv.read(file, options.withDuplicates(Duplicates.FIRST)).column("y"))
        .containsExactly(1, 2, 3);
    assertThat(csv.read(file, options.withDuplicates(Duplicates.LAST)).column("y"))
        .containsExactly(1, 5, 3);
    assertThat(csv.read(file, options.withDuplicates(Duplicates.MEAN)).column("y"))
        .containsExactly(1, 3.5, 3);
    TimeTable sum = csv.read(file, options.withDuplicates(Duplicates.SUM));
    assertThat(sum.column("y")).containsExactly(1, 7, 3);
    assertThat(sum.notes())
        .contains("1 row with a time that is already present was merged (duplicates sum).");
  }

  @Test
  void suspectsSeveralSeriesWhereMostTimesRepeat() {
    Path file =
        csv.write(
            "date,y",
            "2020-01-01,1",
            "2020-01-01,2",
            "2020-01-02,5",
            "2020-01-02,3",
            "2020-01-02,3");
    assertThat(csv.refusal(file))
        .endsWith(
            "; 3 rows in all repeat a time. Give duplicates first, last, mean or sum to merge"
                + " such rows. If the file holds several series, no column separates them: save the"
                + " rows of one of them in a separate file.");
  }

  @Test
  void refusesTimesWithoutAStep() {
    Path file = csv.write("date,y", "2020-01-01,1", "2020-01-03,2", "2020-01-09,3", "2020-02-11,4");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 3, column date: the rows are not equally spaced; no distance applies to"
                + " half of them (2020-01-01, 2020-01-03, 2020-01-09…). Give freq with the right"
                + " step, or time none to take the rows as equally spaced.");
    assertThat(csv.refusal(csv.write("date,y", "2020-01-01,1")))
        .isEqualTo(
            "t.csv, row 2, column date: one row does not show the step between rows. Give freq,"
                + " such as freq d.");
  }

  @Test
  void refusesATimeBesideTheSteps() {
    Path file =
        csv.write(
            "date,y",
            "2020-01-01 00:00,1",
            "2020-01-01 01:00,2",
            "2020-01-01 02:00,2",
            "2020-01-01 02:20,3",
            "2020-01-01 04:00,4",
            "2020-01-01 05:00,4");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 5, column date: 2020-01-01 02:20 is not a whole number of steps (hourly)"
                + " after 2020-01-01 02:00. Correct the row, or give skip-lines 5 to leave it"
                + " out, or give freq h duplicates mean to move each time to the nearest step,"
                + " or time none to take the rows as equally spaced.");
  }

  @Test
  void aGivenFrequencyMovesTimesToItsSteps() {
    Path file =
        csv.write(
            "date,y",
            "2020-01-01 10:00:01,1",
            "2020-01-01 10:04:58,2",
            "2020-01-01 10:10:00,3",
            "2020-01-01 10:15:02,4");
    TimeTable table = csv.read(file, options.withFrequency(Frequency.parse("5min")));
    assertThat(table.axis().local(1)).isEqualTo(LocalDateTime.of(2020, 1, 1, 10, 5));
    assertThat(table.notes())
        .contains("3 times were moved to the nearest step (5 minutes), by 2 seconds at most.");
    Path closing =
        csv.write("date,y", "2020-01-01 16:00,1", "2020-01-02 13:00,2", "2020-01-03 16:00,3");
    assertThat(csv.read(closing, options.withFrequency(Frequency.parse("d"))).axis().local(1))
        .isEqualTo(LocalDateTime.of(2020, 1, 2, 0, 0));
    Path phase =
        csv.write("date,y", "2020-01-01 10:02,1", "2020-01-01 10:07,2", "2020-01-01 10:12,3");
    assertThat(csv.read(phase, options.withFrequency(Frequency.parse("5min"))).axis().local(0))
        .as("times that keep one place within the step stay where they are")
        .isEqualTo(LocalDateTime.of(2020, 1, 1, 10, 2));
  }

  @Test
  void movesTimesThatAreAFewSecondsLate() {
    Path late =
        csv.series(
            50,
            i -> SECONDS.format(LocalDateTime.of(2020, 1, 1, 0, 0, i * i % 5).plusMinutes(5L * i)),
            i -> i);
    TimeTable table = csv.read(late);
    assertThat(table.axis().local(49)).isEqualTo(LocalDateTime.of(2020, 1, 1, 4, 5));
    assertThat(table.column("y")[49]).isEqualTo(49);
    assertThat(table.notes())
        .contains("40 times were moved to the nearest step (5 minutes), by 4 seconds at most.");
  }

  @Test
  void findsTheStepOfJitteredTimesWithLostReadings() {
    java.util.Random random = new java.util.Random(4);
    LocalDateTime start = LocalDateTime.of(2024, 4, 1, 0, 7);
    StringBuilder text = new StringBuilder("ts,y\n");
    int lost = 0;
    for (int i = 0; i < 400; i++) {
      if (i % 23 == 5 || (i > 200 && i < 230)) {
        lost++;
      } else {
        LocalDateTime time = start.plusMinutes(20L * i).plusSeconds(random.nextInt(81) - 40);
        text.append(SECONDS.format(time)).append(',').append(i).append('\n');
      }
    }
    Path file = csv.bytes(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(csv.refusal(file)).contains("the step is every 20 minutes").contains("fill");
    TimeTable table = csv.read(file, options.withFill(Fill.LINEAR));
    assertThat(table.rows()).isEqualTo(400);
    assertThat(table.axis().local(0)).as("the roundest time near the first").isEqualTo(start);
    assertThat(table.column("y")[399]).isEqualTo(399);
    assertThat(table.insertedRows()).isEqualTo(lost);
    assertThat(table.column("y")[210]).isCloseTo(210, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void leavesAClockThatDriftsAwayToTheUser() {
    Path file =
        csv.series(
            400,
            i ->
                SECONDS.format(LocalDateTime.of(2020, 1, 1, 0, 0, i * i % 7).plusSeconds(303L * i)),
            i -> i);
    assertThat(csv.refusal(file))
        .contains("They are about 5 minutes apart: give freq 5min to move each time");
  }

  @Test
  void takesTheDateOfRowsThatComeOnceADayAtAnyTime() {
    Path file =
        csv.series(
            30,
            i -> MINUTES.format(LocalDateTime.of(2020, 1, 1, 8, i * i % 50).plusDays(i)),
            i -> i);
    TimeTable table = csv.read(file);
    assertThat(table.axis().frequency()).isEqualTo(Frequency.of(Unit.DAY, 1));
    assertThat(table.notes())
        .contains("The times of day differ and were left out: the date of each row counts.");
  }

  @Test
  void saysHowMuchFillingWouldInvent() {
    StringBuilder text = new StringBuilder("date,y\n");
    for (int i = 0; i < 60; i++) {
      LocalDateTime time = LocalDateTime.of(2020, 1, 1, 0, 0).plusHours(i + 50L * (i / 10));
      text.append(MINUTES.format(time)).append(',').append(i).append('\n');
    }
    Path file = csv.bytes(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(csv.refusal(file))
        .endsWith(
            " 5 gaps lack 250 rows in all. Filling them would invent 81 % of all rows. Give time"
                + " none to take the rows as equally spaced, or fill zero if no row means that"
                + " nothing happened.");
  }

  @Test
  void namesTheRowOnAWeekendAmongBusinessDays() {
    StringBuilder text = new StringBuilder("date,y\n");
    for (LocalDate date = LocalDate.of(2020, 1, 1);
        date.isBefore(LocalDate.of(2020, 6, 1));
        date = date.plusDays(1)) {
      if (!Frequency.isWeekend(date) || date.equals(LocalDate.of(2020, 1, 25))) {
        text.append(date).append(",1\n");
      }
    }
    Path file = csv.bytes(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 20, column date: 2020-01-25 does not fit the times of the other rows"
                + " (business days). Give skip-lines 20 to leave this row out, or freq d and"
                + " fill zero, linear, previous or seasonal to have a row at each step.");
  }

  @Test
  void marketHolidaysAreToleratedAndSaid() {
    Path file =
        csv.write(
            "date,y",
            "2001-09-06,1",
            "2001-09-07,2",
            "2001-09-10,3",
            "2001-09-17,4",
            "2001-09-18,5",
            "2001-09-19,5");
    TimeTable table = csv.read(file);
    assertThat(table.axis().frequency()).isEqualTo(Frequency.of(Unit.BUSINESS_DAY, 1));
    assertThat(table.rows()).isEqualTo(6);
    assertThat(table.notes())
        .contains(
            "4 weekdays have no row and are taken as holidays, on which nothing is recorded.");
    assertThat(table.axis().text(8)).isEqualTo("2001-09-24");
  }

  @Test
  void aGapOfFiveWeekdaysIsNoHoliday() {
    Path file =
        csv.write(
            "date,y",
            "2001-09-06,1",
            "2001-09-07,2",
            "2001-09-10,3",
            "2001-09-18,4",
            "2001-09-19,5",
            "2001-09-20,5");
    assertThat(csv.refusal(file)).contains("between 2001-09-10 and 2001-09-18 5 rows are missing.");
  }

  @Test
  void refusesAWrongYearInsteadOfInsertingMillionsOfRows() {
    Path file =
        csv.write(
            "date,y",
            "2020-01-01 00:00:00,1",
            "2020-01-01 00:00:01,2",
            "2020-01-01 00:00:02,3",
            "2201-01-01 00:00:03,4");
    assertThat(csv.refusal(() -> csv.read(file, options.withFill(Fill.LINEAR))))
        .isEqualTo(
            "t.csv, rows 4 and 5, column date: more than 80 steps of 1 second are missing up to"
                + " 2201-01-01 00:00:03, far more than there are rows. Correct the time, or give"
                + " another freq.");
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, Europe/Berlin",
    "America/New_York, America/New_York",
    "Europe/Paris, Europe/Berlin",
    "America/Chicago, America/New_York",
    "Europe/London, Europe/London",
    "Australia/Sydney, Australia/Sydney"
  })
  void recognisesClockChangesInALocalSeries(String written, String named) {
    for (int minutes : new int[] {30, 60}) {
      for (int month : new int[] {1, 6}) {
        Path file = localHours(ZoneId.of(written), LocalDate.of(2021, month, 15), minutes);
        assertThat(csv.refusal(file))
            .as("every %d minutes from month %d", minutes, month)
            .contains(
                "as happens when the clock changes for daylight saving time (for example in "
                    + named)
            .endsWith("such as time-zone " + named + ".");
      }
    }
  }

  @Test
  void namesRowsAndTimesOfAClockChange() {
    Path file =
        csv.write(
            "date,y",
            "2021-03-28 00:00,1",
            "2021-03-28 01:00,2",
            "2021-03-28 03:00,3",
            "2021-03-28 04:00,4");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, rows 3 and 4, column date: after 2021-03-28 01:00 comes 2021-03-28 03:00, as"
                + " happens when the clock changes for daylight saving time (for example in"
                + " Europe/Berlin). Give time-zone with the zone of these times, such as"
                + " time-zone Europe/Berlin.");
  }

  @ParameterizedTest
  @CsvSource({"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"})
  void aGivenZoneMakesALocalSeriesRegular(String name) {
    ZoneId zone = ZoneId.of(name);
    for (int minutes : new int[] {30, 60}) {
      int rows = 300 * 24 * 60 / minutes;
      Path file = localHours(zone, LocalDate.of(2021, 2, 1), minutes);
      TimeTable table = csv.read(file, options.withTimeZone(zone));
      assertThat(table.rows()).isEqualTo(rows);
      assertThat(table.axis().zone()).contains(zone);
      assertThat(table.insertedRows()).isZero();
      ZonedDateTime start = LocalDate.of(2021, 2, 1).atStartOfDay(zone);
      for (int i = 0; i < rows + 5; i += 7) {
        assertThat(table.axis().local(i))
            .isEqualTo(start.plus(Duration.ofMinutes((long) i * minutes)).toLocalDateTime());
      }
    }
  }

  /** 300 days of local times at equal elapsed steps. */
  private Path localHours(ZoneId zone, LocalDate start, int minutes) {
    ZonedDateTime first = start.atStartOfDay(zone);
    return csv.series(
        300 * 24 * 60 / minutes,
        i -> MINUTES.format(first.plus(Duration.ofMinutes((long) i * minutes))),
        i -> i);
  }

  @Test
  void refusesAnHourThatTheZoneSkips() {
    Path file =
        csv.write("date,y", "2021-03-28 01:00,1", "2021-03-28 02:00,2", "2021-03-28 03:00,2");
    assertThat(csv.refusal(() -> csv.read(file, options.withTimeZone(ZoneId.of("Europe/Berlin")))))
        .isEqualTo(
            "t.csv, row 3, column date: 2021-03-28 02:00 does not exist in Europe/Berlin, where the"
                + " clock skips it (daylight saving). Correct the row, or give the time-zone that"
                + " the times were written in.");
  }

  @Test
  void keepsAFixedOffsetAndConvertsToAGivenZone() {
    Path file =
        csv.write(
            "date,y", "2021-03-27T23:00:00Z,1", "2021-03-28T00:00:00Z,2", "2021-03-28T01:00:00Z,3");
    TimeTable utc = csv.read(file);
    assertThat(utc.axis().zone()).contains(ZoneOffset.UTC);
    assertThat(utc.axis().text(3)).isEqualTo("2021-03-28T02:00:00Z");
    TimeTable berlin = csv.read(file, options.withTimeZone(ZoneId.of("Europe/Berlin")));
    assertThat(berlin.axis().local(2)).isEqualTo(LocalDateTime.of(2021, 3, 28, 3, 0));
    assertThat(berlin.axis().text(2)).isEqualTo("2021-03-28T03:00:00+02:00");
  }

  @Test
  void daysOfChangingOffsetsAreDaysOnTheWallClock() {
    TimeTable table =
        csv.read(
            csv.write(
                "date,y",
                "2021-03-27T00:00:00+01:00,1",
                "2021-03-28T00:00:00+01:00,2",
                "2021-03-29T00:00:00+02:00,3",
                "2021-03-30T00:00:00+02:00,4"));
    assertThat(table.axis().frequency()).isEqualTo(Frequency.of(Unit.DAY, 1));
    assertThat(table.notes())
        .contains(
            "The offset from UTC changes over the rows; times after the last row keep +02:00. Give"
                + " time-zone for local times that follow the clock changes.");
  }

  @Test
  void localDaysWrittenInUtcAskForTheZone() {
    Path file =
        csv.write(
            "date,y",
            "2021-03-12 05:00:00+00:00,1",
            "2021-03-13 05:00:00+00:00,1",
            "2021-03-14 05:00:00+00:00,2",
            "2021-03-15 04:00:00+00:00,3",
            "2021-03-16 04:00:00+00:00,4");
    assertThat(csv.refusal(file))
        .contains("Give time-zone if the days are those of a place that changes its clocks,");
    TimeTable table = csv.read(file, options.withTimeZone(ZoneId.of("America/New_York")));
    assertThat(table.axis().local(3)).isEqualTo(LocalDateTime.of(2021, 3, 15, 0, 0));
  }

  @Test
  void leapDaysAreNotGaps() {
    for (int year : new int[] {1900, 2000, 2020, 2023}) {
      TimeTable table =
          csv.read(
              csv.regular(
                  LocalDateTime.of(year, 2, 20, 0, 0), Frequency.parse("d"), 20, "yyyy-MM-dd"));
      assertThat(table.rows()).isEqualTo(20);
    }
  }

  @Test
  void monthEndsGoOnAsMonthEnds() {
    TimeTable table =
        csv.read(
            csv.write("date,y", "2023-11-30,1", "2023-12-31,2", "2024-01-31,3", "2024-02-29,4"));
    assertThat(table.axis().frequency()).isEqualTo(new Frequency(Unit.MONTH, 1, 31));
    assertThat(table.axis().text(4)).isEqualTo("2024-03-31");
    assertThat(table.axis().text(5)).isEqualTo("2024-04-30");
  }

  @Test
  void aConstantColumnIsAcceptedAndSaid() {
    TimeTable table = csv.read(csv.write("date,y", "2020-01-01,7", "2020-01-02,7"));
    assertThat(table.notes())
        .contains("Column y is constant (7): there is nothing to learn from it.");
  }

  @Test
  void asksAboutAValueThatLooksLikeAMarkOfMissing() {
    TimeTable table =
        csv.read(csv.write("date,y", "2020-01-01,7", "2020-01-02,-9999", "2020-01-03,9"));
    assertThat(table.notes())
        .contains(
            "1 value of y is -9999, far from all others (7 to 9). If that marks a missing value,"
                + " give missing=-9999 and one of the kinds of fill.");
  }

  @Test
  void theFingerprintIsThatOfTheUsedContent() {
    String plain =
        csv.read(csv.write("date,y,z", "2020-01-01,7,1", "2020-01-02,8,2")).fingerprint();
    String other =
        csv.read(csv.write("date;y;w", "2020-01-01;7;5", "2020-01-02;8;6")).fingerprint();
    String value =
        csv.read(csv.write("date,y,z", "2020-01-01,7,1", "2020-01-02,9,2")).fingerprint();
    String later =
        csv.read(csv.write("date,y,z", "2020-01-02,7,1", "2020-01-03,8,2")).fingerprint();
    assertThat(plain).hasSize(64).isEqualTo(other).isNotEqualTo(value).isNotEqualTo(later);
  }
}
