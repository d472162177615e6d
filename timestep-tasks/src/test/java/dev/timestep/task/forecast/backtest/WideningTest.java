package dev.timestep.task.forecast.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WideningTest {
  private static final double[] LEVELS = WindowForecast.LEVELS.all();

  /** A window of one step around 10, {@code width} to each side. */
  private static WindowForecast window(double width) {
    double[][] quantiles =
        Arrays.stream(LEVELS)
            .mapToObj(level -> new double[] {10 + width * (level - 0.5) / 0.45})
            .toArray(double[][]::new);
    return new WindowForecast(new double[] {10}, Optional.of(quantiles));
  }

  private static Widening of(double width, double... actual) {
    double[][] values =
        Arrays.stream(actual).mapToObj(y -> new double[] {y}).toArray(double[][]::new);
    return Widening.of(
        values,
        IntStream.range(0, actual.length)
            .mapToObj(w -> window(width))
            .toArray(WindowForecast[]::new));
  }

  @Test
  void theFactorIsTheQuantileOfTheDistances() {
    // 20 windows, distances of .1 to 2 half widths: the 18th of them, 1.8.
    double[] actual = IntStream.rangeClosed(1, 20).mapToDouble(w -> 10 - 0.2 * w).toArray();
    Widening widening = of(2, actual);
    assertThat(widening.factor()).isCloseTo(1.8, within(1e-12));
    double[][] wide = widening.of(window(2)).quantiles().orElseThrow();
    assertThat(wide[0][0]).isCloseTo(10 - 3.6, within(1e-12));
    assertThat(wide[wide.length - 1][0]).isCloseTo(10 + 3.6, within(1e-12));
  }

  @Test
  void aSingleFarWindowOfSixteenDoesNotSetTheWidth() {
    double[] actual = IntStream.rangeClosed(1, 16).mapToDouble(w -> 10 + 0.2 * w).toArray();
    actual[15] = 100;
    // The 15th of 16; the finite-sample rank would have been the 16th, 45 half widths.
    assertThat(of(2, actual).factor()).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void fewerThanTwentyWindowsNeverNarrow() {
    double[] near = IntStream.rangeClosed(1, 19).mapToDouble(w -> 10.1).toArray();
    assertThat(of(2, near).factor()).isEqualTo(1);
    double[] more = IntStream.rangeClosed(1, 20).mapToDouble(w -> 10.1).toArray();
    assertThat(of(2, more).factor()).isCloseTo(0.05, within(1e-12));
  }

  @Test
  void aMissOfAnIntervalWithoutWidthCounts() {
    // Distances 0, 1 and 5 have a mean of 2; the farthest is 2.5 of these.
    Widening widening = of(0, 10, 11, 5);
    assertThat(widening).isEqualTo(new Widening(2.5, 2));
    double[][] wide = widening.of(window(0)).quantiles().orElseThrow();
    assertThat(wide[0][0]).isCloseTo(5, within(1e-12));
    assertThat(wide[LEVELS.length / 2][0]).isEqualTo(10);
    assertThat(wide[wide.length - 1][0]).isCloseTo(15, within(1e-12));
    // The decile of 10 %: 1.2816 of 1.6449 on the way to the end.
    assertThat(wide[1][0]).isCloseTo(10 - 5 * 1.2815515655446 / 1.6448536269515, within(1e-9));
  }

  @Test
  void aForecastThatWasAlwaysRightKeepsNoWidth() {
    Widening widening = of(0, 10, 10, 10);
    assertThat(widening).isEqualTo(new Widening(1, 0));
    assertThat(widening.of(window(0)).quantiles().orElseThrow()[0][0]).isEqualTo(10);
  }

  @Test
  void windowsOfOtherWidthsAreWidenedAsTheyAre() {
    WindowForecast[] forecasts = {window(0), window(2), window(2)};
    double[][] actual = {{14}, {11}, {13}};
    // Scores 1 (its own mean), .5 and 1.5.
    assertThat(Widening.of(actual, forecasts)).isEqualTo(new Widening(1.5, 4));
  }
}
