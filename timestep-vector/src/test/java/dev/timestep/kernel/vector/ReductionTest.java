package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.KernelsUnderTest.EPSILON;
import static dev.timestep.kernel.vector.KernelsUnderTest.SIZES;
import static dev.timestep.kernel.vector.KernelsUnderTest.guarded;
import static dev.timestep.kernel.vector.KernelsUnderTest.guardsIntact;
import static dev.timestep.kernel.vector.KernelsUnderTest.matrix;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Parameter;
import dev.timestep.kernel.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums, maxima, row operations and softmax against double precision. */
class ReductionTest {

  private static final String ALL = "dev.timestep.kernel.vector.KernelsUnderTest#all";
  private static final long SEED = 97;

  @ParameterizedTest
  @MethodSource(ALL)
  void sumsAgreeWithDoublePrecision(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int n : SIZES) {
      int off = random.nextInt(5);
      float[] x = guarded(random, off, n, 3);
      float[] y = guarded(random, off + 1, n, 3);
      double sum = 0;
      double dot = 0;
      double squares = 0;
      float max = Float.NEGATIVE_INFINITY;
      for (int e = 0; e < n; e++) {
        sum += x[off + e];
        dot += (double) x[off + e] * y[off + 1 + e];
        squares += (double) x[off + e] * x[off + e];
        max = Math.max(max, x[off + e]);
      }
      double tolerance = n * n * EPSILON;
      assertThat((double) kernels.reductions().sum(n, x, off)).isCloseTo(sum, within(tolerance));
      assertThat((double) kernels.reductions().dot(n, x, off, y, off + 1))
          .isCloseTo(dot, within(tolerance));
      assertThat(kernels.reductions().sumOfSquares(n, x, off)).isCloseTo(squares, within(1e-12));
      assertThat(kernels.reductions().max(n, x, off)).isEqualTo(max);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aSumHasTheSameBitsAtAnyOffsetAndOnAnyCall(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    int n = 1003;
    float[] x = guarded(random, 0, n, 0);
    float sum = kernels.reductions().sum(n, x, 0);
    float dot = kernels.reductions().dot(n, x, 0, x, 0);
    double squares = kernels.reductions().sumOfSquares(n, x, 0);
    // Enough calls to pass from the interpreter through both compilers.
    for (int call = 0; call < 20_000; call++) {
      assertThat(
              kernels.reductions().sum(n, x, 0) == sum
                  && kernels.reductions().dot(n, x, 0, x, 0) == dot)
          .isTrue();
      assertThat(kernels.reductions().sumOfSquares(n, x, 0) == squares).isTrue();
    }
    for (int off = 1; off < 20; off++) {
      float[] moved = new float[off + n];
      System.arraycopy(x, 0, moved, off, n);
      assertThat(kernels.reductions().sum(n, moved, off)).isEqualTo(sum);
      assertThat(kernels.reductions().dot(n, moved, off, x, 0)).isEqualTo(dot);
      assertThat(kernels.reductions().sumOfSquares(n, moved, off)).isEqualTo(squares);
    }
  }

  /** A norm may leave out pages of a gradient that are zero; see ParameterChunks. */
  @ParameterizedTest
  @MethodSource(ALL)
  void aSumOfSquaresKeepsItsBitsWithoutPagesOfZeros(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    int n = 20 * Parameter.PAGE + 37;
    for (int round = 0; round < 100; round++) {
      float[] x = guarded(random, 0, n, 0);
      float[] written = new float[n];
      int kept = 0;
      for (int from = 0; from < n; from += Parameter.PAGE) {
        int count = Math.min(Parameter.PAGE, n - from);
        if (random.nextBoolean()) {
          System.arraycopy(x, from, written, kept, count);
          kept += count;
        } else {
          Arrays.fill(x, from, from + count, 0f);
        }
      }
      assertThat(kernels.reductions().sumOfSquares(kept, written, 0))
          .isEqualTo(kernels.reductions().sumOfSquares(n, x, 0));
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void rowsAreBroadcastAndColumnsSummedInOrder(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int m : SIZES) {
      for (int n : SIZES) {
        int ld = n + random.nextInt(4);
        float[] row = guarded(random, 2, n, 1);
        float[] a = matrix(random, 3, m, n, ld, 2);
        float[] sums = row.clone();
        kernels.rows().addColumnSums(m, n, a, 3, ld, sums, 2);
        for (int j = 0; j < n; j++) {
          float expected = row[2 + j];
          for (int i = 0; i < m; i++) {
            expected += a[3 + i * ld + j];
          }
          assertThat(sums[2 + j]).as("m=%d n=%d column %d", m, n, j).isEqualTo(expected);
        }
        kernels.rows().broadcastRow(m, n, row, 2, a, 3, ld);
        assertThat(guardsIntact(a, 3, m, n, ld)).isTrue();
        for (int i = 0; i < m; i++) {
          assertThat(Arrays.copyOfRange(a, 3 + i * ld, 3 + i * ld + n))
              .isEqualTo(Arrays.copyOfRange(row, 2, 2 + n));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void softmaxAgreesWithDoublePrecision(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    int m = 5;
    for (int n : SIZES) {
      if (n == 0) {
        continue;
      }
      for (float spread : new float[] {1, 30, 1000}) {
        float[] x = matrix(random, 1, m, n, n + 2, 1);
        kernels.elementwise().scale(m * (n + 2), spread, x, 1);
        float[] y = new float[m * (n + 1) + 2];
        float[] logSumExp = new float[m + 1];
        kernels.rows().softmaxRows(m, n, x, 1, n + 2, y, 2, n + 1, logSumExp, 1);
        for (int i = 0; i < m; i++) {
          int from = 1 + i * (n + 2);
          double max = IntStream.range(0, n).mapToDouble(j -> x[from + j]).max().orElseThrow();
          double total = IntStream.range(0, n).mapToDouble(j -> Math.exp(x[from + j] - max)).sum();
          for (int j = 0; j < n; j++) {
            double expected = Math.exp(x[from + j] - max) / total;
            // The difference x − max is rounded to a float before e is raised to it.
            double tolerance = 1e-6 + expected * spread * 2 * EPSILON;
            assertThat((double) y[2 + i * (n + 1) + j]).isCloseTo(expected, within(tolerance));
          }
          assertThat((double) logSumExp[1 + i])
              .isCloseTo(max + Math.log(total), within(1e-6 * (1 + spread)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void sumExpAndAddScaledExpMakeASoftmax(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int n : new int[] {1, 2, 7, 16, 33, 50, 257, 10_001}) {
      for (float spread : new float[] {1, 30, 1000}) {
        float[] x = guarded(random, 3, n, 2);
        kernels.elementwise().scale(n, spread, x, 3);
        float max = kernels.reductions().max(n, x, 3);
        double expected = IntStream.range(0, n).mapToDouble(j -> Math.exp(x[3 + j] - max)).sum();
        float total = kernels.exponentials().sumExp(n, max, x, 3);
        assertThat((double) total).isCloseTo(expected, within(expected * (1e-6 + n * EPSILON)));
        float[] y = new float[n + 2];
        kernels.exponentials().addScaledExp(n, 1 / total, max, x, 3, y, 1);
        for (int j = 0; j < n; j++) {
          double share = Math.exp(x[3 + j] - max) / expected;
          // The difference x − max is rounded to a float before e is raised to it.
          double tolerance = 1e-9 + share * (1e-6 + (n + 2 * spread) * EPSILON);
          assertThat((double) y[1 + j]).isCloseTo(share, within(tolerance));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aSumOfExponentialsHasTheSameBitsAtAnyOffset(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    int n = 1003;
    float[] x = guarded(random, 0, n, 0);
    float sum = kernels.exponentials().sumExp(n, 1f, x, 0);
    for (int off = 1; off < 20; off++) {
      float[] moved = new float[off + n];
      System.arraycopy(x, 0, moved, off, n);
      assertThat(kernels.exponentials().sumExp(n, 1f, moved, off)).isEqualTo(sum);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void softmaxMayRunInPlaceAndKeepsRowsApart(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] x = matrix(random, 0, 4, 13, 13, 0);
    float[] apart = new float[x.length];
    float[] logSumExp = new float[4];
    kernels.rows().softmaxRows(4, 13, x, 0, 13, apart, 0, 13, logSumExp, 0);
    float[] single = new float[13];
    for (int i = 0; i < 4; i++) {
      kernels.rows().softmaxRows(1, 13, x, i * 13, 13, single, 0, 13, new float[1], 0);
      assertThat(single).isEqualTo(Arrays.copyOfRange(apart, i * 13, i * 13 + 13));
    }
    kernels.rows().softmaxRows(4, 13, x, 0, 13, x, 0, 13, logSumExp, 0);
    assertThat(x).isEqualTo(apart);
  }
}
