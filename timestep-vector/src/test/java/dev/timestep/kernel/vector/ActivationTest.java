package dev.timestep.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Vanishing;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Accuracy of the transcendental functions over a dense sweep of all floats, and their limits. */
class ActivationTest {

  private static final String ALL = "dev.timestep.kernel.vector.KernelsUnderTest#all";
  private static final double SMALLEST_NORMAL = Float.MIN_NORMAL;

  /** A prime, so that all low bits of the floats occur. */
  private static final int BITS_STEP = 1009;

  private static final int BLOCK = 4096;

  private interface Activation {
    void apply(int n, float[] x, int xOff, float[] y, int yOff);
  }

  private interface Verdict {
    void check(float x, float y);
  }

  /** Applies the activation to every {@link #BITS_STEP}-th float there is, except NaNs. */
  private static void sweep(Activation activation, Verdict verdict) {
    float[] x = new float[BLOCK];
    float[] y = new float[BLOCK];
    int filled = 0;
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += BITS_STEP) {
      float next = Float.intBitsToFloat((int) bits);
      if (Float.isNaN(next)) {
        continue;
      }
      x[filled++] = next;
      if (filled == BLOCK) {
        activation.apply(BLOCK, x, 0, y, 0);
        for (int e = 0; e < BLOCK; e++) {
          verdict.check(x[e], y[e]);
        }
        filled = 0;
      }
    }
  }

  private static Verdict absolute(DoubleUnaryOperator function, double limit) {
    return (x, y) -> {
      if (!(Math.abs(y - function.applyAsDouble(x)) <= limit)) {
        throw new AssertionError(
            "x=%s: expected %s, received %s".formatted(x, function.applyAsDouble(x), y));
      }
    };
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void sigmoidIsWithinAMillionth(Kernels kernels) {
    sweep(kernels.activations()::sigmoid, absolute(x -> 1 / (1 + Math.exp(-x)), 1e-6));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void sigmoidStaysInItsRange(Kernels kernels) {
    sweep(kernels.activations()::sigmoid, (x, y) -> assertTrue(y >= 0 && y <= 1, x, y));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void tanhIsWithinAMillionth(Kernels kernels) {
    sweep(kernels.activations()::tanh, absolute(Math::tanh, 1e-6));
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void tanhStaysInItsRangeAndIsExactRelativelyNearZero(Kernels kernels) {
    sweep(
        kernels.activations()::tanh,
        (x, y) -> {
          assertTrue(y >= -1 && y <= 1, x, y);
          double exact = Math.tanh(x);
          if (Math.abs(x) >= SMALLEST_NORMAL) {
            assertTrue(Math.abs(y - exact) <= 1e-6 * Math.abs(exact), x, y);
          }
        });
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void expIsRelativelyExact(Kernels kernels) {
    sweep(
        kernels.exponentials()::exp,
        (x, y) -> {
          double exact = Math.exp(x);
          if (exact > Float.MAX_VALUE * (1 + 1e-7)) {
            assertTrue(y == Float.POSITIVE_INFINITY, x, y);
          } else if (exact >= SMALLEST_NORMAL && exact <= Float.MAX_VALUE * (1 - 3e-7)) {
            assertTrue(Math.abs(y - exact) <= 3e-7 * exact, x, y);
          } else if (exact < SMALLEST_NORMAL) {
            assertTrue(y == 0, x, y);
          }
        });
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void theTermsOfASoftmaxAreRelativelyExact(Kernels kernels) {
    sweep(
        (n, x, xOff, y, yOff) -> {
          Arrays.fill(y, yOff, yOff + n, 0f);
          kernels.exponentials().addScaledExp(n, 1f, 0f, x, xOff, y, yOff);
        },
        (x, y) -> {
          double exact = Math.exp(x);
          if (x <= 0 && exact >= Vanishing.BOUND * (1 + 3e-7)) {
            assertTrue(Math.abs(y - exact) <= 3e-7 * exact, x, y);
          } else if (exact < Vanishing.BOUND * (1 - 3e-7)) {
            assertTrue(y == 0, x, y);
          }
        });
  }

  private static void assertTrue(boolean holds, float x, float y) {
    if (!holds) {
      throw new AssertionError("x=" + x + " gives " + y);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void theLimitsAreExactAndNanStaysNan(Kernels kernels) {
    float inf = Float.POSITIVE_INFINITY;
    float[] x = {-inf, -1000f, -40f, 0f, 40f, 1000f, inf, Float.NaN, -0f, 1f, Float.NaN};
    int n = x.length;
    float[] y = new float[n];
    kernels.activations().sigmoid(n, x, 0, y, 0);
    assertThat(new float[] {y[0], y[1], y[2], y[3], y[4], y[5], y[6]})
        .containsExactly(0f, 0f, 0f, 0.5f, 1f, 1f, 1f);
    assertThat(y[7]).isNaN();
    assertThat(y[10]).isNaN();
    kernels.activations().tanh(n, x, 0, y, 0);
    assertThat(new float[] {y[0], y[1], y[2], y[3], y[4], y[5], y[6]})
        .containsExactly(-1f, -1f, -1f, 0f, 1f, 1f, 1f);
    assertThat(y[7]).isNaN();
    assertThat(y[10]).isNaN();
    assertThat(Float.floatToRawIntBits(y[8])).isEqualTo(Float.floatToRawIntBits(-0f));
    kernels.exponentials().exp(n, x, 0, y, 0);
    assertThat(new float[] {y[0], y[1], y[3], y[5], y[6], y[8]})
        .containsExactly(0f, 0f, 1f, inf, inf, 1f);
    assertThat(y[7]).isNaN();
    assertThat(y[10]).isNaN();
    kernels.activations().relu(n, x, 0, y, 0);
    assertThat(new float[] {y[0], y[2], y[3], y[4], y[6]}).containsExactly(0f, 0f, 0f, 40f, inf);
    assertThat(y[7]).isNaN();
    assertThat(y[10]).isNaN();
    assertThat(kernels.reductions().max(n, x, 0)).isNaN();
    assertThat(kernels.reductions().max(0, x, 0)).isEqualTo(-inf);
    assertThat(kernels.reductions().max(7, x, 0)).isEqualTo(inf);
  }
}
