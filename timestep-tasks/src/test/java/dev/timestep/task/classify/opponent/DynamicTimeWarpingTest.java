package dev.timestep.task.classify.opponent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamicTimeWarpingTest {
  /** The bump of b is one step later: free to warp the distance is 0, without a window 2 · 3². */
  @Test
  void warpsABumpThatComesLater() {
    Steps a = Steps.of(new float[][] {{0, 3, 0, 0}});
    Steps b = Steps.of(new float[][] {{0, 0, 3, 0}});
    assertThat(distance(1, a, b)).isZero();
    assertThat(distance(0.25, a, b)).isZero();
    assertThat(distance(0, a, b)).isEqualTo(18);
  }

  @ParameterizedTest
  @CsvSource({
    "30, 30, 1, 0", "30, 30, 1, 0.1", "30, 30, 3, 0.2", "30, 30, 2, 1",
    "30, 21, 1, 0.1", "17, 30, 2, 0.5", "1, 9, 1, 0", "9, 1, 1, 0"
  })
  void equalsTheTableFilledInFull(int rows, int columns, int channels, double window) {
    Random random = new Random(rows * 31 + columns);
    for (int repeat = 0; repeat < 20; repeat++) {
      Steps a = draw(rows, channels, random);
      Steps b = draw(columns, channels, random);
      double expected = full(a, b, DynamicTimeWarping.of(window, 30).width(rows, columns));
      assertThat(distance(window, a, b)).isCloseTo(expected, within(1e-9));
      var search = DynamicTimeWarping.of(window, 30).search(a);
      // A bound just above must not lose the distance, whatever is left early; one below must.
      assertThat(search.to(b, expected * 1.000001)).isCloseTo(expected, within(1e-9));
      assertThat(search.to(b, expected * 0.999999)).isInfinite();
    }
  }

  @Test
  void averagesLongSequencesToBoundTheTime() {
    DynamicTimeWarping warping = DynamicTimeWarping.of(0.1, 1200);
    assertThat(warping.stride()).isEqualTo(3);
    Steps steps = Steps.of(new float[][] {{1, 2, 3, 4, 5, 6, 7}});
    assertThat(warping.prepare(steps).values()).containsExactly(2, 5, 7);
  }

  private static double distance(double window, Steps a, Steps b) {
    var warping = DynamicTimeWarping.of(window, Math.max(a.length(), b.length()));
    return warping.search(a).to(b, Double.POSITIVE_INFINITY);
  }

  private static double full(Steps a, Steps b, int width) {
    double[][] d = new double[a.length() + 1][b.length() + 1];
    for (double[] row : d) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    d[0][0] = 0;
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        if (Math.abs(i - j) <= width) {
          double cost = 0;
          for (int c = 0; c < a.channels(); c++) {
            double off =
                a.values()[(i - 1) * a.channels() + c] - b.values()[(j - 1) * b.channels() + c];
            cost += off * off;
          }
          d[i][j] = cost + Math.min(d[i - 1][j - 1], Math.min(d[i - 1][j], d[i][j - 1]));
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static Steps draw(int length, int channels, Random random) {
    float[] values = new float[length * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Steps(values, channels);
  }
}
