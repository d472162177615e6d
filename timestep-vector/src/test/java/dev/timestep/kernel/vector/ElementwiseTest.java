package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.KernelsUnderTest.SIZES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every elementwise kernel, cell epilogue and optimizer step against double precision, at awkward
 * sizes and offsets, in one table. All operands of a case are streams in one array, guards between.
 */
class ElementwiseTest {

  private static final long SEED = 41;

  /** Several roundings and one activation (1e-6 at most), on values of about 1. */
  private static final double TOLERANCE = 3e-6;

  private interface Run {
    void on(Kernels kernels, int n, float[] x, int[] at);
  }

  /** Changes the values of all streams at one element as the kernel should. */
  private interface Reference {
    void apply(double[] v);
  }

  private record Case(String name, int streams, Run run, Reference reference) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static final List<Case> ELEMENTWISE =
      List.of(
          new Case(
              "sigmoid",
              2,
              (k, n, x, o) -> k.activations().sigmoid(n, x, o[0], x, o[1]),
              v -> v[1] = sigmoid(v[0])),
          new Case(
              "sigmoid in place",
              1,
              (k, n, x, o) -> k.activations().sigmoid(n, x, o[0], x, o[0]),
              v -> v[0] = sigmoid(v[0])),
          new Case(
              "tanh",
              2,
              (k, n, x, o) -> k.activations().tanh(n, x, o[0], x, o[1]),
              v -> v[1] = Math.tanh(v[0])),
          new Case(
              "tanh in place",
              1,
              (k, n, x, o) -> k.activations().tanh(n, x, o[0], x, o[0]),
              v -> v[0] = Math.tanh(v[0])),
          new Case(
              "exp",
              2,
              (k, n, x, o) -> k.exponentials().exp(n, x, o[0], x, o[1]),
              v -> v[1] = Math.exp(v[0])),
          new Case(
              "exp in place",
              1,
              (k, n, x, o) -> k.exponentials().exp(n, x, o[0], x, o[0]),
              v -> v[0] = Math.exp(v[0])),
          new Case(
              "addScaledExp",
              2,
              (k, n, x, o) -> k.exponentials().addScaledExp(n, 0.7f, 1f, x, o[0], x, o[1]),
              v -> v[1] += 0.7f * Math.exp(v[0] - 1)),
          new Case(
              "relu",
              2,
              (k, n, x, o) -> k.activations().relu(n, x, o[0], x, o[1]),
              v -> v[1] = Math.max(v[0], 0)),
          new Case(
              "sigmoidBackward",
              3,
              (k, n, x, o) -> k.activations().sigmoidBackward(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] += v[1] * v[0] * (1 - v[0])),
          new Case(
              "tanhBackward",
              3,
              (k, n, x, o) -> k.activations().tanhBackward(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] += v[1] * (1 - v[0] * v[0])),
          new Case(
              "reluBackward",
              3,
              (k, n, x, o) -> k.activations().reluBackward(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] += v[0] > 0 ? v[1] : 0),
          new Case(
              "add",
              3,
              (k, n, x, o) -> k.elementwise().add(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] = v[0] + v[1]),
          new Case(
              "multiply",
              3,
              (k, n, x, o) -> k.elementwise().multiply(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] = v[0] * v[1]),
          new Case(
              "multiply in place",
              2,
              (k, n, x, o) -> k.elementwise().multiply(n, x, o[0], x, o[1], x, o[1]),
              v -> v[1] = v[0] * v[1]),
          new Case(
              "multiplyAdd",
              3,
              (k, n, x, o) -> k.elementwise().multiplyAdd(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] += v[0] * v[1]),
          new Case(
              "blend",
              4,
              (k, n, x, o) -> k.elementwise().blend(n, x, o[0], x, o[1], x, o[2], x, o[3]),
              v -> v[3] = v[0] * v[1] + (1 - v[0]) * v[2]),
          new Case(
              "blendBackward",
              7,
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
              "softplus",
              2,
              (k, n, x, o) -> k.exponentials().softplus(n, 1f, x, o[0], x, o[1]),
              v -> v[1] = Math.log1p(Math.exp(v[0]))),
          new Case(
              "softplus in place",
              1,
              (k, n, x, o) -> k.exponentials().softplus(n, 1f, x, o[0], x, o[0]),
              v -> v[0] = Math.log1p(Math.exp(v[0]))),
          new Case(
              "log sigmoid",
              2,
              (k, n, x, o) -> k.exponentials().softplus(n, -1f, x, o[0], x, o[1]),
              v -> v[1] = -Math.log1p(Math.exp(-v[0]))),
          new Case(
              "subtract",
              3,
              (k, n, x, o) -> k.elementwise().subtract(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] = v[0] - v[1]),
          new Case(
              "divide",
              3,
              (k, n, x, o) -> {
                // Away from 0, where a quotient has no bound.
                k.exponentials().exp(n, x, o[1], x, o[1]);
                k.elementwise().divide(n, x, o[0], x, o[1], x, o[2]);
              },
              v -> {
                v[1] = Math.exp(v[1]);
                v[2] = v[0] / v[1];
              }),
          new Case(
              "maximum",
              3,
              (k, n, x, o) -> k.elementwise().maximum(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] = Math.max(v[0], v[1])),
          new Case(
              "minimum",
              3,
              (k, n, x, o) -> k.elementwise().minimum(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] = Math.min(v[0], v[1])),
          new Case(
              "multiplyAddRest",
              3,
              (k, n, x, o) -> k.elementwise().multiplyAddRest(n, x, o[0], x, o[1], x, o[2]),
              v -> v[2] += v[0] * (1 - v[1])),
          new Case(
              "clamp",
              2,
              (k, n, x, o) -> k.elementwise().clamp(n, -0.25f, 0.5f, x, o[0], x, o[1]),
              v -> v[1] = Math.min(Math.max(v[0], -0.25), 0.5)),
          new Case(
              "addWhere, x at least y",
              4,
              (k, n, x, o) -> k.elementwise().addWhere(n, true, x, o[0], x, o[1], x, o[2], x, o[3]),
              v -> v[3] += v[0] >= v[1] ? v[2] : 0),
          new Case(
              "addWhere, x below y",
              4,
              (k, n, x, o) ->
                  k.elementwise().addWhere(n, false, x, o[0], x, o[1], x, o[2], x, o[3]),
              v -> v[3] += v[0] >= v[1] ? 0 : v[2]),
          new Case(
              "addWhere, equal",
              3,
              (k, n, x, o) -> k.elementwise().addWhere(n, true, x, o[0], x, o[0], x, o[1], x, o[2]),
              v -> v[2] += v[1]),
          new Case(
              "clampBackward",
              3,
              (k, n, x, o) ->
                  k.elementwise().clampBackward(n, -0.25f, 0.5f, x, o[0], x, o[1], x, o[2]),
              v -> v[2] += v[0] >= -0.25 && v[0] <= 0.5 ? v[1] : 0),
          new Case(
              "axpy",
              2,
              (k, n, x, o) -> k.elementwise().axpy(n, 0.75f, x, o[0], x, o[1]),
              v -> v[1] += 0.75 * v[0]),
          new Case(
              "scale",
              1,
              (k, n, x, o) -> k.elementwise().scale(n, 0.75f, x, o[0]),
              v -> v[0] *= 0.75));

  private static final List<Case> CELLS =
      List.of(
          new Case(
              "lstmForward",
              7,
              (k, n, x, o) ->
                  k.cells().lstmForward(n, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5], x, o[6]),
              v -> lstmForward(v, 4, 5)),
          new Case(
              "lstmForward, c in place",
              6,
              (k, n, x, o) ->
                  k.cells().lstmForward(n, x, o[0], o[1], o[2], o[3], x, o[4], x, o[4], x, o[5]),
              v -> lstmForward(v, 4, 4)),
          new Case(
              "lstmBackward",
              8,
              (k, n, x, o) ->
                  k.cells()
                      .lstmBackward(
                          n, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5], x, o[6], x, o[7]),
              ElementwiseTest::lstmBackward),
          new Case(
              "gruForward",
              6,
              (k, n, x, o) -> k.cells().gruForward(n, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5]),
              ElementwiseTest::gruForward),
          new Case(
              "gruBackward",
              6,
              (k, n, x, o) -> k.cells().gruBackward(n, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5]),
              ElementwiseTest::gruBackward),
          new Case(
              "adam",
              4,
              (k, n, x, o) -> {
                k.elementwise().multiply(n, x, o[3], x, o[3], x, o[3]);
                k.elementwise()
                    .adam(n, x, o[0], x, o[1], x, o[2], x, o[3], 0.9f, 0.99f, 0.01f, 0.1f, 0.001f);
              },
              ElementwiseTest::adam));

  private static void lstmForward(double[] v, int cPrev, int c) {
    v[0] = sigmoid(v[0]);
    v[1] = sigmoid(v[1]);
    v[2] = Math.tanh(v[2]);
    v[3] = sigmoid(v[3]);
    v[c] = v[1] * v[cPrev] + v[0] * v[2];
    v[c + 1] = v[3] * Math.tanh(v[c]);
  }

  private static void lstmBackward(double[] v) {
    double i = v[0];
    double f = v[1];
    double g = v[2];
    double o = v[3];
    double tanhC = Math.tanh(v[5]);
    double dh = v[6];
    double dc = v[7] + dh * o * (1 - tanhC * tanhC);
    v[0] = dc * g * i * (1 - i);
    v[1] = dc * v[4] * f * (1 - f);
    v[2] = dc * i * (1 - g * g);
    v[3] = dh * tanhC * o * (1 - o);
    v[7] = dc * f;
  }

  private static void gruForward(double[] v) {
    v[0] = sigmoid(v[0]);
    v[1] = sigmoid(v[1]);
    v[2] = Math.tanh(v[2] + v[0] * v[3]);
    v[5] = (1 - v[1]) * v[2] + v[1] * v[4];
  }

  private static void gruBackward(double[] v) {
    double r = v[0];
    double z = v[1];
    double n = v[2];
    double q = v[3];
    double dh = v[5];
    double dn = dh * (1 - z) * (1 - n * n);
    v[0] = dn * q * r * (1 - r);
    v[1] = dh * (v[4] - n) * z * (1 - z);
    v[2] = dn;
    v[3] = dn * r;
    v[5] = dh * z;
  }

  private static void adam(double[] v) {
    double second = v[3] * v[3];
    v[2] = 0.9 * v[2] + 0.1 * v[1];
    v[3] = 0.99 * second + 0.01 * v[1] * v[1];
    v[0] = v[0] * (1 - 0.001) - 0.01 * v[2] / (Math.sqrt(v[3]) + 0.1);
  }

  private static Stream<Arguments> kernelsAndCases() {
    List<Case> cases = Stream.concat(ELEMENTWISE.stream(), CELLS.stream()).toList();
    return KernelsUnderTest.all()
        .flatMap(k -> cases.stream().map(c -> Arguments.argumentSet(k.name() + " " + c, k, c)));
  }

  @ParameterizedTest
  @MethodSource("kernelsAndCases")
  void agreesWithDoublePrecision(Kernels kernels, Case tested) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int size : SIZES) {
      for (int n : new int[] {size, size * 5 + 1}) {
        int[] at = offsets(random, tested.streams(), n);
        float[] x = fill(random, at, n);
        float[] before = x.clone();
        tested.run().on(kernels, n, x, at);
        compare(tested, n, at, before, x);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernelsAndCases")
  void anElementHasTheSameBitsAtAnyPlace(Kernels kernels, Case tested) {
    SplittableRandom random = new SplittableRandom(SEED);
    int n = 61;
    int[] at = offsets(random, tested.streams(), n);
    float[] x = fill(random, at, n);
    for (int part : new int[] {1, 3, 8, 20}) {
      float[] whole = x.clone();
      float[] parts = x.clone();
      tested.run().on(kernels, n, whole, at);
      for (int e = 0; e < n; e += part) {
        int shift = e;
        int[] shifted = Arrays.stream(at).map(o -> o + shift).toArray();
        tested.run().on(kernels, Math.min(part, n - e), parts, shifted);
      }
      assertThat(parts).isEqualTo(whole);
    }
  }

  private static int[] offsets(SplittableRandom random, int streams, int n) {
    int[] at = new int[streams];
    int next = 0;
    for (int s = 0; s < streams; s++) {
      next += random.nextInt(4);
      at[s] = next;
      next += n;
    }
    return at;
  }

  private static float[] fill(SplittableRandom random, int[] at, int n) {
    float[] x = new float[at[at.length - 1] + n + 2];
    Arrays.fill(x, KernelsUnderTest.GUARD);
    for (int from : at) {
      for (int e = 0; e < n; e++) {
        x[from + e] = random.nextFloat() * 2 - 1;
      }
    }
    return x;
  }

  private static void compare(Case tested, int n, int[] at, float[] before, float[] after) {
    float[] expectedGuards = after.clone();
    double[] v = new double[at.length];
    for (int e = 0; e < n; e++) {
      for (int s = 0; s < v.length; s++) {
        v[s] = before[at[s] + e];
      }
      tested.reference().apply(v);
      for (int s = 0; s < v.length; s++) {
        float actual = after[at[s] + e];
        if (!(Math.abs(actual - v[s]) <= TOLERANCE)) {
          throw new AssertionError(
              "%s n=%d element %d stream %d: expected %s, received %s"
                  .formatted(tested, n, e, s, v[s], actual));
        }
        expectedGuards[at[s] + e] = KernelsUnderTest.GUARD;
      }
    }
    for (float guard : expectedGuards) {
      assertThat(guard).isNaN();
    }
  }
}
