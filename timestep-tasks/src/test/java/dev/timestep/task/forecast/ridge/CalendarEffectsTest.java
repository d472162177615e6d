package dev.timestep.task.forecast.ridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.table.CalendarFeatures;
import dev.timestep.task.table.CalendarSpec;
import dev.timestep.task.table.Frequency;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Eight years of days on which two feasts fall, one on a date and one on a weekday. */
class CalendarEffectsTest {
  private static final LocalDate START = LocalDate.of(2001, 1, 1);
  private static final int ROWS = 8 * 365;
  private static final int TRAINED = 6 * 365;
  private static final CalendarFeatures FEATURES =
      new CalendarFeatures(
          new CalendarSpec(
              Frequency.parse("d"),
              "",
              List.of(),
              List.of("dayOfWeek", "month", "dayOfMonth", "weekOfMonth")));
  private static final CalendarProducts PRODUCTS = CalendarProducts.of(FEATURES.names());

  private final float[][] known = new float[ROWS][];
  private final double[] y = new double[ROWS];

  CalendarEffectsTest() {
    Random random = new Random(5);
    for (int row = 0; row < ROWS; row++) {
      LocalDate date = START.plusDays(row);
      known[row] = FEATURES.at(date.atStartOfDay());
      y[row] = 1000 + row * 0.01 + random.nextGaussian() + (feast(date) ? -100 : 0);
    }
  }

  /** Christmas, and the fourth Thursday in November. */
  private static boolean feast(LocalDate date) {
    return date.getMonthValue() == 12 && date.getDayOfMonth() == 25
        || date.getMonthValue() == 11
            && date.getDayOfWeek() == DayOfWeek.THURSDAY
            && (date.getDayOfMonth() - 1) / 7 == 3;
  }

  private CalendarEffects chosen(double[] values) {
    return CalendarEffects.choose(PRODUCTS, known, new double[][] {values}, TRAINED, 365, 365, 7);
  }

  @Test
  void datesAndWeekdaysOfAMonthAreMultiplied() {
    // 12 months by 31 days, 7 weekdays by 12 months by 5 weeks.
    assertThat(PRODUCTS.products()).hasSize(12 * 31 + 7 * 12 * 5);
    CalendarProducts.Sparse row = PRODUCTS.of(FEATURES.at(LocalDate.of(2001, 11, 22).atTime(0, 0)));
    assertThat(row.values()).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(row.places()[4]).isEqualTo(PRODUCTS.inputs() + 10 * 31 + 21);
    assertThat(row.places()[5]).isEqualTo(PRODUCTS.inputs() + 12 * 31 + (3 * 12 + 10) * 5 + 3);
  }

  @Test
  void aCalendarWithOneInputHasNoProducts() {
    assertThat(CalendarProducts.of(List.of("month=MAY", "month=JUNE")).isEmpty()).isTrue();
    assertThat(CalendarProducts.of(List.of()).isEmpty()).isTrue();
  }

  @Test
  void hoursAndHolidaysAreMultipliedByWeekdays() {
    CalendarProducts hours =
        CalendarProducts.of(
            List.of("timeOfDay.sin1", "hourOfDay=0", "hourOfDay=1", "dayOfWeek=MONDAY"));
    assertThat(hours.products()).containsExactly(new int[] {1, 3}, new int[] {2, 3});
    CalendarProducts waves = CalendarProducts.of(List.of("timeOfDay.sin1", "dayOfWeek=MONDAY"));
    assertThat(waves.products()).containsExactly(new int[] {0, 1});
    CalendarProducts holidays =
        CalendarProducts.of(List.of("dayOfWeek=MONDAY", "holiday=EASTER", "holidayObserved"));
    assertThat(holidays.products()).containsExactly(new int[] {1, 0}, new int[] {2, 0});
  }

  @Test
  void feastsOfLaterYearsAreFound() {
    double[] effects = chosen(y).rows(PRODUCTS, known, 0);
    for (int row = TRAINED; row < ROWS; row++) {
      boolean feast = feast(START.plusDays(row));
      assertThat(effects[row])
          .as(START.plusDays(row).toString())
          .isBetween(feast ? -115.0 : -12.0, feast ? -75.0 : 12.0);
    }
  }

  /** The gradient over all rows is that of the penalty. */
  @Test
  void theWeightsMinimiseSquaresAndPenalty() {
    double[][] series = {y};
    CalendarEffects effects = CalendarEffects.of(PRODUCTS, known, series, TRAINED, 365, 3);
    double[] level = new double[TRAINED];
    for (int row = 0; row < TRAINED; row++) {
      int from = Math.clamp(row - 182, 0, TRAINED - 365);
      level[row] = Arrays.stream(y, from, from + 365).average().orElseThrow();
    }
    double[] w = effects.weights()[0];
    double[] gradient = new double[w.length];
    for (int row = 0; row < TRAINED; row++) {
      CalendarProducts.Sparse x = PRODUCTS.of(known[row]);
      double missed = y[row] - level[row] - x.times(w);
      for (int at = 0; at < x.places().length; at++) {
        gradient[x.places()[at]] += missed * x.values()[at];
      }
    }
    for (int at = 0; at < w.length; at++) {
      assertThat(gradient[at] - 3 * w[at]).isCloseTo(0, within(1e-6));
    }
  }

  @Test
  void noRowAfterTheValidationRowsIsRead() {
    double[] changed = y.clone();
    Arrays.fill(changed, TRAINED + 365, ROWS, Double.NaN);
    assertThat(chosen(changed).penalty()).isEqualTo(chosen(y).penalty());
    assertThat(chosen(changed).weights()).isDeepEqualTo(chosen(y).weights());
  }

  @Test
  void validationRowsChooseThePenaltyAlone() {
    double[] changed = y.clone();
    for (int row = TRAINED; row < TRAINED + 365; row++) {
      changed[row] += 50 * Math.sin(row * 1.7);
    }
    CalendarEffects other = chosen(changed);
    assertThat(
            CalendarEffects.of(PRODUCTS, known, new double[][] {y}, TRAINED, 365, other.penalty())
                .weights())
        .isDeepEqualTo(other.weights());
  }

  @Test
  void aConstantSeriesHasNoEffects() {
    double[] flat = new double[ROWS];
    Arrays.fill(flat, 7e8);
    assertThat(chosen(flat).rows(PRODUCTS, known, 0)).containsOnly(0);
  }

  @Test
  void damagedNumbersAreRefused() {
    assertThatThrownBy(() -> new CalendarEffects(new double[1][2], 0))
        .hasMessageContaining("a penalty above 0");
    assertThatThrownBy(() -> new CalendarEffects(new double[1][2], 1).rows(PRODUCTS, known, 0))
        .hasMessageContaining("expect as many");
  }
}
