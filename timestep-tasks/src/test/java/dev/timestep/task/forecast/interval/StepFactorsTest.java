package dev.timestep.task.forecast.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import dev.timestep.judge.StudentT;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepFactorsTest {
  /** A naive model that believes the series moves by {@code deviation} a row. */
  private record Believer(double deviation) implements FittedSeries {
    @Override
    public String id() {
      return "believer";
    }

    @Override
    public String choice() {
      return "naive";
    }

    @Override
    public int history() {
      return 1;
    }

    @Override
    public SeriesForecast[] forecasts(double[] values, int[] origins, int horizon) {
      return Arrays.stream(origins)
          .mapToObj(origin -> forecastFrom(values[origin - 1], horizon))
          .toArray(SeriesForecast[]::new);
    }

    private SeriesForecast forecastFrom(double last, int horizon) {
      return new SeriesForecast() {
        @Override
        public double[] point() {
          return quantile(0.5);
        }

        @Override
        public double[] quantile(double level) {
          double[] steps = new double[horizon];
          double z = StudentT.quantile(level, 1e4);
          Arrays.setAll(steps, h -> last + z * deviation * Math.sqrt(h + 1));
          return steps;
        }
      };
    }

    @Override
    public JsonObject settings() {
      return new JsonObject();
    }
  }

  private static double[] walk(int rows) {
    Random random = new Random(2);
    double[] y = new double[rows];
    for (int t = 1; t < rows; t++) {
      y[t] = y[t - 1] + random.nextGaussian();
    }
    return y;
  }

  @Test
  void aModelThatIsTooSureIsWidenedToWhatItsErrorsWere() {
    double[] y = walk(900);
    int[] origins = java.util.stream.IntStream.range(100, 890).toArray();
    for (double belief : new double[] {0.5, 1, 2}) {
      StepFactors factors = StepFactors.of(new Believer(belief), y, origins, 4);
      for (double factor : factors.factors()) {
        assertThat(factor * belief).isCloseTo(1, within(0.15));
      }
      SeriesForecast next = new Believer(belief).forecast(y, 900, 4);
      double[] upper = factors.quantile(next, 0.95);
      double[] lower = factors.quantile(next, 0.05);
      // The interval of a walk of deviation 1 is 1.645·√4 on each side at step 4.
      assertThat((upper[3] - lower[3]) / 2).isCloseTo(1.645 * 2, within(0.5));
      assertThat(factors.quantile(next, 0.5)).containsExactly(next.point(), within(1e-12));
    }
  }

  @Test
  void fewDistancesLeaveNoFactorBelowStudentsT() {
    // Three independent errors: t(.95; 2) / z(.95) · √(1 + 1/3) = 2.920 / 1.645 · 1.155.
    double few = 2.0498;
    WindowErrors small =
        new WindowErrors(new int[] {10, 11, 12}, new double[][] {{0.1, 0}, {-0.1, 0}, {0, 0.1}});
    assertThat(StepFactors.cautious(small, 10).factors())
        .containsExactly(new double[] {few, few}, within(1e-3));
    // At step 1 the three windows and the steps beside them are worth five: t(.95; 4) and √(1 +
    // 1/5).
    assertThat(StepFactors.cautious(small, 14).factors())
        .containsExactly(new double[] {1.4196, few}, within(1e-3));
    WindowErrors large =
        new WindowErrors(new int[] {10, 11, 12}, new double[][] {{4, 4}, {-5, 4}, {4, 6}});
    for (double factor : StepFactors.cautious(large, 14).factors()) {
      assertThat(factor).isGreaterThanOrEqualTo(6);
    }
  }

  @Test
  void onlyDistancesOfRowsBeforeTheOriginCount() {
    WindowErrors first =
        new WindowErrors(new int[] {10, 11, 12}, new double[][] {{2, 3}, {2, 9}, {9, 9}});
    WindowErrors second =
        new WindowErrors(new int[] {10, 11, 12}, new double[][] {{2, 3}, {2, 1}, {1, 1}});
    assertThat(StepFactors.cautious(first, 12).factors())
        .containsExactly(StepFactors.cautious(second, 12).factors());
    assertThat(StepFactors.cautious(first, 13).factors())
        .isNotEqualTo(StepFactors.cautious(second, 13).factors());
  }

  @Test
  void anIntervalWithoutWidthIsLeftAsItIs() {
    assertThat(StepFactors.distance(5, 1, 3, 4)).isEqualTo(2);
    assertThat(StepFactors.distance(2, 1, 3, 4)).isEqualTo(-0.5);
    assertThat(StepFactors.distance(5, 3, 3, 3)).isZero();
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> new StepFactors(new double[] {1, 0}))
        .hasMessage("StepFactors expects a factor above 0 for each step; received [1.0, 0.0].");
  }
}
