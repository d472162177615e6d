package dev.timestep.task.forecast.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final double[] SERIES = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};

  @Test
  void naiveRepeatsTheLastValue() {
    assertThat(new Baseline.Naive().forecast(SERIES, 6, 3)).containsExactly(9, 9, 9);
  }

  @Test
  void seasonalNaiveRepeatsTheLastSeasonBeyondItsLength() {
    assertThat(new Baseline.SeasonalNaive(3).forecast(SERIES, 6, 7))
        .containsExactly(1, 5, 9, 1, 5, 9, 1);
  }

  @Test
  void driftContinuesTheLineFromFirstToLast() {
    // From 3 at row 0 to 9 at row 5 the slope is 6/5.
    double[] forecast = new Baseline.Drift().forecast(SERIES, 6, 2);
    assertThat(forecast).containsExactly(new double[] {10.2, 11.4}, within(1e-12));
  }

  @Test
  void slotMeanAveragesTheSameSlotOfTheLastSeasons() {
    // Rows 3 and 6 (1, 2), rows 4 and 7 (5, 6), rows 5 and 8 (9, 5), then the first again.
    assertThat(new Baseline.SlotMean(3, 2).forecast(SERIES, 9, 4))
        .containsExactly(1.5, 5.5, 7, 1.5);
  }

  @Test
  void lastYearTakesTheValueAYearAgoAndTheMoveOfTheLevel() {
    // Origin 9, year 5, level 2: levels (6 + 5) / 2 and (4 + 1) / 2 differ by 3.
    assertThat(new Baseline.LastYear(5, 2).forecast(SERIES, 9, 6))
        .containsExactly(8, 12, 5, 9, 8, 8);
  }

  @Test
  void aYearIsRoundedSoThatWeekdaysMeet() {
    assertThat(Baseline.LastYear.of(7, 365.25)).isEqualTo(new Baseline.LastYear(364, 28));
    assertThat(Baseline.LastYear.of(7, 365)).isEqualTo(new Baseline.LastYear(364, 28));
    assertThat(Baseline.LastYear.of(24, 8766)).isEqualTo(new Baseline.LastYear(8736, 672));
    assertThat(Baseline.LastYear.of(168, 8766)).isEqualTo(new Baseline.LastYear(8736, 672));
    assertThat(Baseline.LastYear.of(12, 12)).isEqualTo(new Baseline.LastYear(12, 1));
    assertThat(Baseline.LastYear.of(52, 52.18)).isEqualTo(new Baseline.LastYear(52, 4));
    assertThat(Baseline.LastYear.of(5, 252)).isEqualTo(new Baseline.LastYear(250, 20));
  }

  @Test
  void theStandardSetFollowsSeasonAndYear() {
    assertThat(Baseline.standard(7, 365.25))
        .extracting(Baseline::name)
        .containsExactly("naive", "seasonal_naive", "drift", "slot_mean", "last_year");
    assertThat(Baseline.standard(1, 0))
        .extracting(Baseline::name)
        .containsExactly("naive", "drift", "slot_mean");
  }

  @Test
  void noValueFromTheOriginOnIsRead() {
    Random random = new Random(3);
    List<Baseline> baselines = Baseline.standard(7, 91);
    for (int trial = 0; trial < 50; trial++) {
      int origin = 120 + random.nextInt(60);
      double[] series = random.doubles(220, -5, 5).toArray();
      double[] changed = series.clone();
      for (int row = origin; row < changed.length; row++) {
        changed[row] = Double.NaN;
      }
      for (Baseline baseline : baselines) {
        assertThat(baseline.forecast(changed, origin, 30))
            .as(baseline.label())
            .containsExactly(baseline.forecast(series, origin, 30));
      }
    }
  }

  @Test
  void addingAConstantAddsItToEveryForecastAndScalingScalesIt() {
    double[] series = new Random(5).doubles(200).toArray();
    double[] moved = new double[series.length];
    for (int row = 0; row < series.length; row++) {
      moved[row] = 3 * series[row] + 10;
    }
    for (Baseline baseline : Baseline.standard(7, 91)) {
      double[] forecast = baseline.forecast(series, 150, 20);
      double[] expected = new double[forecast.length];
      for (int h = 0; h < expected.length; h++) {
        expected[h] = 3 * forecast[h] + 10;
      }
      assertThat(baseline.forecast(moved, 150, 20))
          .as(baseline.label())
          .containsExactly(expected, within(1e-9));
    }
  }

  @Test
  void exactlyTheStatedHistoryIsEnough() {
    double[] series = new Random(6).doubles(400).toArray();
    for (Baseline baseline : Baseline.standard(7, 91)) {
      int history = baseline.history();
      assertThat(baseline.forecast(series, history, 5)).hasSize(5).doesNotContain(Double.NaN);
      assertThatThrownBy(() -> baseline.forecast(series, history - 1, 5))
          .hasMessageContaining(history + " rows before the origin")
          .hasMessageContaining("received origin " + (history - 1));
    }
  }
}
