package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.ScoreTable;
import dev.timestep.task.forecast.window.Observed;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final double[][] TARGETS = {{1, 2, 4, 8, 16, 32}, {0, 0, 0, 0, 10, 10}};

  /** Forecasts 5 and 10 for the first target, 1 and 2 for the second, whatever the origin. */
  private static ForecastErrors errors() {
    return ForecastErrors.measure(
        "fixed",
        origin -> new double[][] {{5, 10}, {1, 2}},
        TARGETS,
        Observed.ALL,
        new int[] {2, 3},
        2);
  }

  @Test
  void errorsOfTwoWindowsByHand() {
    // Origin 2: |5-4|, |10-8|; origin 3: |5-8|, |10-16|.
    Metrics first = errors().byTarget(List.of(OptionalDouble.of(2), OptionalDouble.empty())).get(0);
    assertThat(first.mae()).isCloseTo((1 + 2 + 3 + 6) / 4.0, within(1e-12));
    assertThat(first.rmse()).isCloseTo(Math.sqrt((1 + 4 + 9 + 36) / 4.0), within(1e-12));
    assertThat(first.mase()).hasValue(1.5);
    assertThat(first.maeByStep()).containsExactly(2, 4);
  }

  @Test
  void severalTargetsAreAveragedAndMaseOnlyOverThoseThatHaveOne() {
    ForecastErrors errors = errors();
    Metrics mean =
        ForecastErrors.mean(errors.byTarget(List.of(OptionalDouble.of(2), OptionalDouble.empty())));
    // Second target: |1-0|, |2-0|; |1-0|, |2-10|.
    assertThat(mean.mae()).isCloseTo((3 + 3) / 2.0, within(1e-12));
    assertThat(mean.maeByStep()).containsExactly(1.5, 4.5);
    assertThat(mean.mase()).hasValue(1.5);
    assertThat(errors.byWindow())
        .containsExactly(
            new double[] {(1 + 2 + 1 + 2) / 4.0, (3 + 6 + 1 + 8) / 4.0}, within(1e-12));
  }

  @Test
  void theScaleIsSeasonalNaivesErrorOnTrainingRowsOnly() {
    double[] series = {1, 5, 2, 8, 100, -7};
    // |2-1| and |8-5|; the rows from 4 on are not training rows.
    assertThat(Metrics.naiveScale(series, 4, 2)).hasValue(2);
    series[4] = Double.NaN;
    assertThat(Metrics.naiveScale(series, 4, 2)).hasValue(2);
  }

  @Test
  void whereTrainingRowsNeverChangeThereIsNoScaleAndNoMase() {
    assertThat(Metrics.naiveScale(new double[] {3, 3, 3, 9}, 3, 1)).isEmpty();
    assertThat(Metrics.naiveScale(new double[] {1, 2, 1, 2, 5}, 4, 2)).isEmpty();
    assertThat(Metrics.naiveScale(new double[] {1, 2, 3}, 2, 2)).isEmpty();
    assertThat(errors().byTarget(List.of(OptionalDouble.empty(), OptionalDouble.empty())))
        .allSatisfy(metrics -> assertThat(metrics.mase()).isEmpty());
  }

  @Test
  void skillIsTheShareOfTheOpponentsErrorThatIsGone() {
    assertThat(ScoreTable.skill(75, 100)).hasValue(0.25);
    assertThat(ScoreTable.skill(150, 100)).hasValue(-0.5);
    assertThat(ScoreTable.skill(1, 0)).isEmpty();
  }

  @Test
  void aForecastThatIsNotFiniteOrMisshapenIsRefusedByName() {
    assertThatThrownBy(
            () ->
                ForecastErrors.measure(
                    "network",
                    origin -> new double[][] {{1, Double.NaN}, {1, 2}},
                    TARGETS,
                    Observed.ALL,
                    new int[] {2},
                    2))
        .hasMessageContaining("network is not finite")
        .hasMessageContaining("target 0 at origin 2, step 1");
    assertThatThrownBy(
            () ->
                ForecastErrors.measure(
                    "network", origin -> new double[2][3], TARGETS, Observed.ALL, new int[] {2}, 2))
        .hasMessageContaining("network expects to forecast [2 targets, 2 steps]; received [2, 3]");
  }
}
