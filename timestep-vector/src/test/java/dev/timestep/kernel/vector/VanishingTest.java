package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.KernelsUnderTest.SIZES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.PortableKernels;
import dev.timestep.kernel.Vanishing;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the kernels do with numbers that vanish: what a contract calls flushed has no number between
 * 0 and {@link Vanishing#BOUND}, is otherwise what double precision says, and the same at each
 * place, in lanes and behind them.
 */
class VanishingTest {
  private static final String ALL = "dev.timestep.kernel.vector.KernelsUnderTest#all";
  private static final long SEED = 73;
  private static final float BOUND = Vanishing.BOUND;
  private static final float BELOW = Math.nextDown(BOUND);
  private static final float ABOVE = Math.nextUp(BOUND);
  private static final float INF = Float.POSITIVE_INFINITY;

  private interface Run {
    void on(Kernels kernels, int n, float[] x, int[] at);
  }

  /** Changes the values of all streams at one element as the kernel should. */
  private interface Reference {
    void apply(double[] v);
  }

  /**
   * A kernel with flushed results.
   *
   * @param streams operands and results, each a range of one array
   * @param gates which of the streams hold values of a sigmoid or tanh
   * @param flushed which of the streams are results that are flushed
   */
  private record Case(
      String name, int streams, int[] gates, int[] flushed, Run run, Reference reference) {
    boolean isGate(int stream) {
      return IntStream.of(gates).anyMatch(gate -> gate == stream);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case(
              "flush",
              1,
              new int[] {},
              new int[] {0},
              (k, n, x, o) -> k.elementwise().flush(n, x, o[0]),
              v -> v[0] = v[0] + 0),
          new Case(
              "sigmoidBackward",
              3,
              new int[] {0},
              new int[] {2},
              (k, n, x, o) -> k.activations().sigmoidBackward(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] += v[1] * v[0] * (1 - v[0])),
          new Case(
              "tanhBackward",
              3,
              new int[] {0},
              new int[] {2},
              (k, n, x, o) -> k.activations().tanhBackward(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] += v[1] * (1 - v[0] * v[0])),
          new Case(
              "multiplyAdd",
              3,
              new int[] {},
              new int[] {2},
              (k, n, x, o) -> k.elementwise().multiplyAdd(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] += v[0] * v[1]),
          new Case(
              "multiplyAddRest",
              3,
              new int[] {1},
              new int[] {2},
              (k, n, x, o) -> k.elementwise().multiplyAddRest(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] += v[0] * (1 - v[1])),
          new Case(
              "blendBackward",
              7,
              new int[] {0},
              new int[] {4, 5, 6},
              (k, n, x, o) ->
                  k.elementwise()
                      .blendBackward(
                          n, x, o[0], x, o[1], x, o[2], x, o[3], x, o[4], x, o[5], x, o[6]),
              v -> {
                v[4] += v[3] * (v[1] - v[2]);
                v[5] += v[3] * v[0];
                v[6] += v[3] * (1 - v[0]);
              }),
          new Case(
              "lstmForward",
              7,
              new int[] {},
              new int[] {5, 6},
              (k, n, x, o) ->
                  k.cells().lstmForward(n, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5], x, o[6]),
              v -> {
                v[0] = sigmoid(v[0]);
                v[1] = sigmoid(v[1]);
                v[2] = Math.tanh(v[2]);
                v[3] = sigmoid(v[3]);
                v[5] = v[1] * v[4] + v[0] * v[2];
                v[6] = v[3] * Math.tanh(v[5]);
              }),
          new Case(
              "lstmBackward",
              8,
              new int[] {0, 1, 2, 3},
              new int[] {0, 1, 2, 3, 7},
              (k, n, x, o) ->
                  k.cells()
                      .lstmBackward(
                          n, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5], x, o[6], x, o[7]),
              VanishingTest::lstmBackward),
          new Case(
              "gruForward",
              6,
              new int[] {},
              new int[] {5},
              (k, n, x, o) -> k.cells().gruForward(n, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5]),
              v -> {
                v[0] = sigmoid(v[0]);
                v[1] = sigmoid(v[1]);
                v[2] = Math.tanh(v[2] + v[0] * v[3]);
                v[5] = (1 - v[1]) * v[2] + v[1] * v[4];
              }),
          new Case(
              "gruBackward",
              6,
              new int[] {0, 1, 2},
              new int[] {0, 1, 2, 3, 5},
              (k, n, x, o) -> k.cells().gruBackward(n, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5]),
              VanishingTest::gruBackward));

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static void lstmBackward(double[] v) {
    double i = v[0];
    double f = v[1];
    double g = v[2];
    double o = v[3];
    double tanh = Math.tanh(v[5]);
    double dc = v[7] + v[6] * o * (1 - tanh * tanh);
    v[0] = dc * g * i * (1 - i);
    v[1] = dc * v[4] * f * (1 - f);
    v[2] = dc * i * (1 - g * g);
    v[3] = v[6] * tanh * o * (1 - o);
    v[7] = dc * f;
  }

  private static void gruBackward(double[] v) {
    double r = v[0];
    double z = v[1];
    double n = v[2];
    double dn = v[5] * (1 - z) * (1 - n * n);
    v[0] = dn * v[3] * r * (1 - r);
    v[1] = v[5] * (v[4] - n) * z * (1 - z);
    v[2] = dn;
    v[3] = dn * r;
    v[5] = v[5] * z;
  }

  static Stream<Arguments> cases() {
    return CASES.stream()
        .flatMap(test -> KernelsUnderTest.all().map(kernels -> Arguments.of(test, kernels)));
  }

  /**
   * Elements of all sizes down to the smallest float, the operands of one being of similar size;
   * every fifth number exactly 0; gates between 0 and 1.
   */
  private static float[] vanishing(Case test, int n) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] x = new float[test.streams * n];
    for (int e = 0; e < n; e++) {
      int size = -random.nextInt(150);
      for (int stream = 0; stream < test.streams; stream++) {
        float number = Math.scalb(1 - 2 * random.nextFloat(), size - random.nextInt(8));
        x[stream * n + e] = random.nextInt(5) == 0 ? 0f : number;
      }
      for (int gate : test.gates) {
        x[gate * n + e] = random.nextFloat();
      }
    }
    return x;
  }

  private static int[] places(Case test, int n) {
    return IntStream.range(0, test.streams).map(stream -> stream * n).toArray();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void resultsAreThoseOfDoublePrecisionOrZero(Case test, Kernels kernels) {
    for (int n : SIZES) {
      float[] before = vanishing(test, n);
      float[] x = before.clone();
      test.run.on(kernels, n, x, places(test, n));
      for (int e = 0; e < n; e++) {
        double[] v = new double[test.streams];
        double largest = 0;
        for (int stream = 0; stream < test.streams; stream++) {
          v[stream] = before[stream * n + e];
          if (!test.isGate(stream)) {
            largest = Math.max(largest, Math.abs(v[stream]));
          }
        }
        test.reference.apply(v);
        for (int stream : test.flushed) {
          float received = x[stream * n + e];
          String what = "%s, seed %d, n=%d, e=%d, stream %d".formatted(test, SEED, n, e, stream);
          assertThat(received == 0 || Math.abs(received) >= BOUND).as(what).isTrue();
          // An operand that was flushed has lost the bound, too; its factors are 1 at most.
          double tolerance = 3e-6 * largest + 2 * BOUND;
          assertThat(Math.abs(received - v[stream])).as(what).isLessThanOrEqualTo(tolerance);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doNotDependOnThePlace(Case test, Kernels kernels) {
    int n = 77;
    float[] before = vanishing(test, n);
    float[] all = before.clone();
    test.run.on(kernels, n, all, places(test, n));
    for (int e = 0; e < n; e++) {
      float[] one = new float[test.streams];
      for (int stream = 0; stream < test.streams; stream++) {
        one[stream] = before[stream * n + e];
      }
      test.run.on(kernels, 1, one, places(test, 1));
      for (int stream : test.flushed) {
        assertThat(Float.floatToRawIntBits(one[stream]))
            .as("%s, e=%d, stream %d", test, e, stream)
            .isEqualTo(Float.floatToRawIntBits(all[stream * n + e]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nanStaysNan(Case test, Kernels kernels) {
    for (int n : new int[] {1, 8, 19, 33}) {
      float[] x = vanishing(test, n);
      Arrays.fill(x, Float.NaN);
      test.run.on(kernels, n, x, places(test, n));
      for (int stream : test.flushed) {
        for (int e = 0; e < n; e++) {
          assertThat(x[stream * n + e]).as("%s, n=%d, e=%d", test, n, e).isNaN();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void flushAtTheEdges(Kernels kernels) {
    float[] given = {
      BELOW,
      -BELOW,
      BOUND,
      -BOUND,
      ABOVE,
      -ABOVE,
      Float.NaN,
      INF,
      -INF,
      -0f,
      0f,
      1e-40f,
      -Float.MIN_VALUE,
      -Float.MIN_NORMAL,
      1f,
      -2f,
      Float.MAX_VALUE
    };
    float[] wanted = {
      0f,
      0f,
      BOUND,
      -BOUND,
      ABOVE,
      -ABOVE,
      Float.NaN,
      INF,
      -INF,
      0f,
      0f,
      0f,
      0f,
      0f,
      1f,
      -2f,
      Float.MAX_VALUE
    };
    for (int offset = 0; offset < 3; offset++) {
      for (int n : SIZES) {
        float[] x = new float[offset + n + 2];
        float[] expected = new float[x.length];
        Arrays.fill(x, BELOW);
        Arrays.fill(expected, BELOW);
        for (int e = 0; e < n; e++) {
          x[offset + e] = given[e % given.length];
          expected[offset + e] = wanted[e % wanted.length];
        }
        kernels.elementwise().flush(n, x, offset);
        assertThat(bits(x)).as("n=%d, offset=%d", n, offset).isEqualTo(bits(expected));
      }
    }
  }

  private static int[] bits(float[] x) {
    return IntStream.range(0, x.length).map(e -> Float.floatToIntBits(x[e])).toArray();
  }

  /** Only numbers next to the bound may be kept by one and flushed by the other. */
  @ParameterizedTest
  @MethodSource("cases")
  void agreeWithThePortableOnes(Case test, Kernels kernels) {
    int n = 257;
    float[] x = vanishing(test, n);
    float[] y = x.clone();
    test.run.on(kernels, n, x, places(test, n));
    test.run.on(new PortableKernels(), n, y, places(test, n));
    for (int stream : test.flushed) {
      for (int e = 0; e < n; e++) {
        float one = x[stream * n + e];
        float other = y[stream * n + e];
        double tolerance = 3e-6 * Math.abs(other) + 1e-5 * BOUND;
        boolean nextToBound = one == 0 ^ other == 0;
        double difference = Math.abs(one - other);
        assertThat(difference)
            .as("%s, e=%d, stream %d: %s, %s", test, e, stream, one, other)
            .isLessThanOrEqualTo(nextToBound ? BOUND * (1 + 1e-5) : tolerance);
      }
    }
  }

  // ---------------------------------------------------------------- layer normalisation, softmax

  @ParameterizedTest
  @MethodSource(ALL)
  void theGradientOfANormIsFlushed(Kernels kernels) {
    for (int n : SIZES) {
      SplittableRandom random = new SplittableRandom(SEED);
      float[] x = new float[5 * n];
      for (int e = 0; e < n; e++) {
        x[e] = random.nextFloat();
        x[n + e] = 1f;
        x[2 * n + e] = random.nextFloat() * 1e-21f;
      }
      kernels.rows().normalizeBackward(n, 1e-5f, x, 0, x, n, x, 2 * n, x, 3 * n, x, 4 * n);
      for (int e = 0; e < n; e++) {
        assertThat(x[4 * n + e]).as("n=%d, e=%d", n, e).isEqualTo(0f);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void anExponentialIsANormalNumberOrZero(Kernels kernels) {
    int n = 40_003;
    float[] x = new float[n];
    float[] y = new float[n];
    for (int e = 0; e < n; e++) {
      x[e] = -80f - 30f * e / n;
    }
    kernels.exponentials().exp(n, x, 0, y, 0);
    for (int e = 0; e < n; e++) {
      double exact = Math.exp(x[e]);
      boolean normal = exact >= Float.MIN_NORMAL;
      assertThat(Math.abs(y[e] - (normal ? exact : 0)))
          .as("x=%s", x[e])
          .isLessThanOrEqualTo(normal ? 3e-7 * exact : 0);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aSoftmaxIsOfNormalNumbersAndZeros(Kernels kernels) {
    int n = 1003;
    float[] x = new float[n];
    float[] y = new float[n];
    for (int e = 0; e < n; e++) {
      x[e] = -0.1f * e;
    }
    kernels.rows().softmaxRows(1, n, x, 0, n, y, 0, n, new float[1], 0);
    double total = IntStream.range(0, n).mapToDouble(e -> Math.exp(x[e])).sum();
    for (int e = 0; e < n; e++) {
      double exact = Math.exp(x[e]) / total;
      boolean kept = exact >= 2.001 * Float.MIN_NORMAL;
      assertThat(y[e] == 0 || y[e] >= Float.MIN_NORMAL).as("e=%d: %s", e, y[e]).isTrue();
      assertThat(Math.abs(y[e] - exact))
          .as("e=%d", e)
          .isLessThanOrEqualTo(kept ? 1e-5 * exact : 2.001 * Float.MIN_NORMAL);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void termsOfACrossEntropyBelowTheBoundAddNothing(Kernels kernels) {
    int n = 1003;
    float[] x = new float[n];
    float[] y = new float[n];
    for (int e = 0; e < n; e++) {
      x[e] = -0.1f * e;
    }
    kernels.exponentials().addScaledExp(n, 0.01f, 0f, x, 0, y, 0);
    for (int e = 0; e < n; e++) {
      double exact = Math.exp(x[e]);
      if (exact < BOUND * (1 - 1e-6)) {
        assertThat(y[e]).as("e=%d", e).isEqualTo(0f);
      } else if (exact > BOUND * (1 + 1e-6)) {
        assertThat(Math.abs(y[e] - 0.01 * exact)).as("e=%d", e).isLessThan(1e-6 * exact);
      }
    }
  }

  // ---------------------------------------------------------------- Adam

  private static float[] adam(Kernels kernels, int n, float w, float g, float m, float v) {
    float[] x = new float[4 * n];
    Arrays.fill(x, 0, n, w);
    Arrays.fill(x, n, 2 * n, g);
    Arrays.fill(x, 2 * n, 3 * n, m);
    Arrays.fill(x, 3 * n, 4 * n, v);
    kernels.elementwise().adam(n, x, 0, x, n, x, 2 * n, x, 3 * n, 0.9f, 0.999f, 1e-3f, 1e-8f, 0f);
    for (int e = 1; e < 4 * n; e++) {
      assertThat(Float.compare(x[e], x[e - e % n])).as("e=%d", e).isZero();
    }
    return new float[] {x[0], x[2 * n], x[3 * n]};
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void adamForgetsWhatHasVanished(Kernels kernels) {
    float smallest = Vanishing.boundOfSquares(1f - 0.999f);
    assertThat(smallest).isEqualTo(0x1p-57f);
    for (int n : new int[] {1, 7, 16, 21, 35}) {
      // The gradient, both means, and the least of what is kept of each.
      assertThat(adam(kernels, n, 1f, Math.nextDown(smallest), 0f, 0f)).containsExactly(1f, 0f, 0f);
      float[] kept = adam(kernels, n, 0f, smallest, 8 * smallest, 0f);
      assertThat(kept[1]).isEqualTo(Math.fma(0.9f, 8 * smallest, (1f - 0.9f) * smallest));
      assertThat(kept[2]).isBetween(4 * Float.MIN_NORMAL, 16 * Float.MIN_NORMAL);
      assertThat(kept[0]).isNegative();
      assertThat(adam(kernels, n, 1f, 0f, BOUND, 0f)).containsExactly(1f, 0f, 0f);
      assertThat(adam(kernels, n, 1f, 0f, -2 * BOUND, 0f)[1]).isEqualTo(-0.9f * 2 * BOUND);
      assertThat(adam(kernels, n, 1f, 0f, 0f, Float.MIN_NORMAL)).containsExactly(1f, 0f, 0f);
      assertThat(adam(kernels, n, 1f, 0f, 1e-45f, 1e-45f)).containsExactly(1f, 0f, 0f);
      // A weight that nothing pulls at stays, however small.
      assertThat(adam(kernels, n, 1e-40f, 0f, 0f, 0f)).containsExactly(1e-40f, 0f, 0f);
      for (float number : adam(kernels, n, 1f, Float.NaN, 0f, 0f)) {
        assertThat(number).isNaN();
      }
    }
  }
}
