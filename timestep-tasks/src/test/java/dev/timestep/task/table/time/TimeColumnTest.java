package dev.timestep.task.table.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.CalendarSpec;
import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.CsvFiles;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeColumnTest {

  @TempDir Path directory;
  CsvFiles csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  private static ReadOptions time(String column) {
    return ReadOptions.defaults().withTime(column);
  }

  @Test
  void prefersTheColumnWhoseNameSaysTime() {
    TimeTable table =
        csv.read(
            csv.write(
                "born,y,Date",
                "1999-01-01,1,2020-01-01",
                "1999-05-01,2,2020-01-02",
                "1998-01-01,3,2020-01-03"));
    assertThat(table.axis().column()).isEqualTo("Date");
    assertThat(table.notes())
        .contains("Time is in column Date (born is possible too: choose with time).");
  }

  @Test
  void takesTheColumnThatTheUserNamesOrCounts() {
    Path file = csv.write("a,b,y", "2020-01-01,2021-01-01,1", "2020-01-02,2021-01-02,2");
    assertThat(csv.read(file).axis().text(0)).isEqualTo("2020-01-01");
    assertThat(csv.read(file, time("b")).axis().text(0)).isEqualTo("2021-01-01");
    assertThat(csv.read(file, time("2")).axis().text(0)).isEqualTo("2021-01-01");
  }

  @Test
  void withoutTimesRowsAreCounted() {
    TimeTable table = csv.read(csv.write("x,y", "5,1", "3,2", "9,3"));
    assertThat(table.axis().hasTime()).isFalse();
    assertThat(table.axis().text(4)).isEqualTo("5");
    assertThat(table.axis().frequency().unit()).isEqualTo(Frequency.Unit.ROW);
    assertThat(table.notes())
        .contains("No time column was found: the rows are taken as equally spaced, without times.");
    assertThat(CalendarSpec.choose(table.axis(), 3, Optional.empty()).features()).isEmpty();
  }

  @Test
  void timeNoneCountsRowsAndIgnoresGaps() {
    Path file = csv.write("date,y", "2020-01-01,1", "2020-01-02,2", "2020-01-09,3");
    assertThat(csv.read(file, time("none")).axis().hasTime()).isFalse();
  }

  @Test
  void joinsYearMonthDayAndHour() {
    TimeTable table =
        csv.read(csv.write("No,year,month,day,hour,y", "1,2010,1,1,23,5", "2,2010,1,2,0,6"));
    assertThat(table.axis().local(1)).isEqualTo(LocalDateTime.of(2010, 1, 2, 0, 0));
    assertThat(table.axis().column()).isEqualTo("year+month+day+hour");
    TimeTable months = csv.read(csv.write("Year,Month,y", "2010,1,5", "2010,2,6", "2010,3,7"));
    assertThat(months.axis().frequency()).isEqualTo(Frequency.of(Frequency.Unit.MONTH, 1));
  }

  @Test
  void joinsADateThatRepeatsWithItsHour() {
    TimeTable table =
        csv.read(csv.write("day,hr,y", "2011-01-01,22,1", "2011-01-01,23,2", "2011-01-02,0,3"));
    assertThat(table.axis().local(2)).isEqualTo(LocalDateTime.of(2011, 1, 2, 0, 0));
    TimeTable clock =
        csv.read(
            csv.write(
                "Date;Time;y",
                "10/03/2004;18.00.00;1,5",
                "10/03/2004;19.00.00;2",
                "13/03/2004;20.00.00;2"),
            ReadOptions.defaults().withFill(Fill.LINEAR));
    assertThat(clock.axis().local(1)).isEqualTo(LocalDateTime.of(2004, 3, 10, 19, 0));
  }

  @Test
  void joinsTheColumnsThatTheUserNames() {
    Path file = csv.write("d,h,y", "2011-01-01,22,1", "2011-01-01,23,2", "2011-01-02,0,3");
    assertThat(csv.read(file, time("d+h")).axis().local(2))
        .isEqualTo(LocalDateTime.of(2011, 1, 2, 0, 0));
  }

  @Test
  void joinsYearAndWeek() {
    TimeTable table =
        csv.read(csv.write("year,week,y", "2020,52,1", "2020,53,2", "2021,1,3", "2021,2,4"));
    assertThat(table.axis().local(1)).isEqualTo(LocalDateTime.of(2020, 12, 28, 0, 0));
    assertThat(table.axis().frequency()).isEqualTo(Frequency.parse("w"));
  }

  @Test
  void refusesAColumnThatIsCalledATimeButNotKnown() {
    assertThat(csv.refusal(csv.write("date,y", "7h on day 12,1", "8h on day 12,2")))
        .isEqualTo(
            "t.csv, row 2, column date: the column is called a time, but \"7h on day 12\" is not a"
                + " known form of date. Give time date with its time-format (such as \"dd/MM/yy"
                + " HH:mm\"), or time none to take the rows as equally spaced.");
  }

  @Test
  void aNamedZoneInAGivenFormatIsItsOffset() {
    Path file = csv.write("t,y", "2021-03-28 01:30 CET,1", "2021-03-28 03:30 CEST,2");
    TimeTable table = csv.read(file, time("t").withTimeFormat("yyyy-MM-dd HH:mm z"));
    assertThat(table.axis().frequency()).isEqualTo(Frequency.parse("h"));
  }

  @Test
  void readsEpochSecondsAndMilliseconds() {
    TimeTable seconds = csv.read(csv.write("ts,y", "1614850200,1", "1614850500,2", "1614850800,3"));
    assertThat(seconds.axis().frequency()).isEqualTo(Frequency.parse("5min"));
    assertThat(seconds.axis().local(0)).isEqualTo(LocalDateTime.of(2021, 3, 4, 9, 30));
    assertThat(seconds.axis().text(3)).isEqualTo("1614851100");
    TimeTable millis =
        csv.read(csv.write("t,y", "1614850200000,1", "1614850200250,2", "1614850200500,3"));
    assertThat(millis.axis().frequency()).isEqualTo(Frequency.parse("250ms"));
    TimeTable zoned =
        csv.read(
            csv.write("ts,y", "1614850200,1", "1614850500,2", "1614850800,3"),
            ReadOptions.defaults().withTimeZone(ZoneId.of("Asia/Shanghai")));
    assertThat(zoned.axis().local(0)).isEqualTo(LocalDateTime.of(2021, 3, 4, 17, 30));
    assertThat(zoned.axis().text(0)).isEqualTo("1614850200");
  }

  @Test
  void aColumnOfLargeNumbersIsNoTime() {
    TimeTable table =
        csv.read(csv.write("y,z", "1614850200,1", "1514850500,2", "1814850800,3", "1814850900,3"));
    assertThat(table.axis().hasTime()).isFalse();
    assertThat(table.names()).isEqualTo(List.of("y"));
  }

  @Test
  void countedSecondsAreATime() {
    TimeTable table = csv.read(csv.write("timestamp,y", "0,1", "300,2", "600,3"));
    assertThat(table.axis().frequency()).isEqualTo(Frequency.parse("5min"));
    assertThat(table.axis().text(3)).isEqualTo("900");
    assertThat(table.notes())
        .contains(
            "Time is in column timestamp, which counts seconds: hours and weekdays are relative to"
                + " its 0.");
  }

  @Test
  void yearsAndMonthsNeedAName() {
    assertThat(csv.read(csv.write("Year,y", "1999,1", "2000,2", "2001,3")).axis().frequency())
        .isEqualTo(Frequency.of(Frequency.Unit.YEAR, 1));
    assertThat(csv.read(csv.write("x,y", "1999,1", "2000,2", "2001,3")).axis().hasTime()).isFalse();
    assertThat(
            csv.read(csv.write("month,y", "202011,1", "202012,2", "202101,3")).axis().frequency())
        .isEqualTo(Frequency.of(Frequency.Unit.MONTH, 1));
  }

  @Test
  void aNumberAboveTwelveTellsDayFromMonth() {
    assertThat(csv.read(csv.write("date,y", "30/01/2021,1", "31/01/2021,2", "01/02/2021,3")).axis())
        .satisfies(axis -> assertThat(axis.text(3)).isEqualTo("02/02/2021"))
        .satisfies(axis -> assertThat(axis.local(2)).isEqualTo(LocalDateTime.of(2021, 2, 1, 0, 0)));
    assertThat(csv.read(csv.write("date,y", "1/30/2021,1", "1/31/2021,2", "2/1/2021,3")).axis())
        .satisfies(axis -> assertThat(axis.local(2)).isEqualTo(LocalDateTime.of(2021, 2, 1, 0, 0)));
  }

  @Test
  void regularRowsTellDayFromMonthWhereNumbersDoNot() {
    TimeTable monthly =
        csv.read(csv.series(24, i -> "01/%02d/%d".formatted(i % 12 + 1, 2020 + i / 12), i -> i));
    assertThat(monthly.axis().frequency()).isEqualTo(Frequency.of(Frequency.Unit.MONTH, 1));
    assertThat(monthly.notes())
        .contains(
            "Dates such as 01/01/2020 were read as 2020-01-01 (dmy), because only then are the rows"
                + " equally spaced.");
  }

  @Test
  void refusesDatesThatMayBeBoth() {
    Path file = csv.write("date,y", "01/02/2021,1", "02/02/2021,2", "05/02/2021,3");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 2, column date: \"01/02/2021\" may be 2021-02-01 (dmy) or 2021-01-02 (mdy),"
                + " and no other row decides. Give date-order dmy or mdy.");
    ReadOptions fill = ReadOptions.defaults().withFill(Fill.LINEAR);
    assertThat(csv.read(file, fill.withDateOrder(DateOrder.DAY_FIRST)).rows()).isEqualTo(5);
    assertThat(csv.read(file, fill.withDateOrder(DateOrder.MONTH_FIRST)).rows()).isEqualTo(5);
  }

  @Test
  void refusesDatesInBothOrders() {
    Path file = csv.write("date,y", "30/01/2021,1", "01/31/2021,2", "01/02/2021,3");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 3, column date: \"01/31/2021\" and \"30/01/2021\" (row 2) have day and"
                + " month in different orders. Write all dates the same way, or give date-order"
                + " dmy or mdy to see which row is wrong.");
  }

  @Test
  void refusesADateThatDoesNotExist() {
    Path file = csv.write("date,y", "2021-02-28,1", "2021-02-30,2", "2021-03-01,3");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 3, column date: \"2021-02-30\" does not exist (invalid date"
                + " 'FEBRUARY 30'). Correct the cell.");
  }

  @Test
  void refusesACellThatIsNoTime() {
    Path file = csv.write("date,y", "2021-02-27,1", "yesterday,2", "2021-03-01,3");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 3, column date: expected a time written like \"2021-02-27\"; found"
                + " \"yesterday\". Correct the cell, or say where the time is with time.");
    assertThat(csv.refusal(csv.write("date,y", "2021-02-27,1", ",2", "2021-03-01,3")))
        .isEqualTo("t.csv, row 3, column date: the time is missing. Fill it in or delete the row.");
  }

  @Test
  void refusesOffsetsOnSomeRowsOnly() {
    Path file = csv.write("date,y", "2021-02-27 00:00Z,1", "2021-02-28 00:00,2");
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 3, column date: \"2021-02-28 00:00\" and \"2021-02-27 00:00Z\" (row 2):"
                + " only one of them gives an offset from UTC. Write all times the same way.");
  }

  @Test
  void refusesAColumnOfNoTimes() {
    Path file = csv.write("a,y", "x,1", "z,2");
    assertThat(csv.refusal(() -> csv.read(file, time("a"))))
        .isEqualTo(
            "t.csv, row 2, column a: time names this column, but \"x\" is not a known form of"
                + " time. Give its time-format (such as \"dd/MM/yy HH:mm\"), another time"
                + " column, or time none for equally spaced rows.");
    assertThat(csv.refusal(() -> csv.read(file, time("tme"))))
        .isEqualTo("t.csv: there is no column \"tme\" (time). The columns are: a, y.");
  }

  @Test
  void readsAFormatThatTheUserGives() {
    Path file = csv.write("t,y", "21_03_04 at 09h,1", "21_03_04 at 10h,2");
    ReadOptions options = time("t").withTimeFormat("yy_MM_dd 'at' HH'h'");
    TimeTable table = csv.read(file, options);
    assertThat(table.axis().local(1)).isEqualTo(LocalDateTime.of(2021, 3, 4, 10, 0));
    assertThat(table.axis().text(2)).isEqualTo("21_03_04 at 11h");
    assertThat(csv.refusal(() -> csv.read(file, options.withTimeFormat("yyyy-MM-dd"))))
        .isEqualTo(
            "t.csv, row 2, column t: \"21_03_04 at 09h\" is not written as time-format"
                + " \"yyyy-MM-dd\" says.");
    assertThat(csv.refusal(() -> csv.read(file, options.withTimeFormat("bad pattern"))))
        .startsWith("time-format \"bad pattern\" is not a valid pattern (");
    Path impossible = csv.write("t,y", "28.02.2021,1", "30.02.2021,2");
    assertThat(csv.refusal(() -> csv.read(impossible, options.withTimeFormat("dd.MM.yyyy"))))
        .isEqualTo(
            "t.csv, row 3, column t: \"30.02.2021\" does not exist (invalid date 'FEBRUARY"
                + " 30'). Correct the cell.");
  }

  @Test
  void printsFutureTimesAsTheFileWritesThem() {
    assertThat(csv.read(csv.write("d,y", "Jan 1 2000,1", "Feb 1 2000,2")).axis().text(2))
        .isEqualTo("Mar 1 2000");
    assertThat(csv.read(csv.write("d,y", "2000-01-31 22,1", "2000-01-31 23,2")).axis().text(2))
        .isEqualTo("2000-02-01 00");
    assertThat(csv.read(csv.write("d,y", "2000-Q3,1", "2000-Q4,2")).axis().text(2))
        .isEqualTo("2001-Q1");
    assertThat(
            csv.read(csv.write("d,y", "2020-02-28T23:00:00+01:00,1", "2020-02-29T00:00:00+01:00,2"))
                .axis()
                .text(2))
        .isEqualTo("2020-02-29T01:00:00+01:00");
  }

  private TimeAxis axis(String name, String... cells) {
    return csv.read(csv.write(rows(name, cells))).axis();
  }

  private static String[] rows(String name, String... cells) {
    String[] lines = new String[cells.length + 1];
    lines[0] = name + ",y";
    for (int i = 0; i < cells.length; i++) {
      lines[i + 1] = "\"" + cells[i] + "\"," + i;
    }
    return lines;
  }

  @Test
  void aCenturyFollowsFromTheOrderOfRows() {
    String[] months = {
      "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"
    };
    String[] cells = new String[64 * 12];
    for (int i = 0; i < cells.length; i++) {
      java.time.YearMonth month = java.time.YearMonth.of(1960, 1).plusMonths(i);
      cells[i] =
          "%02d-%s-%02d".formatted(month.lengthOfMonth(), months[i % 12], month.getYear() % 100);
    }
    Path file = csv.write(rows("MONTH_END", cells));
    TimeTable table = csv.read(file);
    assertThat(table.axis().local(0)).isEqualTo(LocalDateTime.of(1960, 1, 31, 0, 0));
    assertThat(table.axis().local(120)).isEqualTo(LocalDateTime.of(1970, 1, 31, 0, 0));
    assertThat(table.axis().local(767)).isEqualTo(LocalDateTime.of(2023, 12, 31, 0, 0));
    assertThat(table.axis().text(768)).isEqualTo("31-JAN-24");
    assertThat(table.axis().text(769)).isEqualTo("29-FEB-24");
    assertThat(table.axis().text(770)).isEqualTo("31-MAR-24");
    assertThat(table.notes())
        .contains(
            "The two-digit years of column MONTH_END were read as 1960 to 2023, the latest years"
                + " that keep the rows in order and do not begin in the future.");
  }

  @Test
  void aWeekdayTellsDayFromMonthAndCentury() {
    TimeAxis axis = axis("d", "Fri 01/10/2021", "Sat 02/10/2021", "Sun 03/10/2021");
    assertThat(axis.local(0)).isEqualTo(LocalDateTime.of(2021, 10, 1, 0, 0));
    TimeAxis old = axis("d", "Sat 01-Mar-19", "Sun 02-Mar-19", "Mon 03-Mar-19");
    assertThat(old.local(0)).isEqualTo(LocalDateTime.of(1919, 3, 1, 0, 0));
  }

  @Test
  void refusesAWeekdayThatIsNotThatOfItsDate() {
    Path file = csv.write(rows("d", "Fri 2021-01-01", "Sat 2021-01-02", "Mon 2021-01-03"));
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 4, column d: \"Mon 2021-01-03\" does not exist (2021-01-03 is a"
                + " Sunday, no Monday). Correct the cell.");
  }

  @Test
  void threeOrdersAreDecidedByAllRowsOrAsked() {
    Path file = csv.write(rows("d", "01-02-03", "01-02-04", "01-02-05"));
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 2, column d: \"01-02-03\" may be 2003-02-01 (dmy), 2003-01-02 (mdy) or"
                + " 2001-02-03 (ymd), and no other row decides. Give date-order dmy, mdy or"
                + " ymd.");
    for (String order : List.of("dmy", "mdy", "ymd")) {
      ReadOptions asked = ReadOptions.defaults().withDateOrder(DateOrder.parse(order));
      assertThat(csv.read(file, asked).axis().text(0)).isEqualTo("01-02-03");
    }
    assertThat(axis("d", "22-02-27", "22-02-28", "22-03-01").local(2))
        .isEqualTo(LocalDateTime.of(2022, 3, 1, 0, 0));
  }

  @Test
  void packedDatesOfSixDigitsAreAskedForByFormat() {
    Path file = csv.write(rows("Date", "201001", "201002", "201003"));
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 2, column Date: \"201001\" may be 2010-01-01 (yyyyMM), 2020-10-01 (ymd) or"
                + " 2001-10-20 (dmy), and no other row decides. Give time-format \"yyyyMM\","
                + " \"yyMMdd\" or \"ddMMyy\".");
    ReadOptions asked = ReadOptions.defaults();
    assertThat(csv.read(file, asked.withTimeFormat("yyyyMM")).axis().text(3)).isEqualTo("201004");
    assertThat(csv.read(file, asked.withTimeFormat("yyMMdd")).axis().text(3)).isEqualTo("201004");
    assertThat(csv.read(file, asked.withTimeFormat("yyMMdd")).axis().local(2))
        .isEqualTo(LocalDateTime.of(2020, 10, 3, 0, 0));
    assertThat(axis("Month", "201001", "201002", "201003").local(2))
        .isEqualTo(LocalDateTime.of(2010, 3, 1, 0, 0));
  }

  @Test
  void serialDayNumbersAreReadUnderANameAndInOrderOnly() {
    TimeTable table = csv.read(csv.write(rows("Date", "44560", "44561", "44562")));
    assertThat(table.axis().local(2)).isEqualTo(LocalDateTime.of(2022, 1, 1, 0, 0));
    assertThat(table.notes())
        .contains(
            "Time is in column Date as serial day numbers of a spreadsheet (1900 system): 44560 is"
                + " 2021-12-30.");
    assertThat(axis("id", "44560", "44561", "44562").hasTime()).isFalse();
    assertThat(axis("sales_per_day", "44560", "44561", "44562").hasTime()).isFalse();
    Path mixed = csv.write(rows("Date", "44560", "44100", "44999", "44561"));
    assertThat(csv.refusal(mixed))
        .isEqualTo(
            "t.csv, row 2, column Date: the column is called a time, and \"44560\" may be the"
                + " serial day number of a spreadsheet or a plain number; the rows are in no order"
                + " that decides. Give time Date time-format serial if it is, or time none to"
                + " take the rows as equally spaced.");
    ReadOptions serial = time("Date").withTimeFormat("serial").withSort(true).withFill(Fill.LINEAR);
    assertThat(csv.read(mixed, serial.withFrequency(Frequency.parse("d"))).axis().local(0))
        .isEqualTo(LocalDateTime.of(2020, 9, 26, 0, 0));
    assertThat(csv.read(mixed, time("none")).axis().hasTime()).isFalse();
    Path plain = csv.write(rows("Date", "44560", "44561", "44562"));
    assertThat(csv.read(plain, time("Date").withTimeFormat("serial1904")).axis().local(0))
        .isEqualTo(LocalDateTime.of(2025, 12, 31, 0, 0));
  }

  @Test
  void daysWithoutAYearAreNoMonths() {
    Path file = csv.write(rows("Month", "Jan-05", "Jan-12", "Jan-19", "Jan-26", "Feb-02"));
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 2, column Month: \"Jan-05\" may be month and year or month and day, and the"
                + " rows are not a series of months. If they are days, add the year. If they are"
                + " months, give time-format \"MMM-yy\", or time none to take the rows as"
                + " equally spaced.");
    assertThat(csv.refusal(csv.write(rows("Month", "Jan 1", "Jan 2", "Jan 3"))))
        .isEqualTo(
            "t.csv, row 2, column Month: the column is called a time, but \"Jan 1\" gives no year."
                + " Add the year to the cells, or give time none to take the rows as equally"
                + " spaced.");
  }

  @Test
  void refusesTimesThatItCannotReadInAnyColumn() {
    assertThat(csv.refusal(csv.write(rows("tijd", "09:00", "09:30"))))
        .contains("gives a time of day and no date", "time DATE+tijd", "time none");
    assertThat(csv.refusal(csv.write("a,b,y", "5,1400-13-05,1", "6,1400-14-06,2", "7,1400-15-7,3")))
        .startsWith(
            "t.csv, row 2, column b: the column is written like a time, but \"1400-13-05\" is not a"
                + " known form of date.");
    assertThat(csv.refusal(csv.write(rows("fecha", "n.d.", "dia 7", "dia 8", "dia 9"))))
        .contains("column fecha: the column is called a time");
    assertThat(axis("weekday", "Mon", "Tue", "Wed").hasTime()).isFalse();
    assertThat(axis("version", "v1.2", "v1.3").hasTime()).isFalse();
    assertThat(axis("update", "v1.2", "v1.3").hasTime()).isFalse();
  }

  @Test
  void namesTheRowThatIsWrittenDifferently() {
    Path file = csv.write(rows("d", "2021-01-01", "2021/01/02", "2021-01-03"));
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 3, column d: expected a time written like \"2021-01-01\"; found"
                + " \"2021/01/02\". Write all times the same way, or say where the time is with"
                + " time.");
  }

  @Test
  void midnightMayLackItsTimeOfDay() {
    TimeAxis axis =
        axis("d", "2021-01-01 12:00:00", "2021-01-02", "2021-01-02 12:00:00", "2021-01-03");
    assertThat(axis.local(1)).isEqualTo(LocalDateTime.of(2021, 1, 2, 0, 0));
    assertThat(axis.text(4)).isEqualTo("2021-01-03 12:00:00");
  }

  @Test
  void patternsKnowCenturiesNamesAndCase() {
    ReadOptions options = ReadOptions.defaults();
    Path file = csv.write(rows("t", "04/03/61 09:30", "04/03/61 10:30"));
    TimeAxis axis = csv.read(file, options.withTimeFormat("dd/MM/yy HH:mm")).axis();
    assertThat(axis.local(0)).isEqualTo(LocalDateTime.of(1961, 3, 4, 9, 30));
    assertThat(axis.text(2)).isEqualTo("04/03/61 11:30");
    Path named = csv.write(rows("t", "30-AVRIL-21", "1-MAI-21"));
    TimeAxis french = csv.read(named, options.withTimeFormat("d-MMMM-yy")).axis();
    assertThat(french.local(0)).isEqualTo(LocalDateTime.of(2021, 4, 30, 0, 0));
    assertThat(french.text(2)).isEqualTo("2-MAI-21");
    assertThat(csv.refusal(() -> csv.read(file, options.withTimeFormat("HH:mm"))))
        .startsWith("time-format \"HH:mm\" has no year (yyyy or yy), and a time needs one.");
    assertThat(csv.refusal(() -> csv.read(file, options.withTimeFormat("dd.MM.yyyy"))))
        .isEqualTo(
            "t.csv: no column is written as time-format \"dd.MM.yyyy\" says. Name the column"
                + " with time to see which row is not.");
  }

  @Test
  void partsMayBeCalledInOtherLanguages() {
    TimeAxis german =
        csv.read(csv.write("Jahr,Monat,y", "2010,11,1", "2010,12,2", "2011,1,3")).axis();
    assertThat(german.column()).isEqualTo("Jahr+Monat");
    assertThat(german.text(3)).isEqualTo("2011-02");
    TimeAxis quarters =
        csv.read(csv.write("year,quarter,y", "2010,3,1", "2010,4,2", "2011,1,3")).axis();
    assertThat(quarters.text(3)).isEqualTo("2011-Q2");
    TimeAxis weeks =
        csv.read(csv.write("year,week,y", "2020,52,1", "2020,53,2", "2021,1,3")).axis();
    assertThat(weeks.text(3)).isEqualTo("2021-W02");
  }

  @Test
  void anHourThatEndsADayIsWrittenSo() {
    TimeAxis axis =
        csv.read(
                csv.write(
                    "date,hour,y",
                    "12/30/2020,22,1",
                    "12/30/2020,23,2",
                    "12/30/2020,24,3",
                    "12/31/2020,1,4"))
            .axis();
    assertThat(axis.local(2)).isEqualTo(LocalDateTime.of(2020, 12, 31, 0, 0));
    assertThat(axis.text(2)).isEqualTo("12/30/2020 24:00");
    assertThat(axis.text(4)).isEqualTo("12/31/2020 02:00");
  }

  @Test
  void aZoneInAPatternIsWrittenAsItsOffset() {
    Path file = csv.write("t,y", "2021-03-04 09:30 CET,1", "2021-03-04 10:30 CET,2");
    TimeTable table = csv.read(file, time("t").withTimeFormat("yyyy-MM-dd HH:mm z"));
    assertThat(table.axis().text(2)).isEqualTo("2021-03-04 11:30 +01:00");
  }

  @Test
  void equalReadingsNeedNoQuestion() {
    TimeAxis axis = axis("d", "1/1/1999", "1/1/2000", "1/1/2001");
    assertThat(axis.text(3)).isEqualTo("1/1/2002");
  }

  @Test
  void numbersUnderDateThatAreNoDateAreRefused() {
    assertThat(csv.refusal(csv.write(rows("Date", "1012024", "2012024", "3012024"))))
        .startsWith(
            "t.csv, row 2, column Date: the column is called a time, but \"1012024\" is not a known"
                + " form of date.");
    assertThat(csv.refusal(csv.write(rows("x", "1er trimestre 2009", "2e trimestre 2009"))))
        .contains("column x: the column is written like a time");
  }
}
