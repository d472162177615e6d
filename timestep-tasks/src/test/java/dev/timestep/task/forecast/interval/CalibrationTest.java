package dev.timestep.task.forecast.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.forecast.statistical.Ets;
import dev.timestep.task.forecast.statistical.EtsForm;
import dev.timestep.task.forecast.statistical.EtsPart;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final EtsForm LEVEL =
      new EtsForm(EtsPart.ADDITIVE, EtsPart.NONE, false, EtsPart.NONE);

  /** A series that swings back to 100: y = 100 + 0.9 (y - 100) + noise of deviation 1. */
  private static double[] returning(int rows) {
    Random random = new Random(11);
    double[] y = new double[rows];
    double x = 0;
    for (int t = 0; t < rows; t++) {
      x = 0.9 * x + random.nextGaussian();
      y[t] = 100 + x;
    }
    return y;
  }

  @Test
  void aLevelThatWalksWithoutEndIsBroughtBack() {
    double[] y = returning(2_000);
    FittedSeries fitted = Ets.of(LEVEL).fit(y, 1);
    SeriesForecast plain = fitted.forecast(y, y.length, 100);
    SeriesForecast better = Calibration.of(fitted, y, 100).orElseThrow().applied(plain);
    // The level takes nearly every error on: half a width of about 1.645 · √100.
    assertThat(width(plain, 99)).isGreaterThan(13);
    // 100 rows on, y and the level it was forecast from are independent: √2 · 1 / √(1 - 0.81).
    assertThat(width(better, 99)).isCloseTo(1.645 * Math.sqrt(2 / 0.19), within(1.2));
    assertThat(better.point()).isEqualTo(plain.point());
    assertThat(better.quantile(0.5)).containsExactly(plain.quantile(0.5), within(1e-12));
  }

  private static double width(SeriesForecast forecast, int step) {
    return (forecast.quantile(0.95)[step] - forecast.quantile(0.05)[step]) / 2;
  }

  @Test
  void aWalkThatIsOneIsLeftAboutAsItIs() {
    Random random = new Random(5);
    double[] y = new double[2_000];
    for (int t = 1; t < y.length; t++) {
      y[t] = y[t - 1] + random.nextGaussian();
    }
    FittedSeries fitted = Ets.of(LEVEL).fit(y, 1);
    double[] factors =
        Calibration.of(fitted, y, 20).map(StepFactors::factors).orElse(new double[] {1});
    for (double factor : factors) {
      assertThat(factor).isBetween(0.75, 1.35);
    }
  }

  @Test
  void tooFewRowsTellNothing() {
    double[] y = returning(60);
    assertThat(Calibration.of(Ets.of(LEVEL).fit(y, 1), y, 10)).isEmpty();
    assertThat(Calibration.of(Ets.of(LEVEL).fit(y, 1), y, 70)).isEmpty();
  }

  @Test
  void windowsFarApartAreAsManyIndependentOnesAsTheyAre() {
    // 50 windows of 10 steps, 10 rows apart: none shares a row with another.
    int[] origins = java.util.stream.IntStream.range(0, 50).map(w -> 10 * w).toArray();
    Random random = new Random(1);
    double[][] errors = new double[50][10];
    for (double[] window : errors) {
      Arrays.setAll(window, h -> random.nextGaussian());
    }
    RollingOffsets offsets =
        new RollingOffsets(new WindowErrors(origins, errors), new double[] {0.95}, 500);
    assertThat(offsets.independent(9, 500)).isBetween(25.0, 50.0);
  }
}
