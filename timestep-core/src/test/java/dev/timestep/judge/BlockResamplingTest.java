package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockResamplingTest {
  /**
   * Differences as a gate sees them: each window's is the mean over its horizon of an
   * autoregression, so that neighbours overlap. The true mean is zero.
   */
  @ParameterizedTest
  @CsvSource({
    "150, 1, 0.0",
    "150, 1, 0.6",
    "200, 14, 0.5",
    "521, 28, 0.3",
    "60, 7, 0.3",
    "20, 1, 0"
  })
  void coversTheTruthAboutAsOftenAsItSays(int windows, int horizon, double memory) {
    int covered = 0;
    int trials = 200;
    for (int trial = 0; trial < trials; trial++) {
      Random random = new Random(1000L * trial + windows);
      double[] first = new double[windows];
      double[] second = new double[windows];
      double[] steps = autoregression(random, windows + horizon, memory);
      for (int w = 0; w < windows; w++) {
        double common = random.nextGaussian();
        second[w] = common;
        first[w] = common;
        for (int h = 0; h < horizon; h++) {
          first[w] += steps[w + h] / horizon;
        }
      }
      Interval interval = new BlockResampling(horizon).interval(first, second, trial).orElseThrow();
      covered += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
    }
    assertThat(covered / (double) trials).isBetween(0.85, 0.99);
  }

  private static double[] autoregression(Random random, int length, double memory) {
    double[] values = new double[length];
    double value = random.nextGaussian() / Math.sqrt(1 - memory * memory);
    for (int i = 0; i < length; i++) {
      value = memory * value + random.nextGaussian();
      values[i] = value;
    }
    return values;
  }

  @Test
  void aConstantDifferenceHasAnIntervalOfThatValue() {
    double[] first = new Random(3).doubles(100).toArray();
    double[] second = new double[100];
    for (int i = 0; i < 100; i++) {
      second[i] = first[i] + 2;
    }
    Interval interval = new BlockResampling(5).interval(first, second, 1).orElseThrow();
    assertThat(interval.difference()).isCloseTo(-2, within(1e-12));
    assertThat(interval.low()).isCloseTo(-2, within(1e-12));
    assertThat(interval.high()).isCloseTo(-2, within(1e-12));
    assertThat(interval.blockLength()).isEqualTo(10);
  }

  @Test
  void theSeedDecidesAndSwappingTheModelsMirrors() {
    double[] first = new Random(4).doubles(120).toArray();
    double[] second = new Random(5).doubles(120).toArray();
    Interval one = new BlockResampling(3).interval(first, second, 9).orElseThrow();
    assertThat(new BlockResampling(3).interval(first, second, 9)).contains(one);
    assertThat(new BlockResampling(3).interval(first, second, 10).orElseThrow().low())
        .isNotEqualTo(one.low());
    Interval swapped = new BlockResampling(3).interval(second, first, 9).orElseThrow();
    assertThat(swapped.difference()).isCloseTo(-one.difference(), within(1e-12));
    assertThat(swapped.low()).isCloseTo(-one.high(), within(1e-9));
  }

  @Test
  void dependentWindowsGetAWiderIntervalThanIndependentOnes() {
    double[] zero = new double[400];
    double[] independent = autoregression(new Random(6), 400, 0);
    double[] dependent = autoregression(new Random(6), 400, 0.9);
    assertThat(width(dependent, zero) / deviation(dependent))
        .isGreaterThan(2 * width(independent, zero) / deviation(independent));
  }

  private static double width(double[] first, double[] second) {
    Interval interval = new BlockResampling(10).interval(first, second, 1).orElseThrow();
    return interval.high() - interval.low();
  }

  private static double deviation(double[] values) {
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    return Math.sqrt(squares / values.length);
  }

  @Test
  void tooFewWindowsGiveNoInterval() {
    assertThat(BlockResampling.leastWindows(28)).isEqualTo(168);
    assertThat(new BlockResampling(28).interval(new double[167], new double[167], 1)).isEmpty();
    assertThat(new BlockResampling(28).interval(new double[168], new double[168], 1)).isPresent();
    assertThat(new BlockResampling(1).interval(new double[19], new double[19], 1)).isEmpty();
  }

  @Test
  void unpairedErrorsAreRefused() {
    assertThatThrownBy(() -> new BlockResampling(1).interval(new double[30], new double[31], 1))
        .hasMessageContaining("30 and 31");
  }

  /** Table values of Student's t, 97.5 %. */
  @ParameterizedTest
  @CsvSource({"2, 4.3027, 0.05", "3, 3.1824, 0.01", "5, 2.5706, 0.002", "30, 2.0423, 0.0001"})
  void studentsPointFollowsTheTable(double degrees, double point, double tolerance) {
    assertThat(Bootstrap.student(degrees)).isCloseTo(point, within(tolerance));
  }
}
