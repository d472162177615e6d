package dev.timestep.task.forecast.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The dynamic Theta model against its equation, and against what it contains. */
final class DynamicThetaTest {
  private static final double[] VALUES = new SmoothingGolden().values("Nile");

  @Test
  void aForecastIsThatOfTheEquationWithTheLineThroughThePast() {
    double alpha = 0.3;
    double theta = 2.5;
    var run = new ThetaRun(alpha, theta, 900);
    double level = 900;
    for (int row = 0; row < VALUES.length; row++) {
      if (row >= 2) {
        Line line = Line.through(VALUES, row);
        double kept = Math.pow(1 - alpha, row);
        double expected =
            level
                + (1 - 1 / theta)
                    * (kept * line.at(-1) + (1 - kept * (1 - alpha)) / alpha * line.slope());
        assertThat(run.expected()).isCloseTo(expected, within(1e-9 * expected));
      }
      run.step(VALUES[row]);
      level += alpha * (VALUES[row] - level);
    }
  }

  @Test
  void thetaOneIsSimpleExponentialSmoothing() {
    var form = new EtsForm(EtsPart.ADDITIVE, EtsPart.NONE, false, EtsPart.NONE);
    var smoothing =
        new EtsRun(form, new EtsWeights(0.4, 0, 0, 1), new EtsStates(1000, 0, new double[0]));
    var run = new ThetaRun(0.4, 1, 1000);
    for (double value : VALUES) {
      assertThat(run.expected()).isCloseTo(smoothing.expected(), within(1e-9));
      run.step(value);
      smoothing.step(value);
    }
  }

  @Test
  void theEstimateFitsBetterThanTheStandardMethod() {
    double[] growing = IntStream.range(0, 80).mapToDouble(row -> 5 + 3 * row).toArray();
    Arrays.setAll(growing, row -> growing[row] + (row % 3) - 1);
    double[] point = new DynamicTheta().fit(growing, 1).forecast(growing, 80, 20).point();
    double[] standard = new Theta().fit(growing, 1).forecast(growing, 80, 20).point();
    double actual = 5 + 3 * 99;
    assertThat(Math.abs(point[19] - actual)).isLessThan(Math.abs(standard[19] - actual) / 2);
  }

  /** A series that the fit has not seen starts at its own level, whatever theta is. */
  @Test
  void anotherSeriesStartsAtItsLevel() {
    var random = new SplittableRandom(3);
    double[] values =
        IntStream.range(0, 60).mapToDouble(row -> -100 + random.nextGaussian()).toArray();
    FittedSeries fitted = new DynamicTheta().fit(values, 1);
    double early = fitted.forecast(values, 40, 1).point()[0];
    assertThat(early).isBetween(-103.0, -97.0);
  }
}
