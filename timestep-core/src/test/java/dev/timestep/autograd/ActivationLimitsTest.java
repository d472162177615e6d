package dev.timestep.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Activations and their slopes at the ends of the numbers: what they tend to, never NaN. */
class ActivationLimitsTest {
  private static final float FAR = 1e30f;
  private static final float END = Float.POSITIVE_INFINITY;

  /** Values and slopes at these numbers, many of each so that any vector loop runs. */
  private static float[][] at(Activation activation, float x) {
    Tape tape = Tape.recording(Engine.withThreads(1));
    float[] many = new float[37];
    java.util.Arrays.fill(many, x);
    Variable in = tape.input(Tensor.of(many, 37));
    Variable out = activation.apply(in);
    tape.backward(out.sum());
    return new float[][] {out.value().data(), in.gradientValue().data()};
  }

  @ParameterizedTest
  @EnumSource
  void infinityGivesTheLimit(Activation activation) {
    for (int sign : new int[] {1, -1}) {
      float[][] far = at(activation, sign * FAR);
      float[][] end = at(activation, sign * END);
      for (int j = 0; j < far[0].length; j++) {
        float value = far[0][j];
        if (Math.abs(value) > 1e20f) {
          assertThat(end[0][j]).isEqualTo(Math.signum(value) * END);
        } else {
          assertThat(end[0][j]).isCloseTo(value, within(1e-6f));
        }
        assertThat(end[1][j]).as("slope").isCloseTo(far[1][j], within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GELU", "SILU", "SOFTSIGN"})
  void whatIsNoNumberStaysOne(Activation activation) {
    assertThat(at(activation, Float.NaN)[0]).containsOnly(Float.NaN);
  }
}
