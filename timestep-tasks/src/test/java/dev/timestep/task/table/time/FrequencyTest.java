package dev.timestep.task.table.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.Frequency.Unit;
import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.TableException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrequencyTest {

  private static final LocalDateTime NOON = LocalDateTime.of(2021, 3, 4, 12, 0);

  @ParameterizedTest
  @CsvSource({
    "s, SECOND, 1, 3600, every second",
    "5min, MINUTE, 5, 288, every 5 minutes",
    "30 minutes, MINUTE, 30, 48, every 30 minutes",
    "h, HOUR, 1, 24, hourly",
    "2h, HOUR, 2, 12, every 2 hours",
    "d, DAY, 1, 7, daily",
    "b, BUSINESS_DAY, 1, 5, business days",
    "w, WEEK, 1, 52, weekly",
    "m, MONTH, 1, 12, monthly",
    "q, QUARTER, 1, 4, quarterly",
    "y, YEAR, 1, 1, yearly",
    "7min, MINUTE, 7, 1, every 7 minutes",
    "250ms, MILLISECOND, 250, 4, every 250 milliseconds"
  })
  void hasACodeASeasonAndAName(String code, Unit unit, int step, int season, String label) {
    Frequency frequency = Frequency.parse(code);
    assertThat(frequency).isEqualTo(Frequency.of(unit, step));
    assertThat(frequency.seasonLength()).isEqualTo(season);
    assertThat(frequency.label()).isEqualTo(label);
    assertThat(Frequency.parse(frequency.code())).isEqualTo(frequency);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "0h", "-1d", "fortnight", "99999999999d"})
  void refusesACodeThatIsNone(String code) {
    assertThatThrownBy(() -> Frequency.parse(code))
        .isInstanceOf(TableException.class)
        .hasMessage(
            "freq expects a step such as s, 5min, h, d, b (business days), w, m, q or y; received"
                + " \""
                + code
                + "\".");
  }

  @Test
  void monthEndsStayMonthEnds() {
    Frequency monthEnd = new Frequency(Unit.MONTH, 1, 31);
    LocalDateTime january = LocalDate.of(2024, 1, 31).atStartOfDay();
    assertThat(monthEnd.plus(january, 1).toLocalDate()).isEqualTo("2024-02-29");
    assertThat(monthEnd.plus(monthEnd.plus(january, 1), 1).toLocalDate()).isEqualTo("2024-03-31");
    assertThat(monthEnd.plus(january, 13).toLocalDate()).isEqualTo("2025-02-28");
    Frequency the30th = new Frequency(Unit.MONTH, 1, 30);
    assertThat(the30th.plus(LocalDate.of(2023, 2, 28).atStartOfDay(), 1).toLocalDate())
        .isEqualTo("2023-03-30");
    assertThat(
            new Frequency(Unit.QUARTER, 1, 31)
                .plus(LocalDate.of(2023, 9, 30).atStartOfDay(), 1)
                .toLocalDate())
        .isEqualTo("2023-12-31");
    assertThat(
            new Frequency(Unit.YEAR, 1, 29)
                .plus(LocalDate.of(2024, 2, 29).atStartOfDay(), 1)
                .toLocalDate())
        .isEqualTo("2025-02-28");
  }

  @Test
  void businessDaysSkipWeekends() {
    Frequency business = Frequency.parse("b");
    LocalDateTime friday = LocalDate.of(2021, 3, 5).atStartOfDay();
    assertThat(business.plus(friday, 1).toLocalDate()).isEqualTo("2021-03-08");
    assertThat(business.plus(friday, 5).toLocalDate()).isEqualTo("2021-03-12");
    assertThat(business.plus(friday, -5).toLocalDate()).isEqualTo("2021-02-26");
    assertThat(business.plus(LocalDate.of(1969, 12, 31).atStartOfDay(), 3).toLocalDate())
        .isEqualTo("1970-01-05");
  }

  @Test
  void stepsBelowADayCountElapsedTimeInAZone() {
    ZonedDateTime before = ZonedDateTime.of(2021, 3, 28, 1, 0, 0, 0, ZoneId.of("Europe/Berlin"));
    assertThat(Frequency.parse("h").plus(before, 1).toLocalDateTime())
        .isEqualTo(LocalDateTime.of(2021, 3, 28, 3, 0));
    assertThat(Frequency.parse("d").plus(before, 1).toLocalDateTime())
        .isEqualTo(LocalDateTime.of(2021, 3, 29, 1, 0));
  }

  /** Random starts and steps of every unit: what wrote the times is what is inferred from them. */
  @Test
  void isInferredFromTheTimesThatItMakes() {
    Random random = new Random(20210304);
    List<Frequency> kinds = new ArrayList<>();
    for (String code :
        List.of("s", "15s", "min", "5min", "10min", "15min", "30min", "h", "3h", "6h")) {
      kinds.add(Frequency.parse(code));
    }
    for (String code :
        List.of("d", "2d", "3d", "b", "w", "2w", "m", "q", "y", "2m", "5y", "100ms")) {
      kinds.add(Frequency.parse(code));
    }
    for (int trial = 0; trial < 600; trial++) {
      Frequency written = kinds.get(trial % kinds.size());
      LocalDateTime start =
          LocalDate.of(1950 + random.nextInt(100), 1 + random.nextInt(12), 1)
              .plusDays(random.nextInt(31))
              .atTime(random.nextInt(24), random.nextInt(60));
      if (written.unit() == Unit.BUSINESS_DAY && Frequency.isWeekend(start.toLocalDate())) {
        start = start.plusDays(2);
      }
      if (written.unit().compareTo(Unit.MONTH) >= 0) {
        written = new Frequency(written.unit(), written.step(), start.getDayOfMonth());
      }
      Stamp[] stamps = new Stamp[30 + random.nextInt(40)];
      for (int i = 0; i < stamps.length; i++) {
        stamps[i] = Stamp.local(written.plus(start, i));
      }
      Frequency found = FrequencyFinder.find(stamps).orElseThrow();
      assertThat(found.sameStep(written)).as("%s from %s: %s", written, start, found).isTrue();
      for (int i = 1; i < stamps.length; i++) {
        assertThat(FrequencyFinder.steps(found, stamps[i - 1], stamps[i])).isEqualTo(1);
      }
      assertThat(found.plus(stamps[0].local(), stamps.length - 1L))
          .as("%s from %s", written, start)
          .isEqualTo(stamps[stamps.length - 1].local());
    }
  }

  /** A series from which a tenth of the rows was lost still shows its step. */
  @Test
  void isInferredAcrossGaps() {
    Random random = new Random(42);
    for (String code : List.of("5min", "h", "d", "w", "m")) {
      Frequency written = Frequency.parse(code);
      List<Stamp> stamps = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        if (i == 0 || random.nextInt(10) > 0) {
          stamps.add(Stamp.local(written.plus(LocalDate.of(2015, 3, 1).atStartOfDay(), i)));
        }
      }
      assertThat(FrequencyFinder.find(stamps.toArray(Stamp[]::new)))
          .hasValueSatisfying(found -> assertThat(found.sameStep(written)).as(code).isTrue());
    }
  }

  @Test
  void theLastTradingDaysOfMonthsAreMonthly() {
    Stamp[] stamps = new Stamp[48];
    for (int i = 0; i < stamps.length; i++) {
      LocalDate date = LocalDate.of(2019, 1, 1).plusMonths(i + 1L).minusDays(1);
      while (Frequency.isWeekend(date)) {
        date = date.minusDays(1);
      }
      stamps[i] = Stamp.local(date.atStartOfDay());
    }
    Frequency monthly = FrequencyFinder.find(stamps).orElseThrow();
    assertThat(monthly).isEqualTo(new Frequency(Unit.MONTH, 1, Frequency.LAST_WEEKDAY));
    // 2023-04-30 is a Sunday, 2023-09-30 a Saturday.
    LocalDateTime last = LocalDateTime.of(2023, 3, 31, 0, 0);
    assertThat(monthly.plus(last, 1).toLocalDate()).isEqualTo(LocalDate.of(2023, 4, 28));
    assertThat(monthly.plus(last, 2).toLocalDate()).isEqualTo(LocalDate.of(2023, 5, 31));
    assertThat(monthly.plus(last, 6).toLocalDate()).isEqualTo(LocalDate.of(2023, 9, 29));
    // Good Friday 2024 was the last weekday of March: the exchange closed on the 28th.
    stamps[20] = Stamp.local(stamps[20].local().minusDays(1));
    assertThat(FrequencyFinder.find(stamps)).contains(monthly);
    // Days that lie further from the end belong to another rule.
    stamps[20] = Stamp.local(stamps[20].local().minusDays(7));
    assertThat(FrequencyFinder.find(stamps).orElseThrow().anchorDay()).isEqualTo(31);
  }

  @Test
  void fourWeeksAreNotAMonth() {
    Stamp[] stamps = new Stamp[40];
    for (int i = 0; i < stamps.length; i++) {
      stamps[i] = Stamp.local(NOON.plusDays(28L * i));
    }
    assertThat(FrequencyFinder.find(stamps)).contains(Frequency.of(Unit.WEEK, 4));
  }

  @Test
  void noStepIsFoundWhereThereIsNone() {
    Random random = new Random(3);
    Stamp[] stamps = new Stamp[50];
    LocalDateTime time = NOON;
    for (int i = 0; i < stamps.length; i++) {
      stamps[i] = Stamp.local(time);
      time = time.plusSeconds(1 + random.nextInt(100_000));
    }
    assertThat(FrequencyFinder.find(stamps)).isEmpty();
  }

  @Test
  void aYearHoldsThisManySteps() {
    assertThat(Frequency.parse("d").perYear()).isEqualTo(365.2425);
    assertThat(Frequency.parse("6h").perYear()).isEqualTo(1460.97);
    assertThat(Frequency.parse("2m").perYear()).isEqualTo(6);
    assertThat(Frequency.of(Unit.ROW, 1).perYear()).isZero();
  }
}
