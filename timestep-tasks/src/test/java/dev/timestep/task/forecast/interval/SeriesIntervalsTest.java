package dev.timestep.task.forecast.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.forecast.statistical.SeriesForecast;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SeriesIntervalsTest {
  private static final double[] LEVELS = {0.05, 0.5, 0.95};

  /** A random walk and its naive forecast: errors grow with the step and share rows. */
  private record Walk(double[] series, WindowErrors errors, int validation) {
    static Walk of(long seed, int validation, int test, int horizon, double livelier) {
      Random random = new Random(seed);
      int first = 100;
      int rows = first + validation + test + 2 * horizon - 2;
      double[] y = new double[rows];
      for (int t = 1; t < rows; t++) {
        double size = t < first + validation ? 1 : livelier;
        y[t] = y[t - 1] + size * random.nextGaussian();
      }
      int[] origins = new int[validation + test];
      double[][] errors = new double[origins.length][horizon];
      for (int w = 0; w < origins.length; w++) {
        // Test windows begin where the last validation window ends.
        origins[w] = w < validation ? first + w : first + w + horizon - 1;
        for (int h = 0; h < horizon; h++) {
          errors[w][h] = y[origins[w] + h] - y[origins[w] - 1];
        }
      }
      return new Walk(y, new WindowErrors(origins, errors), validation);
    }

    double coverage() {
      double[][][] tests = new SeriesIntervals(series, errors, validation, 1, LEVELS).tests();
      int inside = 0;
      int all = 0;
      for (int w = 0; w < tests.length; w++) {
        double[] error = errors.errors()[validation + w];
        for (int h = 0; h < error.length; h++) {
          inside += error[h] >= tests[w][0][h] && error[h] <= tests[w][2][h] ? 1 : 0;
          all++;
        }
      }
      return inside / (double) all;
    }
  }

  /** A forecast of simulated paths that counts how often it is asked. */
  private record Simulated(double level, AtomicInteger asked) implements SeriesForecast {
    @Override
    public double[] point() {
      return new double[] {level, level, level, level, level};
    }

    @Override
    public double[] quantile(double share) {
      asked.incrementAndGet();
      double[] all = point();
      Arrays.setAll(all, h -> level + (share - 0.5) * 4 * Math.sqrt(h + 1));
      return all;
    }

    @Override
    public boolean simulated() {
      return true;
    }
  }

  @Test
  void aModelIsNotAskedToSimulateForMinutes() {
    for (int validation : new int[] {150, 2000}) {
      Walk walk = Walk.of(3, validation, 50, 5, 1);
      AtomicInteger asked = new AtomicInteger();
      SeriesForecast[] own =
          Arrays.stream(walk.errors().origins())
              .mapToObj(origin -> new Simulated(walk.series()[origin - 1], asked))
              .toArray(SeriesForecast[]::new);
      new SeriesIntervals(walk.series(), walk.errors(), validation, 1, 0, LEVELS, Optional.of(own));
      int windows = validation + 50;
      assertThat(asked.get()).isEqualTo(windows * 5 > 10_000 ? 0 : windows * LEVELS.length);
    }
  }

  @Test
  void coversAboutAsOftenAsItSays() {
    double sum = 0;
    for (int seed = 0; seed < 20; seed++) {
      sum += Walk.of(seed, 150, 150, 5, 1).coverage() / 20;
    }
    assertThat(sum).isBetween(0.88, 0.93);
  }

  @Test
  void fewWindowsWidenRatherThanMiss() {
    double sum = 0;
    for (int seed = 0; seed < 200; seed++) {
      sum += Walk.of(seed, 6, 6, 4, 1).coverage() / 200;
    }
    // Six windows that overlap are worth two or three errors; too wide is right, too narrow is not.
    assertThat(sum).isBetween(0.87, 0.99);
  }

  @Test
  void theSpreadIsChosenWhereTheSeriesGrowsLively() {
    // Calm and lively stretches of 80 rows take turns.
    Random random = new Random(5);
    double[] y = new double[1200];
    for (int t = 1; t < y.length; t++) {
      y[t] = y[t - 1] + ((t / 80) % 2 == 0 ? 1 : 6) * random.nextGaussian();
    }
    int[] origins = new int[900];
    double[][] errors = new double[900][1];
    for (int w = 0; w < 900; w++) {
      origins[w] = 200 + w;
      errors[w][0] = y[200 + w] - y[199 + w];
    }
    SeriesIntervals intervals =
        new SeriesIntervals(y, new WindowErrors(origins, errors), 500, 1, LEVELS);
    assertThat(intervals.spread()).isEqualTo(new Spread(1, 20));
    assertThat(
            new SeriesIntervals(
                    Walk.of(3, 200, 10, 1, 1).series,
                    Walk.of(3, 200, 10, 1, 1).errors,
                    200,
                    1,
                    LEVELS)
                .spread()
                .rows())
        .isIn(0, 60);
  }

  @Test
  void noRowAtOrAfterAnOriginIsRead() {
    Walk walk = Walk.of(7, 80, 60, 4, 1);
    double[][][] before = new SeriesIntervals(walk.series, walk.errors, 80, 1, LEVELS).tests();
    // Everything from the origin of test window 30 on is another series.
    int from = walk.errors.origins()[80 + 30];
    double[] changed = walk.series.clone();
    double[][] errors =
        Arrays.stream(walk.errors.errors()).map(double[]::clone).toArray(double[][]::new);
    for (int t = from; t < changed.length; t++) {
      changed[t] = 1e6 * t;
    }
    for (int w = 0; w < errors.length; w++) {
      for (int h = 0; h < errors[w].length; h++) {
        int row = walk.errors.origins()[w] + h;
        errors[w][h] = row >= from ? 1e6 * row : errors[w][h];
      }
    }
    double[][][] after =
        new SeriesIntervals(changed, new WindowErrors(walk.errors.origins(), errors), 80, 1, LEVELS)
            .tests();
    for (int w = 0; w <= 30; w++) {
      assertThat(after[w]).isDeepEqualTo(before[w]);
    }
    assertThat(after[59]).isNotEqualTo(before[59]);
  }

  @Test
  void theLastIntervalsKnowEveryError() {
    int n = 99;
    int[] origins = new int[n];
    double[][] errors = new double[n][1];
    for (int w = 0; w < n; w++) {
      origins[w] = 10 + w;
      // 1 to 99 in a mixed order: 37 and 99 have no common factor but 1... 37 · k mod 100.
      errors[w][0] = (37 * (w + 1)) % 100;
    }
    StepIntervals last =
        new SeriesIntervals(new double[n + 11], new WindowErrors(origins, errors), n, 1, LEVELS)
            .last();
    // Ranks ⌊100 · 0.05⌋ = 5 and ⌈100 · 0.95⌉ = 95 of 99, the median 50, and a widening.
    double widening = last.widening();
    assertThat(widening).isBetween(1.0, 1.1);
    assertThat(last.offsets().getFirst())
        .containsExactly(new double[] {50 - 45 * widening, 50, 50 + 45 * widening}, within(1e-9));
    assertThat(last.windows()).isEqualTo(99);
    double[][] around = last.around(new double[] {1000}, new double[5], 5);
    assertThat(around[1]).containsExactly(1050);
  }

  @Test
  void wideningIsThatOfAForecastWithUnknownMeanAndVariance() {
    // qt(.95, 9) / qnorm(.95) · √(1 + 1/10), by R: 1.833112932653 / 1.644853626951 · 1.048808848170
    assertThat(ErrorQuantiles.widening(0.95, 10)).isCloseTo(1.168847, within(2e-4));
    // Beyond the errors: mean + t·sd·√(1 + 1/k) of 1, 2, 3 with k = 3: 2 + 2.919985580356·1·√(4/3).
    assertThat(new ErrorQuantiles(LEVELS).of(new double[] {3, 1, 2}, 1))
        .containsExactly(new double[] {2 - 3.371708920, 2, 2 + 3.371708920}, within(1e-6));
  }

  @Test
  void dependenceIsThatOfAMovingAverage() {
    Random random = new Random(11);
    double[] noise = random.doubles(4100).map(v -> v - 0.5).toArray();
    double[] errors = new double[4000];
    for (int i = 0; i < errors.length; i++) {
      for (int k = 0; k < 10; k++) {
        errors[i] += noise[i + k];
      }
    }
    // Sums of ten have autocorrelations 0.9, 0.8 … 0.1: 1 + 2 · 4.5 = 10.
    assertThat(Dependence.of(errors, 9, 10)).isBetween(8.0, 12.5);
    assertThat(Dependence.of(noise, 0, 10)).isBetween(1.0, 1.6);
    assertThat(Dependence.of(new double[5], 3, 10)).isEqualTo(4);
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> new QuantileLevels(java.util.List.of(0.5, 1.0)))
        .hasMessageContaining("received 1.0. For the interval that should hold 90 %");
    assertThatThrownBy(() -> QuantileLevels.of(0.1, 0.1)).hasMessageContaining("each level once");
    assertThat(QuantileLevels.of(0.95, 0.05).asked()).containsExactly(0.05, 0.95);
    assertThat(QuantileLevels.column("births", 0.05)).isEqualTo("births_q05");
    assertThat(QuantileLevels.column("births", 0.5)).isEqualTo("births_q50");
    assertThat(QuantileLevels.column("births", 0.975)).isEqualTo("births_q975");
    assertThatThrownBy(() -> new Spread(7, 28).at(new double[100], 30))
        .hasMessage("Spread expects origins from 35 to 100; received 30 to 30.");
    assertThatThrownBy(
            () ->
                new StepIntervals(
                    LEVELS,
                    Spread.NONE,
                    java.util.List.of(new double[] {1, 0, 2}),
                    5,
                    5,
                    Optional.empty()))
        .hasMessageContaining("ascend with the level; received [1.0, 0.0, 2.0]");
  }
}
