package dev.timestep.task.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holidays by the Chinese calendar, against dates that were published. */
class LunarHolidaysTest {

  private static Optional<LocalDate> date(String country, String name, int year) {
    List<LocalDate> dates =
        Holidays.of(country).in(year).stream()
            .filter(day -> day.name().equals(name))
            .map(Holidays.Day::date)
            .toList();
    assertThat(dates).hasSizeLessThan(2);
    return dates.stream().findFirst();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2000, 02-05", "2001, 01-24", "2002, 02-12", "2003, 02-01", "2004, 01-22", "2005, 02-09",
    "2006, 01-29", "2007, 02-18", "2008, 02-07", "2009, 01-26", "2010, 02-14", "2011, 02-03",
    "2012, 01-23", "2013, 02-10", "2014, 01-31", "2015, 02-19", "2016, 02-08", "2017, 01-28",
    "2018, 02-16", "2019, 02-05", "2020, 01-25", "2021, 02-12", "2022, 02-01", "2023, 01-22",
    "2024, 02-10", "2025, 01-29", "2026, 02-17", "2027, 02-06", "2028, 01-26", "2029, 02-13",
    "2030, 02-03"
  })
  void theSpringFestival(int year, String date) {
    LocalDate expected = LocalDate.parse(year + "-" + date);
    assertThat(date("CN", "SPRING_FESTIVAL", year)).contains(expected);
    assertThat(date("CN", "SPRING_FESTIVAL_2", year)).contains(expected.plusDays(1));
    assertThat(date("HK", "LUNAR_NEW_YEARS_DAY", year)).contains(expected);
    assertThat(Holidays.of("CN").chineseNewYear(year)).contains(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2008, 04-04, 06-08, 09-14",
    "2009, 04-04, 05-28, 10-03",
    "2010, 04-05, 06-16, 09-22",
    "2012, 04-04, 06-23, 09-30",
    "2014, 04-05, 06-02, 09-08",
    "2015, 04-05, 06-20, 09-27",
    "2016, 04-04, 06-09, 09-15",
    "2017, 04-04, 05-30, 10-04",
    "2018, 04-05, 06-18, 09-24",
    "2019, 04-05, 06-07, 09-13",
    "2020, 04-04, 06-25, 10-01",
    "2021, 04-04, 06-14, 09-21",
    "2022, 04-05, 06-03, 09-10",
    "2023, 04-05, 06-22, 09-29",
    "2024, 04-04, 06-10, 09-17",
    "2025, 04-04, 05-31, 10-06",
    "2026, 04-05, 06-19, 09-25",
    "2028, 04-04, 05-28, 10-03",
    "2030, 04-05, 06-05, 09-12"
  })
  void qingmingDragonBoatAndMidAutumn(int year, String qingming, String boats, String autumn) {
    assertThat(date("CN", "QINGMING", year)).contains(LocalDate.parse(year + "-" + qingming));
    assertThat(date("CN", "DRAGON_BOAT", year)).contains(LocalDate.parse(year + "-" + boats));
    assertThat(date("CN", "MID_AUTUMN", year)).contains(LocalDate.parse(year + "-" + autumn));
    assertThat(date("HK", "TUEN_NG_FESTIVAL", year)).contains(LocalDate.parse(year + "-" + boats));
  }

  @Test
  void theLawOfTheYearDecidesWhichDaysAreOff() {
    assertThat(Holidays.of("cn").names(2000, 2007))
        .containsExactly(
            "LABOUR_DAY",
            "LABOUR_DAY_2",
            "LABOUR_DAY_3",
            "NATIONAL_DAY",
            "NATIONAL_DAY_2",
            "NATIONAL_DAY_3",
            "NEW_YEAR",
            "SPRING_FESTIVAL",
            "SPRING_FESTIVAL_2",
            "SPRING_FESTIVAL_3");
    assertThat(Holidays.of("CN").names(2010, 2010))
        .contains("SPRING_FESTIVAL_EVE", "QINGMING", "DRAGON_BOAT", "MID_AUTUMN")
        .doesNotContain("SPRING_FESTIVAL_3", "LABOUR_DAY_2");
    assertThat(Holidays.of("CN").names(2019, 2019))
        .contains("SPRING_FESTIVAL_3")
        .doesNotContain("SPRING_FESTIVAL_EVE");
    assertThat(Holidays.of("CN").in(2025)).hasSize(13);
    assertThat(date("CN", "SPRING_FESTIVAL_EVE", 2025)).contains(LocalDate.of(2025, 1, 28));
    assertThat(date("CN", "LABOUR_DAY_2", 2025)).contains(LocalDate.of(2025, 5, 2));
  }

  /** Jollyday's lists for Hong Kong and Singapore end in 2024; a forecast goes on. */
  @Test
  void listsThatEndGoOn() {
    assertThat(date("HK", "CHUNG_YEUNG_FESTIVAL", 2024)).contains(LocalDate.of(2024, 10, 11));
    assertThat(date("HK", "CHUNG_YEUNG_FESTIVAL", 2025)).contains(LocalDate.of(2025, 10, 29));
    assertThat(date("HK", "BIRTHDAY_OF_THE_BUDDHA", 2025)).contains(LocalDate.of(2025, 5, 5));
    assertThat(date("HK", "DAY_FOLLOWING_CHINESE_MID_AUTUMN", 2025))
        .contains(LocalDate.of(2025, 10, 7));
    assertThat(date("SG", "VESAK_DAY", 2025)).contains(LocalDate.of(2025, 5, 12));
    assertThat(date("SG", "VESAK_DAY", 2026)).contains(LocalDate.of(2026, 5, 31));
    assertThat(Holidays.of("SG").in(2026))
        .filteredOn(day -> day.name().equals("CHINESE_NEW_YEAR"))
        .extracting(Holidays.Day::date)
        .containsExactly(LocalDate.of(2026, 2, 17), LocalDate.of(2026, 2, 18));
    // Jollyday has April 4 for 2026.
    assertThat(date("HK", "CHING_MING_FESTIVAL", 2026)).contains(LocalDate.of(2026, 4, 5));
  }

  /**
   * The lists, as far as they go, are what the calendar says, and stand with their days in lieu.
   */
  @Test
  void listedDaysStandAsTheyAre() {
    assertThat(Holidays.of("HK").in(2013))
        .contains(
            new Holidays.Day(
                "LUNAR_NEW_YEARS_DAY",
                LocalDate.of(2013, 2, 10),
                Optional.of(LocalDate.of(2013, 2, 13))));
    for (int year = 2007; year <= 2024; year++) {
      long lunar =
          Holidays.of("HK").in(year).stream()
              .filter(
                  day ->
                      day.name().contains("LUNAR_NEW")
                          || day.name().matches("(CHING|BIRTH|TUEN|CHUNG|DAY_FOLLOWING_CH).*"))
              .count();
      assertThat(lunar).as("holidays of %d", year).isEqualTo(8);
    }
  }

  /** The days in lieu of Hong Kong's Sundays after the list, as its government published them. */
  @Test
  void aSundayMovesToTheNextDayThatIsNotOff() {
    assertThat(Holidays.of("HK").in(2026))
        .contains(
            new Holidays.Day(
                "CHUNG_YEUNG_FESTIVAL",
                LocalDate.of(2026, 10, 18),
                Optional.of(LocalDate.of(2026, 10, 19))))
        .contains(
            new Holidays.Day(
                "BIRTHDAY_OF_THE_BUDDHA",
                LocalDate.of(2026, 5, 24),
                Optional.of(LocalDate.of(2026, 5, 25))));
    // February 3, 2030 is a Sunday; the 4th and 5th are off, so that the 6th is in lieu.
    assertThat(Holidays.of("HK").in(2030))
        .contains(
            new Holidays.Day(
                "LUNAR_NEW_YEARS_DAY",
                LocalDate.of(2030, 2, 3),
                Optional.of(LocalDate.of(2030, 2, 6))));
    assertThat(Holidays.of("CN").in(2030)).allMatch(day -> day.observed().isEmpty());
  }

  @Test
  void chinaHasNoParts() {
    assertThat(Holidays.codes()).contains("CN", "DE", "NYSE");
    assertThatThrownBy(() -> Holidays.of("CN-BJ"))
        .isInstanceOf(TableException.class)
        .hasMessage("holidays has no part \"BJ\" of CN. It has no parts.");
    assertThatThrownBy(() -> Holidays.of("China"))
        .hasMessageStartingWith("holidays has no country \"China\"; did you mean CN?");
    assertThat(Holidays.of("DE").chineseNewYear(2024)).isEmpty();
  }

  @Test
  void inputsTellHowFarTheSpringFestivalIs() {
    CalendarFeatures features = features("CN", 900);
    assertThat(features.names())
        .containsSubsequence(
            "springFestival=-14",
            "springFestival=-7",
            "springFestival=0",
            "springFestival=7",
            "springFestival=14",
            "holiday=SPRING_FESTIVAL-1",
            "holiday=SPRING_FESTIVAL",
            "holiday=SPRING_FESTIVAL+1");
    // The Spring Festival of 2024 is on February 10, that of 2023 on January 22.
    assertThat(around(features, "2024-02-10")).containsExactly(0, 0, 1, 0, 0);
    assertThat(around(features, "2024-01-27")).containsExactly(1, 0, 0, 0, 0);
    assertThat(around(features, "2024-02-12"))
        .containsExactly(new float[] {0, 0, 5 / 7f, 2 / 7f, 0}, within(1e-6f));
    assertThat(around(features, "2023-02-08"))
        .containsExactly(new float[] {0, 0, 0, 0, 4 / 7f}, within(1e-6f));
    for (String far : List.of("2024-01-20", "2024-03-02", "2023-12-31", "2023-07-01")) {
      assertThat(around(features, far)).containsOnly(0);
    }
    assertThat(features.at(LocalDate.of(2024, 2, 10).atTime(17, 0)))
        .isEqualTo(features.at(LocalDate.of(2024, 2, 10).atStartOfDay()));
    assertThat(features.holidayColumns())
        .noneMatch(at -> features.names().get(at).startsWith("springFestival"));
  }

  private static float[] around(CalendarFeatures features, String date) {
    float[] row = features.at(LocalDate.parse(date).atStartOfDay());
    int first = features.names().indexOf("springFestival=-14");
    return Arrays.copyOfRange(row, first, first + 5);
  }

  /** The rows of {@link #features} begin on January 1, 2018. */
  private static CalendarFeatures features(String country, int rows) {
    TimeAxis axis =
        TimeAxis.regular(LocalDate.of(2018, 1, 1).atStartOfDay(), rows, Frequency.parse("d"));
    return new CalendarFeatures(CalendarSpec.choose(axis, rows, Optional.of(country)));
  }

  @Test
  void theDistanceNeedsTwoFestivalsToLearnFrom() {
    // February 16, 2018 and February 5, 2019.
    assertThat(features("CN", 400).spec().features()).doesNotContain("springFestival");
    assertThat(features("CN", 401).spec().features()).contains("springFestival");
    assertThat(features("SG", 401).spec().features()).contains("springFestival");
    assertThat(features("US", 900).spec().features()).doesNotContain("springFestival");
    var damaged =
        new CalendarSpec(Frequency.parse("d"), "US", List.of(), List.of("springFestival"));
    assertThatThrownBy(() -> new CalendarFeatures(damaged))
        .isInstanceOf(TableException.class)
        .hasMessage(
            "Calendar input \"springFestival\" expects the holidays of a country that has it, such"
                + " as CN; received \"US\". The model file is damaged.");
  }

  @Test
  void datesAreFoundInAnyYearOfATable() {
    for (int year : IntStream.rangeClosed(1900, 2150).toArray()) {
      LocalDate date = Holidays.of("CN").chineseNewYear(year).orElseThrow();
      assertThat(date).isBetween(LocalDate.of(year, 1, 21), LocalDate.of(year, 2, 21));
    }
  }
}
