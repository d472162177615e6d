package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.KernelsUnderTest.EPSILON;
import static dev.timestep.kernel.vector.KernelsUnderTest.SIZES;
import static dev.timestep.kernel.vector.KernelsUnderTest.guardsIntact;
import static dev.timestep.kernel.vector.KernelsUnderTest.matrix;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.LeftFactors;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Matrix products of every implementation against double precision, over awkward sizes. */
class MatrixProductTest {

  private static final String ALL = "dev.timestep.kernel.vector.KernelsUnderTest#all";
  private static final long SEED = 20261121;

  /** One product with its operands laid out as both methods want them. */
  private record Product(int m, int n, int k, int pad, boolean accumulate) {

    int ld(int columns) {
      return columns + pad;
    }

    int off() {
      return pad * 2;
    }
  }

  private interface Check {
    void run(Product product, SplittableRandom random);
  }

  private static void forAllSizes(Check check) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (int k : SIZES) {
          int pad = random.nextInt(4);
          check.run(new Product(m, n, k, pad, random.nextBoolean()), random);
        }
      }
    }
    for (int k : new int[] {255, 256, 512, 1025}) {
      check.run(new Product(23, 50, k, 3, false), random);
      check.run(new Product(400, 17, k, 1, true), random);
    }
    check.run(new Product(150, 403, 400, 2, true), random);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void gemmAgreesWithDoublePrecision(Kernels kernels) {
    forAllSizes(
        (s, random) -> {
          float[] a = matrix(random, s.off(), s.m(), s.k(), s.ld(s.k()), 1);
          float[] b = matrix(random, s.off(), s.k(), s.n(), s.ld(s.n()), 1);
          float[] c = matrix(random, s.off(), s.m(), s.n(), s.ld(s.n()), 1);
          float[] packed = new float[kernels.products().packedSize(s.k(), s.n()) + 3];
          kernels.products().pack(s.k(), s.n(), b, s.off(), s.ld(s.n()), packed, 3);
          float[] before = c.clone();
          kernels
              .products()
              .gemm(
                  s.m(),
                  s.n(),
                  s.k(),
                  a,
                  s.off(),
                  s.ld(s.k()),
                  packed,
                  3,
                  c,
                  s.off(),
                  s.ld(s.n()),
                  s.accumulate());
          compare(s, a, s.ld(s.k()), 1, b, before, c);
        });
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void gemmBiasHasTheBitsOfABroadcastAndAnAccumulation(Kernels kernels) {
    forAllSizes(
        (s, random) -> {
          float[] a = matrix(random, s.off(), s.m(), s.k(), s.ld(s.k()), 1);
          float[] b = matrix(random, 0, s.k(), s.n(), s.n(), 0);
          float[] bias = matrix(random, s.off(), 1, s.n(), s.n(), 1);
          float[] packed = new float[kernels.products().packedSize(s.k(), s.n()) + 3];
          kernels.products().pack(s.k(), s.n(), b, 0, s.n(), packed, 3);
          float[] c = matrix(random, s.off(), s.m(), s.n(), s.ld(s.n()), 1);
          float[] expected = c.clone();
          kernels.rows().broadcastRow(s.m(), s.n(), bias, s.off(), expected, s.off(), s.ld(s.n()));
          product(kernels, s, a, packed, expected);
          kernels
              .products()
              .gemmBias(
                  s.m(),
                  s.n(),
                  s.k(),
                  a,
                  s.off(),
                  s.ld(s.k()),
                  packed,
                  3,
                  bias,
                  s.off(),
                  c,
                  s.off(),
                  s.ld(s.n()));
          assertThat(c).as("%s", s).isEqualTo(expected);
        });
  }

  /** C += A·B. */
  private static void product(Kernels kernels, Product s, float[] a, float[] packed, float[] c) {
    int lda = s.ld(s.k());
    int ldc = s.ld(s.n());
    kernels.products().gemm(s.m(), s.n(), s.k(), a, s.off(), lda, packed, 3, c, s.off(), ldc, true);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void packTransposedEqualsPackOfTheTranspose(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int k : SIZES) {
      for (int n : SIZES) {
        int ld = k + 2;
        float[] transposed = matrix(random, 1, n, k, ld, 0);
        float[] b = new float[k * n];
        for (int p = 0; p < k; p++) {
          for (int j = 0; j < n; j++) {
            b[p * n + j] = transposed[1 + j * ld + p];
          }
        }
        int size = kernels.products().packedSize(k, n);
        float[] expected = new float[size];
        float[] actual = new float[size];
        kernels.products().pack(k, n, b, 0, n, expected, 0);
        kernels.products().packTransposed(k, n, transposed, 1, ld, actual, 0);
        assertThat(actual).as("k=%d n=%d", k, n).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void rowsPackedBelowEachOtherAreThePackedWhole(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int n : SIZES) {
      for (int above : new int[] {0, 1, 5, 33}) {
        int below = 7;
        int k = above + below;
        int ld = n + 2;
        float[] b = matrix(random, 1, k, n, ld, 0);
        int size = kernels.products().packedSize(k, n);
        float[] expected = new float[size];
        float[] actual = new float[size];
        java.util.Arrays.fill(actual, Float.NaN);
        kernels.products().pack(k, n, b, 1, ld, expected, 0);
        kernels.products().packRows(above, below, k, n, b, 1 + above * ld, ld, actual, 0);
        kernels.products().packRows(0, above, k, n, b, 1, ld, actual, 0);
        assertThat(actual).as("above=%d n=%d", above, n).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void packOverwritesWhatTheBufferHeld(Kernels kernels) {
    float[] b = matrix(new SplittableRandom(SEED), 0, 5, 19, 19, 0);
    int size = kernels.products().packedSize(5, 19);
    float[] clean = new float[size];
    float[] dirty = new float[size];
    java.util.Arrays.fill(dirty, Float.NaN);
    kernels.products().pack(5, 19, b, 0, 19, clean, 0);
    kernels.products().pack(5, 19, b, 0, 19, dirty, 0);
    assertThat(dirty).isEqualTo(clean);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void gemmTransposedAgreesWithDoublePrecision(Kernels kernels) {
    forAllSizes(
        (s, random) -> {
          float[] a = matrix(random, s.off(), s.k(), s.m(), s.ld(s.m()), 1);
          float[] b = matrix(random, s.off(), s.k(), s.n(), s.ld(s.n()), 1);
          float[] c = matrix(random, s.off(), s.m(), s.n(), s.ld(s.n()), 1);
          float[] before = c.clone();
          kernels
              .products()
              .gemmTransposedA(
                  0,
                  s.m(),
                  0,
                  s.n(),
                  s.k(),
                  a,
                  s.off(),
                  s.ld(s.m()),
                  b,
                  s.off(),
                  s.ld(s.n()),
                  c,
                  s.off(),
                  s.ld(s.n()),
                  s.accumulate());
          compare(s, a, 1, s.ld(s.m()), b, before, c);
        });
  }

  /** A's element (i, p) lies at {@code off + i·aRow + p·aStep}. */
  private static void compare(
      Product s, float[] a, int aRow, int aStep, float[] b, float[] before, float[] c) {
    assertThat(guardsIntact(c, s.off(), s.m(), s.n(), s.ld(s.n()))).as("%s guards", s).isTrue();
    for (int i = 0; i < s.m(); i++) {
      for (int j = 0; j < s.n(); j++) {
        int at = s.off() + i * s.ld(s.n()) + j;
        double sum = s.accumulate() ? before[at] : 0;
        double size = Math.abs(sum);
        for (int p = 0; p < s.k(); p++) {
          double term =
              (double) a[s.off() + i * aRow + p * aStep] * b[s.off() + p * s.ld(s.n()) + j];
          sum += term;
          size += Math.abs(term);
        }
        double tolerance = (s.k() + 1) * EPSILON * size;
        if (!(Math.abs(c[at] - sum) <= tolerance)) {
          throw new AssertionError(
              "%s row %d column %d: expected %s, received %s, tolerance %s"
                  .formatted(s, i, j, sum, c[at], tolerance));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aRowHasTheSameBitsInAnyBatch(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    int m = 40;
    for (int n : new int[] {1, 7, 16, 50, 100, 150}) {
      for (int k : new int[] {1, 33, 300}) {
        float[] a = matrix(random, 0, m, k, k, 0);
        float[] packed = new float[kernels.products().packedSize(k, n)];
        kernels.products().pack(k, n, matrix(random, 0, k, n, n, 0), 0, n, packed, 0);
        float[] start = matrix(random, 0, m, n, n, 0);
        float[] whole = start.clone();
        kernels.products().gemm(m, n, k, a, 0, k, packed, 0, whole, 0, n, true);
        for (int rows = 1; rows <= Tiles.MOST_ROWS + 1; rows++) {
          float[] parts = start.clone();
          for (int i = 0; i < m; i += rows) {
            int count = Math.min(rows, m - i);
            kernels.products().gemm(count, n, k, a, i * k, k, packed, 0, parts, i * n, n, true);
          }
          assertThat(parts).as("n=%d k=%d rows=%d", n, k, rows).isEqualTo(whole);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aTransposedProductHasTheSameBitsInAnyTiling(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    int m = 37;
    int n = 83;
    int k = 300;
    float[] a = matrix(random, 0, k, m, m, 0);
    float[] b = matrix(random, 0, k, n, n, 0);
    for (boolean accumulate : new boolean[] {false, true}) {
      float[] start = matrix(random, 0, m, n, n, 0);
      float[] whole = start.clone();
      kernels.products().gemmTransposedA(0, m, 0, n, k, a, 0, m, b, 0, n, whole, 0, n, accumulate);
      for (int rows = 1; rows <= Tiles.MOST_ROWS + 1; rows++) {
        for (int columns : new int[] {1, 5, 16, 40}) {
          float[] tiled = start.clone();
          for (int i = 0; i < m; i += rows) {
            for (int j = 0; j < n; j += columns) {
              int mTo = Math.min(m, i + rows);
              int nTo = Math.min(n, j + columns);
              kernels
                  .products()
                  .gemmTransposedA(i, mTo, j, nTo, k, a, 0, m, b, 0, n, tiled, 0, n, accumulate);
            }
          }
          assertThat(tiled).as("rows=%d columns=%d", rows, columns).isEqualTo(whole);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void productsThatShareTheRightFactorHaveTheBitsOfEachAlone(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int width : new int[] {1, 8, 13, 64, 200}) {
      for (int k : new int[] {0, 1, 35, 300}) {
        shared(
            kernels, random, new int[] {1, 7, 50, 160}, width, 3, k, new int[] {1, 24, 100, 700});
      }
    }
  }

  /** Left factors of some heights, ones at their end, and B in blocks; cut by columns. */
  private static void shared(
      Kernels kernels,
      SplittableRandom random,
      int[] heights,
      int width,
      int blocks,
      int k,
      int[] cuts) {
    int n = width * blocks;
    int ldb = width + 3;
    int stride = k * ldb + 5;
    float[] b = matrix(random, 0, 1, 2 + blocks * stride, 2 + blocks * stride, 0);
    for (int cut : cuts) {
      LeftFactors left = new LeftFactors(heights.length + 1);
      float[][] expected = new float[heights.length + 1][];
      float[][] actual = new float[heights.length + 1][];
      for (int i = 0; i <= heights.length; i++) {
        boolean ones = i == heights.length;
        int m = ones ? 1 : heights[i];
        float[] a = matrix(random, 2, k, m, m + 1, 0);
        if (ones) {
          java.util.Arrays.fill(a, 1f);
        }
        expected[i] = matrix(random, 3, m, n, n + 2, 0);
        actual[i] = expected[i].clone();
        for (int block = 0; block < blocks; block++) {
          kernels
              .products()
              .gemmTransposedA(
                  0,
                  m,
                  0,
                  width,
                  k,
                  a,
                  2,
                  m + 1,
                  b,
                  2 + block * stride,
                  ldb,
                  expected[i],
                  3 + block * width,
                  n + 2,
                  true);
        }
        if (ones) {
          left.setOnes(i, actual[i], 3);
        } else {
          left.set(i, m, a, 2, m + 1, actual[i], 3, n + 2);
        }
      }
      for (int j = 0; j < n; j += cut) {
        kernels
            .products()
            .addTransposedProducts(left, j, Math.min(n, j + cut), k, b, 2, ldb, width, stride);
      }
      for (int i = 0; i < actual.length; i++) {
        assertThat(actual[i])
            .as("width=%d k=%d cut=%d factor=%d", width, k, cut, i)
            .isEqualTo(expected[i]);
      }
    }
  }

  /** Rows that lie in another order give the bits of the same rows one after the other. */
  @ParameterizedTest
  @MethodSource(ALL)
  void rowsInAnotherOrderGiveTheSameSums(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(31);
    int k = 700;
    int n = 70;
    int[] heights = {1, 9, 40};
    int[] order = new int[k + 5];
    for (int p = 0; p < order.length; p++) {
      // Two halves, each in the order of their rows, with a gap: as a layer keeps its gates.
      order[p] = p / 2 + p % 2 * 400;
    }
    float[] b = matrix(random, 0, 900, n, n, 0);
    LeftFactors plain = new LeftFactors(heights.length);
    LeftFactors ordered = new LeftFactors(heights.length);
    float[][] expected = new float[heights.length][];
    float[][] actual = new float[heights.length][];
    for (int i = 0; i < heights.length; i++) {
      int m = heights[i];
      float[] a = matrix(random, 0, 900, m, m, 0);
      expected[i] = matrix(random, 0, m, n, n, 0);
      actual[i] = expected[i].clone();
      plain.set(i, m, i == 1 ? a : inOrder(a, m, order, 5), 0, m, expected[i], 0, n);
      ordered.set(i, m, a, 0, m, actual[i], 0, n);
      if (i != 1) {
        ordered.setRows(i, order, 5);
      }
    }
    ordered.setRowsOfB(order, 5);
    kernels.products().addTransposedProducts(plain, 0, n, k, inOrder(b, n, order, 5), 0, n, n, 0);
    kernels.products().addTransposedProducts(ordered, 0, n, k, b, 0, n, n, 0);
    assertThat(actual).isDeepEqualTo(expected);
  }

  private static float[] inOrder(float[] from, int width, int[] order, int first) {
    float[] to = new float[(order.length - first) * width];
    for (int p = first; p < order.length; p++) {
      System.arraycopy(from, order[p] * width, to, (p - first) * width, width);
    }
    return to;
  }
}
