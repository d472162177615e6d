package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.task.forecast.ridge.LookbackForm;
import dev.timestep.task.forecast.ridge.LookbackRidge;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LookbackMethodTest {
  private static final int HORIZON = 6;
  private static final double[] SERIES = series();

  private static double[] series() {
    Random random = new Random(3);
    return IntStream.range(0, 90)
        .mapToDouble(row -> 20 + 0.1 * row + 4 * (row % 4) + random.nextGaussian())
        .toArray();
  }

  private static FittedSeries fit(LookbackForm form) {
    return new LookbackMethod(form, HORIZON).fit(SERIES, 4);
  }

  /** The last fifth, 18 rows, chose the penalty; then the windows of all rows are fitted. */
  @ParameterizedTest
  @EnumSource
  void allRowsAreFittedWithTheChosenPenalty(LookbackForm form) {
    FittedSeries fitted = fit(form);
    double penalty = fitted.settings().get("penalty").getAsDouble();
    double[][] series = {SERIES};
    int[] all = IntStream.rangeClosed(8, 84).toArray();
    double[] expected =
        LookbackRidge.weights(form, series, 8, all, HORIZON, penalty)
            .forecast(LookbackRidge.design(series, 8, HORIZON), 90)[0];
    SeriesForecast next = fitted.forecast(SERIES, 90, HORIZON);
    assertThat(next.point()).containsExactly(expected);
    for (int h = 0; h < HORIZON; h++) {
      assertThat(expected[h]).isCloseTo(29 + 0.1 * h + 4 * ((90 + h) % 4), within(1.5));
    }
    double[] width = width(next);
    assertThat(width[0]).as("1.64 times a deviation of about 1").isBetween(1.0, 3.0);
  }

  private static double[] width(SeriesForecast forecast) {
    double[] upper = forecast.quantile(0.95);
    double[] middle = forecast.point();
    double[] width = new double[upper.length];
    Arrays.setAll(width, h -> upper[h] - middle[h]);
    return width;
  }

  @ParameterizedTest
  @EnumSource
  void noRowFromAnOriginOnIsRead(LookbackForm form) {
    double[] changed = SERIES.clone();
    Arrays.fill(changed, 70, 90, Double.NaN);
    FittedSeries fitted = fit(form);
    assertThat(fitted.forecast(changed, 70, 3).point())
        .containsExactly(fitted.forecast(SERIES, 70, 3).point());
  }

  @ParameterizedTest
  @EnumSource
  void settingsAreReadBack(LookbackForm form) {
    FittedSeries fitted = fit(form);
    JsonObject settings = fitted.settings();
    FittedSeries read =
        LookbackMethod.read(fitted.id(), JsonFields.of(settings, "model.json")).orElseThrow();
    assertThat(read.settings()).isEqualTo(settings);
    assertThat(read.choice()).isEqualTo(fitted.choice());
    assertThat(read.forecast(SERIES, 90, HORIZON).quantile(0.9))
        .containsExactly(fitted.forecast(SERIES, 90, HORIZON).quantile(0.9));

    JsonObject shorter = settings.deepCopy();
    shorter.getAsJsonArray("numbers").remove(0);
    assertThatThrownBy(() -> LookbackMethod.read(fitted.id(), JsonFields.of(shorter, "model.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A linear map of 8 rows to 6 steps expects 68 numbers; received 67");
    String other = form == LookbackForm.DLINEAR ? "nlinear" : "dlinear";
    assertThatThrownBy(() -> LookbackMethod.read(other, JsonFields.of(settings, "model.json")))
        .hasMessageContaining("model.json.form");
    assertThat(LookbackMethod.read("ets", JsonFields.of(settings, "model.json"))).isEmpty();
  }

  @Test
  void tooFewRowsAndTooManyStepsAreRefused() {
    LookbackMethod method = new LookbackMethod(LookbackForm.DLINEAR, HORIZON);
    assertThat(method.history(4)).isEqualTo(26);
    assertThat(method.history(1)).isEqualTo(26);
    assertThat(method.fit(Arrays.copyOf(SERIES, 26), 4).history()).isEqualTo(8);
    assertThatThrownBy(() -> method.fit(Arrays.copyOf(SERIES, 25), 4))
        .hasMessage("DLinear expects 26 values or more for 6 steps; received 25.");
    assertThatThrownBy(() -> fit(LookbackForm.NLINEAR).forecast(SERIES, 90, 7))
        .hasMessage("NLinear was fitted for 6 steps; received 7. Fit it for as many.");
  }
}
