package dev.timestep.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Recurrent;
import dev.timestep.nn.Signal;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Holds the cell against its equations, written out for one unit in double precision. */
class TwoLevelCellTest {
  private static final double W = 0.7;
  private static final double U = -0.4;
  private static final double B = 0.1;
  private static final double V = 1.1;
  private static final double R = 0.6;
  private static final double C = -0.2;
  private static final double[] X = {0.5, -1.0, 0.8};

  private final TwoLevelCell cell = new TwoLevelCell(1, 1, new SplittableRandom(1));

  TwoLevelCellTest() {
    double[] values = {W, U, B, V, R, C};
    String[] names = {"W", "U", "b", "V", "R", "c"};
    for (int at = 0; at < names.length; at++) {
      Parameter parameter = cell.parameters().get(names[at]);
      parameter.value().data()[0] = (float) values[at];
      parameter.changed();
    }
  }

  /** h after the given number of steps, with U as an argument for the gradient check. */
  private static double h(int steps, double u) {
    double a = 0;
    double h = 0;
    for (int t = 0; t < steps; t++) {
      a = Math.tanh(X[t] * W + a * u + B);
      h = Math.tanh(a * V + h * R + C);
    }
    return h;
  }

  private Unrolled<TwoLevelCell.State> unroll(Tape tape) {
    // The same sequence twice, the second one cut after two steps.
    Tensor x = Tensor.of(new float[] {0.5f, -1f, 0.8f, 0.5f, -1f, 99f}, 2, 3, 1);
    return new Recurrent<>(cell).unroll(tape, Signal.ofSequences(tape, x, Lengths.of(3, 2)), null);
  }

  @Test
  void followsItsEquationsForEachSequenceToItsEnd() {
    Variable h = unroll(Tape.inference(Engine.standard())).state().h();
    assertThat((double) h.data()[0]).isCloseTo(h(3, U), within(1e-5));
    assertThat((double) h.data()[1]).isCloseTo(h(2, U), within(1e-5));
  }

  @Test
  void gradientGoesBackThroughTheLowerLevel() {
    Tape tape = Tape.recording(Engine.standard());
    tape.backward(unroll(tape).state().h().sum());
    double step = 1e-5;
    double expected =
        (h(3, U + step) - h(3, U - step) + h(2, U + step) - h(2, U - step)) / (2 * step);
    assertThat((double) cell.parameters().get("U").gradient()[0]).isCloseTo(expected, within(1e-4));
  }
}
