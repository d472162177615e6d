package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * The expected figures of {@link #measuresOfPoints} and {@link #measuresOfQuantiles} were worked
 * out by hand from the numbers in {@link #scores}; each is written as the sum that it is.
 */
class ForecastScoresTest {
  private static final ScoreLevels LEVELS = new ScoreLevels(new double[] {0.25, 0.5, 0.75}, 0.2);

  /** Changes of 2, 2, 6 and 6 from season to season: absolute 4, squared 20. */
  private static final SeriesScale SCALE = SeriesScale.of(new double[] {1, 2, 3, 4, 9, 10}, 6, 2);

  /** One series, two windows of two steps: errors -2, 5 and 0, -1. */
  private static ForecastScores scores() {
    ForecastScores scores = new ForecastScores(2, LEVELS);
    // Levels 0.1, 0.25, 0.5, 0.75, 0.9.
    double[][] first = {{5, 20}, {6, 22}, {8, 25}, {9, 28}, {11, 30}};
    double[][] second = {{1, 2}, {2, 2}, {4, 3}, {4, 3.5}, {5, 3.6}};
    scores.add("a", window(new double[] {10, 20}, new double[] {8, 25}, first));
    scores.add("a", window(new double[] {4, 4}, new double[] {4, 3}, second));
    return scores;
  }

  private static ForecastCase window(double[] actual, double[] point, double[][] quantiles) {
    return new ForecastCase(actual, point, Optional.of(quantiles), SCALE);
  }

  @Test
  void measuresOfPoints() {
    ErrorSums all = scores().all();
    assertThat(all.count()).isEqualTo(4);
    expect(all, Measure.MAE, (2 + 5 + 0 + 1) / 4.0);
    expect(all, Measure.RMSE, Math.sqrt((4 + 25 + 0 + 1) / 4.0));
    expect(all, Measure.BIAS, (-2 + 5 + 0 - 1) / 4.0);
    expect(all, Measure.MAPE, (2 / 10.0 + 5 / 20.0 + 0 + 1 / 4.0) / 4);
    expect(all, Measure.SMAPE, (4 / 18.0 + 10 / 45.0 + 0 + 2 / 7.0) / 4);
    expect(all, Measure.MASE, 2.0 / 4);
    expect(all, Measure.RMSSE, Math.sqrt(30 / 4.0 / 20));
  }

  @Test
  void measuresOfQuantiles() {
    ErrorSums all = scores().all();
    double quarter = 0.25 * (10 - 6) + 0.75 * (22 - 20) + 0.25 * (4 - 2) + 0.25 * (4 - 2);
    double half = 0.5 * (2 + 5 + 0 + 1);
    double threeQuarters = 0.75 * (10 - 9) + 0.25 * (28 - 20) + 0 + 0.75 * (4 - 3.5);
    double losses = quarter + half + threeQuarters;
    expect(all, Measure.PINBALL, losses / 3 / 4);
    expect(all, Measure.CRPS, 2 * losses / 3 / 4);
    expect(all, Measure.WEIGHTED_QUANTILE_LOSS, 2 * losses / 3 / (10 + 20 + 4 + 4));
    // 10 in [5, 11], 20 in [20, 30], 4 in [1, 5], 4 above [2, 3.6] by 0.4.
    expect(all, Measure.COVERAGE, 0.75);
    expect(all, Measure.WIDTH, (6 + 10 + 4 + 1.6) / 4);
    double interval = (6 + 10 + 4 + 1.6 + 2 / 0.2 * 0.4) / 4;
    expect(all, Measure.INTERVAL_SCORE, interval);
    expect(all, Measure.MSIS, interval / 4);
  }

  @Test
  void aQuantileThatDiffersByRoundingIsTheValue() {
    ForecastScores scores = new ForecastScores(1, LEVELS);
    double[] history = {112.3, 112.3, 112.3};
    double below = Math.nextDown(112.3);
    double[][] quantiles = {{below}, {below}, {below}, {below}, {below}};
    scores.add(
        "a",
        new ForecastCase(
            new double[] {112.3},
            new double[] {below},
            Optional.of(quantiles),
            SeriesScale.of(history, 3, 1)));
    expect(scores.all(), Measure.COVERAGE, 1);
    expect(scores.all(), Measure.CRPS, 0);
    expect(scores.all(), Measure.INTERVAL_SCORE, 0);
  }

  @Test
  void eachStepAndEachSeriesHasItsOwn() {
    ForecastScores scores = scores();
    double[] actual = {100, 100};
    scores.add("b", new ForecastCase(actual, actual, Optional.of(flat(100)), SeriesScale.NONE));
    expect(scores.step(0), Measure.MAE, (2 + 0 + 0) / 3.0);
    expect(scores.step(1), Measure.MAE, (5 + 1 + 0) / 3.0);
    expect(scores.step("a", 1), Measure.BIAS, (5 - 1) / 2.0);
    expect(scores.series("a"), Measure.MAE, 2);
    expect(scores.series("b"), Measure.MAE, 0);
    assertThat(scores.series()).containsExactly("a", "b");
    // Windows without a scale are left out, and the figure says so.
    Figure mase = scores.all().figure(Measure.MASE);
    assertThat(mase.value()).hasValue(0.5);
    assertThat(mase.reason().orElseThrow())
        .isEqualTo(
            "2 of 6 values are left out: they have no scale: the series before them does not"
                + " change from season to season");
    assertThat(scores.series("b").figure(Measure.MSIS).value()).isEmpty();
  }

  private static double[][] flat(double value) {
    return DoubleStream.of(LEVELS.all())
        .mapToObj(level -> new double[] {value, value})
        .toArray(double[][]::new);
  }

  @Test
  void undefinedScoresSayWhy() {
    ForecastScores scores = new ForecastScores(1, LEVELS);
    double[] zero = {0};
    reason(scores.all(), Measure.MAE, "there is no window");
    scores.add("zeros", new ForecastCase(zero, zero, Optional.empty(), SeriesScale.NONE));
    reason(scores.all(), Measure.MAPE, "1 of the 1 values to be forecast are 0");
    reason(scores.all(), Measure.SMAPE, "1 of the 1 values are 0 and forecast as 0");
    reason(scores.all(), Measure.CRPS, "the model gives no quantiles");
    assertThat(scores.all().figure(Measure.RMSSE).value()).isEmpty();
    ForecastScores withQuantiles = new ForecastScores(1, ScoreLevels.DECILES);
    double[][] zeros = new double[11][1];
    withQuantiles.add("z", new ForecastCase(zero, zero, Optional.of(zeros), SeriesScale.NONE));
    reason(withQuantiles.all(), Measure.WEIGHTED_QUANTILE_LOSS, "every value to be forecast is 0");
    expect(withQuantiles.all(), Measure.CRPS, 0);
  }

  @Test
  void crpsNeedsEvenLevels() {
    ForecastScores scores = new ForecastScores(1, new ScoreLevels(new double[] {0.05, 0.5}, 0.1));
    double[] one = {1};
    double[][] quantiles = {{1}, {1}, {1}};
    scores.add("a", new ForecastCase(one, one, Optional.of(quantiles), SCALE));
    reason(scores.all(), Measure.CRPS, "its levels are not evenly spaced");
    expect(scores.all(), Measure.PINBALL, 0);
  }

  @Test
  void overallWeightedAverage() {
    ForecastScores naive2 = new ForecastScores(2, LEVELS);
    naive2.add(
        "a",
        new ForecastCase(new double[] {10, 20}, new double[] {10, 10}, Optional.empty(), SCALE));
    double symmetric = (4 / 18.0 + 10 / 45.0 + 0 + 2 / 7.0) / 4 / (20 / 30.0 / 2);
    double scaled = 2.0 / 5;
    assertThat(scores().all().owa(naive2.all()).value().orElseThrow())
        .isCloseTo((symmetric + scaled) / 2, within(1e-12));
    ForecastScores perfect = new ForecastScores(1, LEVELS);
    double[] one = {1};
    perfect.add("a", new ForecastCase(one, one, Optional.empty(), SCALE));
    assertThat(perfect.all().owa(perfect.all()).reason()).hasValue("Naive2 makes no error");
  }

  @Test
  void scales() {
    assertThat(SCALE.absolute()).hasValue(4);
    assertThat(SCALE.root().orElseThrow()).isCloseTo(Math.sqrt(20), within(1e-15));
    // Only the rows before the forecast are read.
    assertThat(SeriesScale.of(new double[] {1, 2, 4, 1000}, 3, 1).absolute()).hasValue(1.5);
    assertThat(SeriesScale.of(new double[] {5, 6, 5, 6}, 4, 2).absolute()).isEmpty();
    assertThat(SeriesScale.of(new double[] {5, 6}, 2, 2).absolute()).isEmpty();
    double[] computed = {0.1 + 0.2, 0.3, 0.1 + 0.2, 0.3};
    assertThat(SeriesScale.of(computed, 4, 1).absolute()).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void anErrorThatIsRoundingCountsAsNone() {
    double[] line = {0.1, 0.2, 0.3, 0.4, 0.5};
    SeriesScale scale = SeriesScale.of(line, 5, 1);
    // 1e-13 of the mean deviation 0.12, and four times the last digit of 0.3.
    assertThat(scale.rounding()).isCloseTo(1.2e-14 + 4 * Math.ulp(0.3), within(1e-20));
    ForecastScores scores = new ForecastScores(2, LEVELS);
    double[] actual = {0.6, 0.7};
    double[] forecast = {0.6 + 1e-15, 0.7 - 1e-3};
    scores.add("a", new ForecastCase(actual, forecast, Optional.empty(), scale));
    expect(scores.step(0), Measure.MAE, 0);
    assertThat(scores.step(0).figure(Measure.MAE).value()).hasValue(0);
    expect(scores.step(1), Measure.MAE, 1e-3);
  }

  @Test
  void aLargeLevelHidesNoSmallErrors() {
    double[] values = {1.2e12, 1.2e12 + 1, 1.2e12, 1.2e12 + 1};
    assertThat(SeriesScale.of(values, 4, 1).rounding()).isLessThan(1e-3);
    assertThat(SeriesScale.of(values, 4, 1).absolute()).hasValue(1);
  }

  @Test
  void squaresOfVerySmallAndVeryLargeValuesAreNotLost() {
    for (double unit : new double[] {1e-301, 1e-160, 1, 1e160, 1e300}) {
      double[] values = {1 * unit, 2 * unit, 3 * unit, 4 * unit, 9 * unit, 10 * unit};
      SeriesScale scale = SeriesScale.of(values, 6, 2);
      ForecastScores scores = new ForecastScores(2, LEVELS);
      double[] actual = {10 * unit, 20 * unit};
      double[] point = {7 * unit, 24 * unit};
      scores.add("a", new ForecastCase(actual, point, Optional.empty(), scale));
      ErrorSums all = scores.all();
      assertThat(all.figure(Measure.RMSE).value().orElseThrow() / unit)
          .isCloseTo(Math.sqrt((9 + 16) / 2.0), within(1e-12));
      assertThat(all.figure(Measure.RMSSE).value().orElseThrow())
          .isCloseTo(Math.sqrt((9 + 16) / 2.0 / 20), within(1e-12));
    }
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> new ScoreLevels(new double[] {0.5, 0.1}, 0.1))
        .hasMessageContaining("[0.5, 0.1]");
    assertThatThrownBy(() -> window(new double[] {1}, new double[] {Double.NaN}, new double[0][]))
        .hasMessage("ForecastCase expects finite numbers; received NaN in point at step 1.");
    assertThatThrownBy(
            () -> window(new double[] {1}, new double[] {1}, new double[][] {{2}, {1.5}}))
        .hasMessageContaining("received 1.5 below 2.0 at step 1");
    ForecastScores scores = scores();
    assertThatThrownBy(() -> scores.series("c")).hasMessageContaining("[a]; received c");
    assertThatThrownBy(() -> scores.all().figure(Measure.OWA))
        .hasMessage("ErrorSums expects a measure of one forecast; received OWA.");
    double[] three = {1, 2, 3};
    assertThatThrownBy(
            () -> scores.add("a", new ForecastCase(three, three, Optional.empty(), SCALE)))
        .hasMessageContaining("windows of 2 steps and 5 levels; received 3 and 5 for a");
  }

  private static void expect(ErrorSums sums, Measure measure, double value) {
    assertThat(sums.figure(measure).value().orElseThrow()).isCloseTo(value, within(1e-12));
    assertThat(sums.figure(measure).reason()).isEmpty();
  }

  private static void reason(ErrorSums sums, Measure measure, String reason) {
    assertThat(sums.figure(measure)).isEqualTo(Figure.undefined(reason));
  }
}
