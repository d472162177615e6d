package dev.timestep.task.forecast.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.forecast.interval.Calibration;
import org.junit.jupiter.api.Test;

/**
 * Far out, the intervals of exponential smoothing are as wide as those of R's {@code ets}, and both
 * are too wide where a series swings back: golden values by {@code statistical/far.R}.
 */
final class EtsFarTest {
  private static final SmoothingGolden GOLDEN = new SmoothingGolden("far.csv");
  private static final int[] STEPS = {0, 23, 239};

  /** As in {@code far.R}. */
  private static double[] made(int rows) {
    long u = 1;
    double x = 0;
    double[] y = new double[rows];
    for (int t = 0; t < rows; t++) {
      u = 16_807 * u % 2_147_483_647;
      x = 0.9 * x + u / 2_147_483_648.0 - 0.5;
      y[t] = 50 + x;
    }
    return y;
  }

  private static double width(SeriesForecast forecast, int step) {
    return forecast.quantile(0.95)[step] - forecast.quantile(0.05)[step];
  }

  @Test
  void theChosenFormAndItsWidthsAreThoseOfR() {
    double[] y = made(600);
    FittedSeries fitted = Ets.automatic().fit(y, 1);
    assertThat(fitted.choice()).startsWith("ETS(A,N,N), AICc ");
    SeriesForecast forecast = fitted.forecast(y, y.length, 240);
    double[] widths = GOLDEN.get("plain", "ETS(ANN)", "width");
    for (int at = 0; at < STEPS.length; at++) {
      assertThat(width(forecast, STEPS[at])).isCloseTo(widths[at], within(2e-3 * widths[at]));
    }
  }

  @Test
  void calibratedTheyAreAsWideAsTheSeriesSwings() {
    double[] y = made(3_000);
    FittedSeries fitted = Ets.automatic().fit(y, 1);
    SeriesForecast plain = fitted.forecast(y, y.length, 240);
    SeriesForecast better = Calibration.of(fitted, y, 240).orElseThrow().applied(plain);
    // The noise is uniform of variance 1/12; 240 rows on, two values are independent.
    double swings = 2 * 1.645 * Math.sqrt(2 / 12.0 / (1 - 0.81));
    assertThat(width(better, 239)).isCloseTo(swings, within(0.25 * swings));
    assertThat(width(plain, 239)).isGreaterThan(3 * swings);
  }
}
