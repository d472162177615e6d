package dev.timestep.task.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {

  private static final LocalDateTime START = LocalDate.of(2018, 1, 1).atStartOfDay();

  private static CalendarSpec spec(String frequency, int rows, String country) {
    TimeAxis axis = TimeAxis.regular(START, rows, Frequency.parse(frequency));
    return CalendarSpec.choose(
        axis, rows, country.isEmpty() ? Optional.empty() : Optional.of(country));
  }

  private static float value(CalendarFeatures features, String date, String name) {
    int index = features.names().indexOf(name);
    assertThat(index).as("there is an input called " + name).isNotNegative();
    return features.at(LocalDate.parse(date).atTime(9, 0))[index];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          d     | 2000   | dayOfWeek dayOfYear:3 month dayOfMonth weekOfMonth
          d     | 1000   | dayOfWeek dayOfYear:1
          d     | 500    | dayOfWeek
          d     | 10     |
          b     | 1400   | weekday dayOfYear:3 month dayOfMonth weekOfMonth
          b     | 600    | weekday dayOfYear:1
          w     | 200    | dayOfYear:1
          w     | 60     |
          m     | 48     | month
          m     | 20     |
          q     | 16     | quarter
          y     | 50     |
          h     | 20000  | timeOfDay:4 hourOfDay dayOfWeek dayOfYear:2
          h     | 1000   | timeOfDay:4 hourOfDay dayOfWeek
          h     | 100    | timeOfDay:4
          5min  | 1000   | timeOfDay:4
          7d    | 200    | dayOfYear:1
          """)
  void inputsFollowFromTheStepAndTheLength(String frequency, int rows, String expected) {
    List<String> names = expected == null ? List.of() : List.of(expected.split(" "));
    assertThat(spec(frequency, rows, "").features()).isEqualTo(names);
  }

  @Test
  void inputsOfARhythmFollowFromItsRows() {
    Frequency shop = Frequency.parse("d").withRhythm(List.of(1, 2, 3, 4, 5, 6));
    assertThat(chosen(shop, 700)).containsExactly("dayOfWeek", "dayOfYear:1");
    assertThat(chosen(shop, 600)).as("less than two years").containsExactly("dayOfWeek");
    Frequency payDays = Frequency.of(Frequency.Unit.MONTH, 1).withRhythm(List.of(1, 15));
    assertThat(chosen(payDays, 48)).containsExactly("month", "dayOfMonth");
    assertThat(chosen(payDays, 12)).containsExactly("dayOfMonth");
    Frequency hours = Frequency.parse("h").withRhythm(List.of(9 * 3600, 10 * 3600, 11 * 3600));
    assertThat(chosen(hours, 60)).containsExactly("timeOfDay:4", "hourOfDay", "dayOfWeek");
  }

  private static List<String> chosen(Frequency frequency, int rows) {
    TimeAxis axis = TimeAxis.regular(START.plusHours(9), rows, frequency);
    return CalendarSpec.choose(axis, rows, Optional.empty()).features();
  }

  @Test
  void oneHotInputsHaveExactlyOneOne() {
    CalendarFeatures features = new CalendarFeatures(spec("m", 48, ""));
    assertThat(features.names()).hasSize(12).startsWith("month=JANUARY", "month=FEBRUARY");
    for (int i = 0; i < 60; i++) {
      float[] row = features.at(START.plusMonths(i));
      for (int month = 0; month < 12; month++) {
        assertThat(row[month]).isEqualTo(month == i % 12 ? 1 : 0);
      }
    }
  }

  @Test
  void cyclesCloseAtTheEndOfLeapYearsToo() {
    CalendarFeatures features = new CalendarFeatures(spec("d", 2000, ""));
    int sine = features.names().indexOf("dayOfYear.sin1");
    for (int year = 1899; year < 2105; year++) {
      float[] last = features.at(LocalDate.of(year, 12, 31).atStartOfDay());
      float[] first = features.at(LocalDate.of(year + 1, 1, 1).atStartOfDay());
      assertThat(first[sine]).isZero();
      assertThat(first[sine + 1]).isEqualTo(1);
      assertThat(last[sine]).isCloseTo(-0.0172f, within(1e-4f));
      for (int j = 0; j < 6; j++) {
        assertThat(last[sine + j]).isCloseTo(first[sine + j], within(0.06f));
      }
    }
  }

  @Test
  void timeOfDayTurnsOnceADay() {
    CalendarFeatures features = new CalendarFeatures(spec("h", 100, ""));
    assertThat(features.names()).startsWith("timeOfDay.sin1", "timeOfDay.cos1");
    assertThat(features.at(START.withHour(6))[0]).isCloseTo(1, within(1e-6f));
    assertThat(features.at(START.withHour(12))[1]).isCloseTo(-1, within(1e-6f));
    assertThat(features.at(START.withHour(3))[2]).as("sin2").isCloseTo(1, within(1e-6f));
  }

  @Test
  void holidaysOfTheUnitedStates() {
    CalendarFeatures features = new CalendarFeatures(spec("d", 1096, "US"));
    assertThat(value(features, "2014-11-27", "holiday=THANKSGIVING")).isEqualTo(1);
    assertThat(value(features, "2014-11-28", "holiday=THANKSGIVING+1")).isEqualTo(1);
    assertThat(value(features, "2014-12-24", "holiday=CHRISTMAS-1")).isEqualTo(1);
    assertThat(value(features, "2014-12-25", "holiday=CHRISTMAS")).isEqualTo(1);
    assertThat(value(features, "2014-12-26", "holiday=CHRISTMAS+1")).isEqualTo(1);
    assertThat(value(features, "2014-12-31", "holiday=NEW_YEAR-1")).isEqualTo(1);
    assertThat(value(features, "2015-01-02", "holiday=NEW_YEAR+1")).isEqualTo(1);
    assertThat(value(features, "2014-12-29", "holiday=CHRISTMAS")).isZero();
    // July 4, 2010 was a Sunday.
    assertThat(value(features, "2010-07-04", "holiday=INDEPENDENCE_DAY")).isEqualTo(1);
    assertThat(value(features, "2010-07-05", "holidayObserved")).isEqualTo(1);
    assertThat(value(features, "2011-07-05", "holidayObserved")).isZero();
    // January 1, 2022 was a Saturday, observed in the year before.
    assertThat(value(features, "2021-12-31", "holidayObserved")).isEqualTo(1);
  }

  @Test
  void holidaysOfPartsOfACountryAndOfAnExchange() {
    assertThat(Holidays.of("DE").names(2020, 2020)).doesNotContain("EPIPHANY");
    assertThat(Holidays.of("de-by").names(2020, 2020)).contains("EPIPHANY");
    assertThat(Holidays.of("NYSE").in(2021)).isNotEmpty();
  }

  @Test
  void easterMovesWithTheYear() {
    Holidays germany = Holidays.of("DE");
    assertThat(germany.in(2024))
        .anySatisfy(
            day -> {
              assertThat(day.name()).contains("EASTER_MONDAY");
              assertThat(day.date()).isEqualTo("2024-04-01");
            });
    assertThat(germany.in(2025))
        .anySatisfy(
            day -> {
              assertThat(day.name()).contains("EASTER_MONDAY");
              assertThat(day.date()).isEqualTo("2025-04-21");
            });
  }

  @Test
  void aHolidayThatBeginsAfterTheTrainingRowsHasNoInput() {
    // Juneteenth is a federal holiday since 2021.
    CalendarSpec before = spec("d", 1000, "US");
    assertThat(before.holidayNames()).contains("CHRISTMAS").doesNotContain("JUNETEENTH");
    CalendarFeatures features = new CalendarFeatures(before);
    assertThat(features.at(LocalDate.of(2023, 6, 19).atStartOfDay())).hasSize(features.size());
    assertThat(spec("d", 1500, "US").holidayNames()).contains("JUNETEENTH");
  }

  @Test
  void hoursOfAHolidayAreAllHoliday() {
    CalendarFeatures features = new CalendarFeatures(spec("h", 10_000, "US"));
    int christmas = features.names().indexOf("holiday=CHRISTMAS");
    for (int hour = 0; hour < 24; hour++) {
      assertThat(features.at(LocalDateTime.of(2019, 12, 25, hour, 0))[christmas]).isEqualTo(1);
    }
  }

  /** Each hour of a day has the inputs of its wall clock, on days of 23 and 25 hours too. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, DE, 2024-03-31, 23, EASTER_MONDAY-1",
    "Europe/Berlin, DE, 2024-10-27, 25, ",
    "America/New_York, US, 2024-03-10, 23, ",
    "America/New_York, US, 2024-11-03, 25, ",
    "Australia/Sydney, AU, 2024-10-06, 23, ",
    "Australia/Sydney, AU, 2024-04-07, 25, ",
    "Asia/Shanghai, CN, 2024-02-10, 24, SPRING_FESTIVAL",
    "Asia/Shanghai, CN, 1991-04-14, 23, "
  })
  void hoursFollowTheClockWhereItChanges(
      String zone, String country, String day, int hours, String holiday) {
    CalendarSpec spec =
        new CalendarSpec(
            Frequency.parse("h"),
            country,
            Holidays.of(country).names(2024, 2024),
            List.of("hourOfDay", "dayOfWeek"));
    CalendarFeatures features = new CalendarFeatures(spec);
    LocalDate date = LocalDate.parse(day);
    Stamp start = Stamp.utc(date.minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant());
    int onTheDay = 0;
    int onTheHoliday = 0;
    for (int step = 0; step < 5 * 24; step++) {
      Stamp stamp = TimeAxis.plus(start, Optional.of(ZoneId.of(zone)), Frequency.parse("h"), step);
      float[] row = features.at(stamp.local());
      assertThat(row[stamp.local().getHour()]).isEqualTo(1);
      assertThat(row[24 + stamp.local().getDayOfWeek().ordinal()]).isEqualTo(1);
      boolean same = stamp.local().toLocalDate().equals(date);
      onTheDay += same ? 1 : 0;
      for (int at = 0; holiday != null && at < row.length; at++) {
        boolean named = features.names().get(at).endsWith(holiday);
        onTheHoliday += same && named && row[at] == 1 ? 1 : 0;
      }
    }
    assertThat(onTheDay).isEqualTo(hours);
    assertThat(onTheHoliday).isEqualTo(holiday == null ? 0 : hours);
  }

  @Test
  void refusesACountryThatIsNotKnown() {
    assertThatThrownBy(() -> Holidays.of("XX"))
        .isInstanceOf(TableException.class)
        .hasMessageStartingWith("holidays has no country \"XX\". Codes are: AD, AE, AL, AM, AR,")
        .hasMessageContaining(" US, ");
    assertThatThrownBy(() -> Holidays.of("Germany"))
        .hasMessageStartingWith("holidays has no country \"Germany\"; did you mean DE? Codes are");
    assertThatThrownBy(() -> Holidays.of("uk"))
        .hasMessageStartingWith("holidays has no country \"uk\"; did you mean GB? Codes are");
    assertThatThrownBy(() -> Holidays.of("DE-XX"))
        .hasMessage(
            "holidays has no part \"XX\" of DE. Parts are: BB, BE, BW, BY, HB, HE, HH, MV, NI,"
                + " NW, RP, SH, SL, SN, ST, TH.");
  }

  @Test
  void refusesHolidaysWhereThereAreNoDays() {
    assertThatThrownBy(() -> spec("m", 48, "US"))
        .isInstanceOf(TableException.class)
        .hasMessage(
            "holidays US needs rows with dates at most a day apart; these are monthly. Leave"
                + " holidays out.");
    assertThatThrownBy(() -> CalendarSpec.choose(TimeAxis.ofRows(100), 100, Optional.of("US")))
        .hasMessageContaining("these are by row");
  }

  @Test
  void jsonRebuildsTheSameInputs() {
    CalendarSpec written = spec("d", 1096, "US");
    CalendarSpec read = new Gson().fromJson(new Gson().toJson(written), CalendarSpec.class);
    assertThat(read).isEqualTo(written);
    CalendarFeatures before = new CalendarFeatures(written);
    CalendarFeatures after = new CalendarFeatures(read);
    assertThat(after.names()).isEqualTo(before.names());
    Random random = new Random(9);
    for (int trial = 0; trial < 1000; trial++) {
      LocalDateTime time = START.plusDays(random.nextInt(20_000) - 8000);
      assertThat(after.at(time)).containsExactly(before.at(time));
    }
  }

  @Test
  void refusesASpecThatIsDamagedOrNewer() {
    assertThatThrownBy(() -> new Gson().fromJson("{\"holidays\":\"\"}", CalendarSpec.class))
        .hasRootCauseInstanceOf(TableException.class);
    CalendarSpec newer =
        new CalendarSpec(Frequency.parse("d"), "", List.of(), List.of("moonPhase:2"));
    assertThatThrownBy(() -> new CalendarFeatures(newer))
        .isInstanceOf(TableException.class)
        .hasMessage(
            "There is no calendar input \"moonPhase:2\". The model may have been written by a"
                + " newer version.");
  }

  @Test
  void rowsReachPastTheData() {
    TimeAxis axis = TimeAxis.regular(START, 100, Frequency.parse("d"));
    CalendarFeatures features =
        new CalendarFeatures(CalendarSpec.choose(axis, 100, Optional.empty()));
    float[][] rows = features.rows(axis, 90, 130);
    for (int i = 0; i < 40; i++) {
      assertThat(rows[i]).containsExactly(features.at(START.plusDays(90 + i)));
    }
    assertThat(new CalendarFeatures(CalendarSpec.none(axis.frequency())).rows(axis, 0, 3))
        .isDeepEqualTo(new float[3][0]);
  }
}
