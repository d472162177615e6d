package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.forecast.statistical.SeriesForecast;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Bounds of 90 % are those of R's {@code forecast} 8.20 on the first values of AirPassengers:
 * {@code naive(y, h=3, level=90)}, {@code snaive(ts(y, frequency=3), h=4, level=90)}, {@code rwf(y,
 * h=3, drift=TRUE, level=90)} with {@code y = c(112,118,132,129,121,135,148,148,136,119)}.
 */
class BaselineMethodTest {
  private static final double[] Y = {112, 118, 132, 129, 121, 135, 148, 148, 136, 119};

  private static SeriesForecast next(String id, int season, int horizon) {
    return BaselineMethod.standard(season, 0).stream()
        .filter(method -> method.id().equals(id))
        .findFirst()
        .orElseThrow()
        .fit(Y, season)
        .forecast(Y, Y.length, horizon);
  }

  @Test
  void deviationsGrowAsTheTextbookSays() {
    double z = 1.6448536269514722;
    double naive = Math.sqrt((36 + 196 + 9 + 64 + 196 + 169 + 0 + 144 + 289) / 9.0);
    double[] upper = next("naive", 1, 3).quantile(0.95);
    for (int h = 0; h < 3; h++) {
      assertThat(upper[h]).isCloseTo(119 + z * naive * Math.sqrt(h + 1), within(1e-9));
    }
    double sum = 0;
    for (int t = 3; t < 10; t++) {
      sum += (Y[t] - Y[t - 3]) * (Y[t] - Y[t - 3]);
    }
    double seasonal = Math.sqrt(sum / 7);
    double[] lower = next("seasonal_naive", 3, 4).quantile(0.05);
    assertThat(lower[2]).isCloseTo(119 - z * seasonal, within(1e-9));
    assertThat(lower[3]).isCloseTo(148 - z * seasonal * Math.sqrt(2), within(1e-9));
    double slope = 7 / 9.0;
    double squares = 0;
    for (int t = 1; t < 10; t++) {
      double error = Y[t] - Y[t - 1] - slope;
      squares += error * error;
    }
    double drift = Math.sqrt(squares / 8);
    assertThat(next("drift", 1, 2).quantile(0.95)[1])
        .isCloseTo(119 + 2 * slope + z * drift * Math.sqrt(2 * (1 + 2 / 9.0)), within(1e-9));
  }

  @Test
  void measuredDeviationsCoverWhatComes() {
    Random random = new Random(4);
    double[] y = new double[3000];
    Arrays.setAll(y, row -> 50 + 5 * (row % 7) + random.nextGaussian());
    SeriesMethod slots =
        BaselineMethod.standard(7, 365.25).stream()
            .filter(method -> method.id().equals("slot_mean"))
            .findFirst()
            .orElseThrow();
    int covered = 0;
    int all = 0;
    for (int origin = 1000; origin + 14 <= y.length; origin += 14) {
      SeriesForecast forecast = slots.fit(y, 7).forecast(y, origin, 14);
      double[] low = forecast.quantile(0.05);
      double[] high = forecast.quantile(0.95);
      for (int h = 0; h < 14; h++) {
        covered += y[origin + h] >= low[h] && y[origin + h] <= high[h] ? 1 : 0;
        all++;
      }
    }
    assertThat(covered / (double) all).isBetween(0.87, 0.93);
  }

  @Test
  void aConstantSeriesHasNoSpreadAndAShortOneIsRefused() {
    double[] constant = new double[40];
    Arrays.fill(constant, 3);
    for (SeriesMethod method : BaselineMethod.standard(7, 30)) {
      if (method.history(7) > 40) {
        continue;
      }
      SeriesForecast forecast = method.fit(constant, 7).forecast(constant, 40, 20);
      assertThat(forecast.quantile(0.95)).as(method.id()).containsOnly(3);
    }
    assertThatThrownBy(() -> BaselineMethod.SEASONAL_NAIVE.fit(Y, 12))
        .hasMessageContaining("expects 12 values or more; received 10");
  }
}
