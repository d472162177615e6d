package dev.timestep.task.forecast.ridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.Part;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Split;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * DLinear and NLinear beside NumPy, which writes both out as their authors draw them: see {@code
 * lookback.py} beside the file.
 */
class LookbackRidgeTest {
  private static final int LOOKBACK = 30;
  private static final int HORIZON = 4;

  private final List<String[]> golden;
  private final double[] y;

  LookbackRidgeTest() throws IOException {
    try (InputStream in = LookbackRidgeTest.class.getResourceAsStream("/linear/lookback.csv")) {
      golden =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .map(line -> line.split(",", -1))
              .toList();
    }
    y = numbers(golden.getFirst());
  }

  private static double[] numbers(String... line) {
    return Arrays.stream(line, 2, line.length).mapToDouble(Double::parseDouble).toArray();
  }

  private ForecastWindows windows(double[] series) {
    return new ForecastWindows(Split.parse("100/30/20", series.length), LOOKBACK, HORIZON);
  }

  @Test
  void theForecastsAreThoseOfBothMapsWrittenOut() {
    int[] origins = IntStream.rangeClosed(LOOKBACK, 120 - HORIZON).toArray();
    double[][] series = {y};
    RidgeDesign design = LookbackRidge.design(series, LOOKBACK, HORIZON);
    assertThat(golden).hasSize(7);
    for (String[] line : golden.subList(1, 7)) {
      LookbackForm form = LookbackForm.valueOf(line[0]);
      double penalty = Double.parseDouble(line[1]);
      double[] forecast =
          LookbackRidge.weights(form, series, LOOKBACK, origins, HORIZON, penalty)
              .forecast(design, 140)[0];
      assertThat(forecast).as(line[0] + " " + penalty).containsExactly(numbers(line), within(1e-8));
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePenaltyHasTheLowestErrorOnTheValidationWindows(LookbackForm form) {
    ForecastWindows windows = windows(y);
    double[][] series = {y};
    LookbackRidge.Fit fit = LookbackRidge.fit(form, series, windows);
    double chosen = validationError(form, fit.penalties()[0]);
    assertThat(fit.validationErrors()[0]).isCloseTo(chosen, within(1e-9));
    for (int exponent = -5; exponent <= 2; exponent++) {
      assertThat(validationError(form, Math.pow(10, exponent)))
          .isGreaterThanOrEqualTo(chosen - 1e-12);
    }
  }

  private double validationError(LookbackForm form, double penalty) {
    ForecastWindows windows = windows(y);
    double[][] series = {y};
    RidgeGroups weights =
        LookbackRidge.weights(
            form, series, LOOKBACK, windows.origins(Part.TRAIN), HORIZON, penalty);
    double sum = 0;
    for (int origin : windows.origins(Part.VALIDATION)) {
      double[] forecast =
          weights.forecast(LookbackRidge.design(series, LOOKBACK, HORIZON), origin)[0];
      for (int h = 0; h < HORIZON; h++) {
        sum += Math.abs(forecast[h] - y[origin + h]);
      }
    }
    return sum / windows.count(Part.VALIDATION) / HORIZON;
  }

  @ParameterizedTest
  @EnumSource
  void eachTargetIsForecastByItself(LookbackForm form) {
    double[] other = Arrays.stream(y).map(v -> 1e6 - 40 * v * v).toArray();
    RidgeGroups alone = LookbackRidge.fit(form, new double[][] {y}, windows(y)).weights();
    double[][] both = {other, y};
    RidgeGroups together = LookbackRidge.fit(form, both, windows(y)).weights();
    assertThat(together.forecast(LookbackRidge.design(both, LOOKBACK, HORIZON), 140)[1])
        .containsExactly(
            alone.forecast(LookbackRidge.design(new double[][] {y}, LOOKBACK, HORIZON), 140)[0]);
  }

  @ParameterizedTest
  @EnumSource
  void testRowsChangeNothing(LookbackForm form) {
    double[] changed = y.clone();
    Arrays.fill(changed, 130, 150, Double.NaN);
    LookbackRidge.Fit fit = LookbackRidge.fit(form, new double[][] {y}, windows(y));
    LookbackRidge.Fit other = LookbackRidge.fit(form, new double[][] {changed}, windows(y));
    assertThat(other.penalties()).containsExactly(fit.penalties());
    assertThat(other.weights().numbers(0)).containsExactly(fit.weights().numbers(0));
  }

  @ParameterizedTest
  @EnumSource
  void aConstantSeriesStaysAsItIs(LookbackForm form) {
    double[] flat = new double[150];
    Arrays.fill(flat, 1e9 + 0.1);
    double[][] series = {flat};
    double[] forecast =
        LookbackRidge.fit(form, series, windows(flat))
            .weights()
            .forecast(LookbackRidge.design(series, LOOKBACK, HORIZON), 140)[0];
    assertThat(forecast).containsOnly(1e9 + 0.1);
  }

  /** NLinear with one row is the last value and what the series gains. */
  @Test
  void aLookbackOfOneRowIsEnough() {
    double[] line = IntStream.range(0, 150).mapToDouble(row -> 3 + 0.5 * row).toArray();
    double[][] series = {line};
    var windows = new ForecastWindows(Split.parse("100/30/20", 150), 1, 2);
    for (LookbackForm form : LookbackForm.values()) {
      double[] forecast =
          LookbackRidge.fit(form, series, windows)
              .weights()
              .forecast(LookbackRidge.design(series, 1, 2), 150)[0];
      assertThat(forecast).as(form.name()).containsExactly(new double[] {78, 78.5}, within(0.01));
    }
  }

  @Test
  void manyTargetsReadFewerRows() {
    assertThat(LookbackRidge.lookback(400, 1)).isEqualTo(400);
    assertThat(LookbackRidge.lookback(2000, 1)).isEqualTo(720);
    assertThat(LookbackRidge.lookback(400, 320)).isEqualTo(198);
  }
}
