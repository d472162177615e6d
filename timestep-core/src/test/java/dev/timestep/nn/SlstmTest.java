package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.SlstmConfig;
import dev.timestep.tensor.Tensor;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sLSTM where its gates are far from one. */
class SlstmTest {
  private static final SlstmConfig ONE = SlstmConfig.of(1);

  /** Outputs of a cell of one unit and one feature, without recurrence. */
  private static float[] run(CellConfig config, float[] kernel, float[] bias, float... x) {
    Layer layer = RecurrentConfig.of(config).sequences().build(1, new Random(1));
    Map<String, Parameter> weights = layer.parameters();
    weights.get("kernel").assign(Tensor.of(kernel, 1, 4));
    weights.get("bias").assign(Tensor.of(bias, 4));
    weights.get("recurrent_kernel").assign(Tensor.zeros(1, 4));
    Tape tape = Tape.inference(Engine.withThreads(1));
    Signal signal = Signal.ofSequences(tape, Tensor.of(x, 1, x.length, 1), null);
    return layer.forward(tape, signal).value().data();
  }

  @ParameterizedTest
  @ValueSource(floats = {60, 0, -5, -30, -36, -40, -90, -1000})
  void theFirstStepShowsWhatItWroteHoweverLittleTheInputGateOpens(float inputGate) {
    float[] h = run(ONE, new float[4], new float[] {inputGate, 3, 1, 2}, 0, 0, 0);
    double expected = Math.tanh(1) / (1 + Math.exp(-2));
    for (int t = 0; t < 3; t++) {
      assertThat((double) h[t]).as("step %d", t).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void zoneoutMixesWhatIsStoredNotItsLogarithm() {
    double z = 0.5;
    float[] x = {8, 0.1f, 0.1f};
    double c = 0;
    double n = 0;
    double h = 0;
    double f = 1 / (1 + Math.exp(-5));
    for (float value : x) {
      double storing = f * c + Math.exp(value) * Math.tanh(value);
      double counting = f * n + Math.exp(value);
      h = storing / counting / (1 + Math.exp(-9));
      c = z * c + (1 - z) * storing;
      n = z * n + (1 - z) * counting;
    }
    float[] found = run(ONE.zoneout(0, z), new float[] {1, 0, 1, 0}, new float[] {0, 5, 0, 9}, x);
    assertThat((double) found[2]).isCloseTo(h, within(1e-6));
    assertThat(h).isCloseTo(0.9989, within(1e-4));
  }
}
