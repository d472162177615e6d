package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient norms per step that fused layers report. */
class GradientProbeTest {
  private static final int TIME = 6;
  private static final int[] LENGTHS = {6, 2, 0, 4};

  static Stream<CellCase<?>> fused() {
    return CellCase.fused();
  }

  @ParameterizedTest
  @MethodSource("fused")
  <S extends CellState> void normsEqualThoseOfTheComposedGraph(CellCase<S> c) {
    Tensor x = Init.uniform(1, new Random(1), TIME, LENGTHS.length, 3);
    Tensor weight = Init.uniform(1, new Random(2), TIME, LENGTHS.length, 5);
    Cell<S> cell = c.build().cell(3, 5);
    for (boolean reverse : new boolean[] {false, true}) {
      List<double[]> reported = new ArrayList<>();
      Tape tape = Tape.recording(Engine.withThreads(1));
      tape.probe((place, norms) -> reported.add(norms));
      Recurrent<S> layer = new Recurrent<>(cell, true, reverse);
      Signal in = new Signal(tape.constant(x), Lengths.of(LENGTHS));
      Variable outputs = layer.unroll(tape, in, null).outputs();
      tape.backward(outputs.multiply(tape.constant(weight)).sum());
      assertThat(reported).hasSize(1);
      assertThat(reported.getFirst())
          .containsExactly(composed(cell, x, weight, reverse), within(1e-5));
    }
  }

  /** Norms by step in the layer's direction, from each sequence stepped through on its own. */
  private static <S extends CellState> double[] composed(
      Cell<S> cell, Tensor x, Tensor weight, boolean reverse) {
    double[] squares = new double[TIME];
    for (int b = 0; b < LENGTHS.length; b++) {
      Tape tape = Tape.recording(Engine.withThreads(1));
      Variable loss = tape.constant(Tensor.scalar(0));
      List<Variable> states = new ArrayList<>();
      S state = cell.initialState(tape, 1);
      for (int s = 0; s < LENGTHS[b]; s++) {
        int t = reverse ? LENGTHS[b] - 1 - s : s;
        state = cell.step(tape, tape.constant(x).at(t).slice(0, b, b + 1), state);
        states.add(state.output());
        Variable w = tape.constant(weight).at(t).slice(0, b, b + 1);
        loss = loss.add(state.output().multiply(w).sum());
      }
      if (!states.isEmpty()) {
        tape.backward(loss);
      }
      for (int s = 0; s < states.size(); s++) {
        for (float g : states.get(s).gradientValue().data()) {
          squares[s] += (double) g * g;
        }
      }
    }
    return java.util.Arrays.stream(squares).map(Math::sqrt).toArray();
  }

  @Test
  void normsComeWithThePlaceOfTheirLayer() {
    Sequential model = Sequential.of(2, 1, Layers.gru(3).layers(2), Layers.dense(1));
    Tape tape = Tape.recording(Engine.withThreads(1));
    Map<String, Integer> steps = new LinkedHashMap<>();
    tape.probe((place, norms) -> steps.put(place, norms.length));
    Tensor x = Init.uniform(1, new Random(1), 3, 4, 2);
    tape.backward(model.forward(tape, Signal.ofSequences(tape, x, null)).value().sum());
    assertThat(steps).containsExactly(Map.entry("0.gru.1", 4), Map.entry("0.gru.0", 4));
  }
}
