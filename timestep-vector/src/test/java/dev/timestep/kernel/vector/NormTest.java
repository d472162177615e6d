package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.KernelsUnderTest.SIZES;
import static dev.timestep.kernel.vector.KernelsUnderTest.guarded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.kernel.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layer normalisation of a row against double precision, at awkward sizes and offsets. */
class NormTest {
  private static final String ALL = "dev.timestep.kernel.vector.KernelsUnderTest#all";
  private static final long SEED = 53;
  private static final float EPSILON = 1e-3f;

  /** A row, gain, offset, gradient of the result, gradient of the row, at these places. */
  private static final int[] AT = {1, 3, 2, 0, 5};

  private static double[] units(int n, float[] x) {
    double mean = 0;
    for (int e = 0; e < n; e++) {
      mean += x[AT[0] + e] / (double) n;
    }
    double variance = 0;
    for (int e = 0; e < n; e++) {
      variance += Math.pow(x[AT[0] + e] - mean, 2) / n;
    }
    double[] units = new double[n + 1];
    for (int e = 0; e < n; e++) {
      units[e] = (x[AT[0] + e] - mean) / Math.sqrt(variance + EPSILON);
    }
    units[n] = 1 / Math.sqrt(variance + EPSILON);
    return units;
  }

  private static float[][] streams(SplittableRandom random, int n) {
    return Arrays.stream(AT).mapToObj(at -> guarded(random, at, n, 3)).toArray(float[][]::new);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void agreesWithDoublePrecision(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int n : SIZES) {
      if (n == 0) {
        continue;
      }
      float[][] s = streams(random, n);
      double[] units = units(n, s[0]);
      float[] y = guarded(random, 4, n, 3);
      float[] before = y.clone();
      kernels.rows().normalize(n, EPSILON, s[0], AT[0], s[1], AT[1], s[2], AT[2], y, 4);
      for (int e = 0; e < n; e++) {
        double expected = s[1][AT[1] + e] * units[e] + s[2][AT[2] + e];
        assertThat((double) y[4 + e]).isCloseTo(expected, within(2e-5));
      }
      assertThat(outside(y, 4, n)).isEqualTo(outside(before, 4, n));
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void goesBackAsInDoublePrecision(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int n : SIZES) {
      if (n == 0) {
        continue;
      }
      float[][] s = streams(random, n);
      double[] units = units(n, s[0]);
      float[] unit = guarded(random, 2, n, 3);
      float[] before = s[4].clone();
      kernels
          .rows()
          .normalizeBackward(
              n, EPSILON, s[0], AT[0], s[1], AT[1], s[3], AT[3], unit, 2, s[4], AT[4]);
      double meanU = 0;
      double meanUx = 0;
      for (int e = 0; e < n; e++) {
        double u = (double) s[3][AT[3] + e] * s[1][AT[1] + e];
        meanU += u / n;
        meanUx += u * units[e] / n;
      }
      for (int e = 0; e < n; e++) {
        double u = (double) s[3][AT[3] + e] * s[1][AT[1] + e];
        double expected = before[AT[4] + e] + (u - meanU - units[e] * meanUx) * units[n];
        assertThat((double) unit[2 + e]).isCloseTo(units[e], within(2e-5));
        assertThat((double) s[4][AT[4] + e]).isCloseTo(expected, within(1e-4));
      }
      assertThat(outside(s[4], AT[4], n)).isEqualTo(outside(before, AT[4], n));
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aRowHasTheSameBitsAtAnyOffset(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    int n = 203;
    float[] x = guarded(random, 0, n, 0);
    float[] gain = guarded(random, 0, n, 0);
    float[] y = new float[n];
    kernels.rows().normalize(n, EPSILON, x, 0, gain, 0, gain, 0, y, 0);
    for (int off = 1; off < 20; off++) {
      float[] moved = new float[off + n];
      System.arraycopy(x, 0, moved, off, n);
      kernels.rows().normalize(n, EPSILON, moved, off, gain, 0, gain, 0, moved, off);
      assertThat(Arrays.copyOfRange(moved, off, off + n)).isEqualTo(y);
    }
  }

  private static float[] outside(float[] all, int at, int n) {
    float[] rest = all.clone();
    Arrays.fill(rest, at, at + n, 0f);
    return rest;
  }

  /** Squares of these overflow in floats; the row would come out as its offset alone. */
  @ParameterizedTest
  @MethodSource(ALL)
  void largeAndSmallNumbersAreNormalisedToo(Kernels kernels) {
    for (int n : SIZES) {
      if (n < 2) {
        continue;
      }
      for (float size : new float[] {1e10f, 1e19f, 1e20f, 1e30f, 1e37f, 1e-20f}) {
        SplittableRandom random = new SplittableRandom(SEED);
        float[][] s = streams(random, n);
        for (int e = 0; e < n; e++) {
          s[0][AT[0] + e] = size * (random.nextFloat() + (e % 2));
        }
        double[] units = units(n, s[0]);
        float[] y = guarded(random, 4, n, 3);
        kernels.rows().normalize(n, EPSILON, s[0], AT[0], s[1], AT[1], s[2], AT[2], y, 4);
        float[] found = new float[n];
        float[] dx = new float[n];
        float[] dy = s[3];
        kernels
            .rows()
            .normalizeBackward(n, EPSILON, s[0], AT[0], s[1], AT[1], dy, AT[3], found, 0, dx, 0);
        for (int e = 0; e < n; e++) {
          double expected = s[1][AT[1] + e] * units[e] + s[2][AT[2] + e];
          assertThat((double) y[4 + e]).as(n + " of " + size).isCloseTo(expected, within(1e-4));
          assertThat((double) found[e]).isCloseTo(units[e], within(1e-4));
          assertThat(dx[e]).isFinite();
        }
      }
    }
  }
}
