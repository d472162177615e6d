package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.QrnnConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.CellConformance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every cell promises inside {@link Recurrent}; the cells are listed in {@link CellCase}. */
class CellConformanceTest {
  @TestFactory
  Stream<DynamicNode> everyCell() {
    return CellCase.all().map(c -> dynamicContainer(c.name(), c.conformance().tests()));
  }

  /** As a user may run the checks: from settings alone, with nothing to hold the values against. */
  @TestFactory
  Stream<DynamicNode> withoutAReference() {
    return Stream.of(
            CellConformance.of("lstm", LstmConfig::of),
            CellConformance.of("gru, four units", GruConfig.of(4)),
            CellConformance.of("qrnn", QrnnConfig::of),
            CellConformance.of(
                "rnn relu", h -> new SimpleRnnConfig(h, Activation.RELU, true, Init.PYTORCH)))
        .map(c -> dynamicContainer(c + ", no reference", c.tests()));
  }

  static Stream<CellCase<?>> cells() {
    return CellCase.all();
  }

  @ParameterizedTest
  @MethodSource("cells")
  <S extends CellState> void whatDoesNotFitIsRefusedByName(CellCase<S> c) {
    Refusals.check(new Recurrent<>(c.build().cell(3, 5), true, false), 3);
  }

  /** Products with the state are those that a step from a state of zeros does not depend on. */
  @ParameterizedTest
  @MethodSource("cells")
  <S extends CellState> void recurrentWeightsAreThoseOfTheProductsWithTheState(CellCase<S> c) {
    Cell<S> cell = c.build().cell(3, 4);
    SplittableRandom random = new SplittableRandom(5);
    cell.parameters()
        .values()
        .forEach(p -> p.assign(Init.uniform(0.8f, random, p.shape().toArray())));
    Set<Parameter> fromZeros = trainedByAStep(cell, 0f);
    Set<Parameter> reached = trainedByAStep(cell, 1f);
    List<Parameter> recurrent = cell.recurrentWeights();
    assertThat(recurrent).isSubsetOf(reached).doesNotContainAnyElementsOf(fromZeros);
    reached.removeAll(fromZeros);
    reached.removeIf(parameter -> parameter.shape().rank() < 2);
    assertThat(recurrent).containsAll(reached);
  }

  private static <S extends CellState> Set<Parameter> trainedByAStep(Cell<S> cell, float state) {
    SplittableRandom random = new SplittableRandom(6);
    Tape tape = Tape.recording(Engine.withThreads(1));
    List<Variable> before = new ArrayList<>();
    for (Variable part : cell.initialState(tape, 2).variables()) {
      Tensor drawn = Init.uniform(1, random, part.shape().toArray());
      before.add(tape.constant(drawn).multiply(state));
    }
    Variable x = tape.constant(Init.uniform(1, random, 1, 2, 3));
    Unrolled<S> run =
        new Recurrent<>(cell, true, false).unroll(tape, Signal.of(x), cell.stateOf(before));
    Variable loss = run.outputs().sum();
    for (Variable part : run.state().variables()) {
      loss = loss.add(part.multiply(tape.constant(Init.uniform(1, random, 2, 1))).sum());
    }
    cell.parameters().values().forEach(Parameter::clearGradient);
    tape.backward(loss);
    Set<Parameter> trained = new LinkedHashSet<>(cell.parameters().values());
    trained.removeIf(
        p -> IntStream.range(0, p.shape().size()).allMatch(at -> p.gradient()[at] == 0));
    return trained;
  }
}
