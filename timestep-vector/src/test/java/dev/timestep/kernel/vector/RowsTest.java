package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.KernelsUnderTest.SIZES;
import static dev.timestep.kernel.vector.KernelsUnderTest.guarded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.kernel.Kernels;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies of rows, and the distance between rows at which a product reads them in place. */
class RowsTest {
  private static final String ALL = "dev.timestep.kernel.vector.KernelsUnderTest#all";

  @ParameterizedTest
  @MethodSource(ALL)
  void rowsAreCopiedAndNothingElse(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(5);
    for (int n : SIZES) {
      for (int m : new int[] {0, 1, 2, 5, 14}) {
        // Rows that overlap, as patches do, that follow each other, and that lie apart.
        for (int lda : new int[] {n / 2, n, n + 3}) {
          copyRows(kernels, random, m, n, lda);
        }
      }
    }
  }

  private static void copyRows(Kernels kernels, SplittableRandom random, int m, int n, int lda) {
    int ldc = n + 2;
    float[] a = guarded(random, 3, m * lda + n, 1);
    float[] c = guarded(random, 1, m * ldc, 3);
    float[] expected = c.clone();
    for (int i = 0; i < m; i++) {
      System.arraycopy(a, 3 + i * lda, expected, 1 + i * ldc, n);
    }
    kernels.rows().copyRows(m, n, a, 3, lda, c, 1, ldc);
    assertThat(c).as("%d rows of %d, %d apart", m, n, lda).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aProductHasTheSameBitsWhateverTheDistanceOfRows(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(6);
    int n = 40;
    for (int k : new int[] {1, 20, 255, 256, 257, 272, 300}) {
      int step = kernels.products().rowStep(k);
      assertThat(step).isGreaterThanOrEqualTo(k);
      float[] packed = new float[kernels.products().packedSize(k, n)];
      kernels.products().pack(k, n, guarded(random, 0, k * n, 0), 0, n, packed, 0);
      for (int m : new int[] {1, 4, 13, 50}) {
        float[] a = guarded(random, 0, m * k, 0);
        float[] apart = new float[m * step];
        kernels.rows().copyRows(m, k, a, 0, k, apart, 0, step);
        float[] expected = new float[m * n];
        float[] actual = new float[m * n];
        kernels.products().gemm(m, n, k, a, 0, k, packed, 0, expected, 0, n, false);
        kernels.products().gemm(m, n, k, apart, 0, step, packed, 0, actual, 0, n, false);
        assertThat(actual).as("%d × %d × %d", m, n, k).isEqualTo(expected);
      }
    }
  }
}
