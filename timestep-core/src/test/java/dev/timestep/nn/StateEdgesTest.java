package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.graph.Graph;
import dev.timestep.nn.graph.GraphBuilder;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.CellConformance;
import dev.timestep.testing.GradientCheck;
import dev.timestep.testing.ReferenceCell;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recurrent nodes of a graph that start from the final states of others. */
class StateEdgesTest {
  private static final int[] PAST = {4, 0, 2};
  private static final int[] FUTURE = {1, 3, 2};
  private static final int PAST_STEPS = 4;
  private static final int FUTURE_STEPS = 3;
  private final Engine engine = Engine.withThreads(1);
  private final Random random = new Random(9);

  static Stream<CellCase<?>> cells() {
    return CellCase.all();
  }

  // ---------------------------------------------------------------- values and gradients

  /** A layer that returns the outputs of a given cell. */
  private record Given(Cell<?> cell) implements LayerConfig {
    @Override
    public String kind() {
      return cell.kind();
    }

    @Override
    public int outputFeatures(int features) {
      return cell.units();
    }

    @Override
    public Layer build(int features, RandomGenerator ignored) {
      return new Recurrent<>(cell, true, false);
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  <S extends CellState> void valuesAndGradientsOfAnEncoderAndADecoderAreThoseOfTheReference(
      CellCase<S> one) {
    Cell<S> encoder = one.build().cell(2, 3);
    Cell<S> decoder = one.build().cell(2, 3);
    int features = encoder.features();
    Graph graph =
        Graph.builder()
            .sequence("past", features)
            .sequence("future", features)
            .layer("encoder", new Given(encoder), "past")
            .layer("decoder", new Given(decoder), "future")
            .startsFrom("encoder")
            .output("decoder")
            .build(1);
    int[] widths = CellConformance.widths(encoder);
    new GradientCheck(5)
        .parameters(graph.parameters())
        .input("past", -1, 1, PAST_STEPS, 3, features)
        .input("future", -1, 1, FUTURE_STEPS, 3, features)
        .run(
            (tape, in) -> List.of(run(graph, tape, in)),
            in -> List.of(reference(one.reference(), in, widths, features)));
  }

  private static Variable run(Graph graph, Tape tape, Map<String, Variable> in) {
    Map<String, Signal> signals =
        Map.of(
            "past", new Signal(Objects.requireNonNull(in.get("past")), Lengths.of(PAST)),
            "future", new Signal(Objects.requireNonNull(in.get("future")), Lengths.of(FUTURE)));
    return graph.forward(tape, signals).get("decoder").value();
  }

  private static double[] reference(
      ReferenceCell cell, Map<String, double[]> in, int[] widths, int features) {
    Map<String, double[]> first = under("encoder.", in);
    double[][][] initial = new double[widths.length][PAST.length][];
    for (int part = 0; part < widths.length; part++) {
      for (int b = 0; b < PAST.length; b++) {
        initial[part][b] = cell.initial(first, part, widths[part]);
      }
    }
    double[][][] past = ReferenceCell.cut(in.get("past"), PAST_STEPS, 3, features);
    double[][][] future = ReferenceCell.cut(in.get("future"), FUTURE_STEPS, 3, features);
    double[][][] state = cell.run(first, past, initial, PAST, false).state();
    return ReferenceCell.join(
        cell.run(under("decoder.", in), future, state, FUTURE, false).outputs());
  }

  private static Map<String, double[]> under(String prefix, Map<String, double[]> all) {
    Map<String, double[]> own = new HashMap<>();
    all.forEach(
        (name, numbers) -> {
          if (name.startsWith(prefix)) {
            own.put(name.substring(prefix.length()), numbers);
          }
        });
    return own;
  }

  @Test
  void anErrorInTheStateWouldBeNoticed() {
    CellCase<?> gru = cells().filter(one -> one.name().equals("gru")).findFirst().orElseThrow();
    Graph graph = pair(Layers.gru(3).sequences(), 2, 2).build(1);
    assertThatThrownBy(
            () ->
                new GradientCheck(5)
                    .parameters(graph.parameters())
                    .input("past", -1, 1, PAST_STEPS, 3, 2)
                    .input("future", -1, 1, FUTURE_STEPS, 3, 2)
                    .run(
                        (tape, in) -> List.of(run(graph, tape, in)),
                        in -> {
                          Map<String, double[]> other = new HashMap<>(in);
                          double[] past = in.get("past").clone();
                          past[0] += 0.01;
                          other.put("past", past);
                          return List.of(reference(gru.reference(), other, new int[] {3}, 2));
                        }))
        .isInstanceOf(AssertionError.class);
  }

  private static GraphBuilder pair(LayerConfig layer, int past, int future) {
    return Graph.builder()
        .sequence("past", past)
        .sequence("future", future)
        .layer("encoder", layer, "past")
        .layer("decoder", layer, "future")
        .startsFrom("encoder")
        .output("decoder");
  }

  // ---------------------------------------------------------------- stacks and directions

  /** A stack hands on the state of each layer: the same as a pair of nodes for each layer. */
  @Test
  void aStackStartsLayerByLayer() {
    Graph stack = pair(Layers.lstm(4).layers(2).sequences(), 3, 2).build(1);
    Graph nodes =
        Graph.builder()
            .sequence("past", 3)
            .sequence("future", 2)
            .layer("encoder_0", Layers.lstm(4).sequences(), "past")
            .layer("encoder_1", Layers.lstm(4), "encoder_0")
            .layer("decoder_0", Layers.lstm(4).sequences(), "future")
            .startsFrom("encoder_0")
            .layer("decoder_1", Layers.lstm(4).sequences(), "decoder_0")
            .startsFrom("encoder_1")
            .output("decoder_1")
            .build(2);
    stack
        .parameters()
        .forEach((name, p) -> parameter(nodes, name.replaceFirst("\\.", "_")).assign(p.value()));
    Map<String, Tensor> in = inputs(30, 3, 7, 2);
    Map<String, Lengths> lengths = Map.of("past", Lengths.of(30, 0, 11));
    assertThat(stack.predict(engine, in, lengths).get("decoder"))
        .isEqualTo(nodes.predict(engine, in, lengths).get("decoder_1"));
  }

  private static Parameter parameter(Graph graph, String name) {
    return Objects.requireNonNull(graph.parameters().get(name), name);
  }

  private Map<String, Tensor> inputs(int past, int pastWidth, int future, int futureWidth) {
    return Map.of(
        "past", Init.uniform(1, random, 3, past, pastWidth),
        "future", Init.uniform(1, random, 3, future, futureWidth));
  }

  /** Each direction starts from the same direction's state. */
  @Test
  void bothDirectionsHandTheirStatesOn() {
    Graph graph = pair(Layers.gru(3).sequences().bidirectional(), 2, 2).build(1);
    Map<String, Tensor> in = inputs(5, 2, 4, 2);
    Tape tape = Tape.inference(engine);
    Bidirectional<?, ?> encoder = (Bidirectional<?, ?>) graph.layer("encoder");
    Bidirectional<?, ?> decoder = (Bidirectional<?, ?>) graph.layer("decoder");
    BothUnrolled<?, ?> read =
        encoder.unroll(tape, Signal.ofSequences(tape, in.get("past"), null), null, null);
    Signal future = Signal.ofSequences(tape, in.get("future"), null);
    Variable there = from(decoder.forward(), tape, future, read.forward().state());
    Variable back = from(decoder.backward(), tape, future, read.backward().state());
    Tensor expected = Signal.of(Variable.concat(-1, List.of(there, back))).toBatchFirst();
    assertThat(graph.predict(engine, in, Map.of()).get("decoder")).isEqualTo(expected);
  }

  private static <S extends CellState> Variable from(
      Recurrent<S> layer, Tape tape, Signal input, CellState state) {
    return layer.unroll(tape, input, layer.cell().stateOf(state.variables())).outputs();
  }

  /** Sutskever et al. read the source from its end. */
  @Test
  void aReversedEncoderHandsOnTheStateAfterTheFirstStep() {
    Graph graph = carrying(Layers.simpleRnn(4, Activation.LINEAR).reversed(), 0, 4);
    Map<String, Tensor> in = inputs(5, 2, 1, 2);
    Map<String, Tensor> out = graph.predict(in);
    assertThat(out.get("decoder")).isEqualTo(out.get("encoder"));
    Graph forward = carrying(Layers.simpleRnn(4, Activation.LINEAR), 0, 4);
    assertThat(forward.predict(in).get("decoder")).isNotEqualTo(out.get("decoder"));
  }

  /** A decoder that answers its first step with the state that it starts from. */
  private static Graph carrying(LayerConfig encoder, double dropout, int units) {
    Graph graph =
        Graph.builder()
            .sequence("past", 2)
            .sequence("future", 2)
            .layer("encoder", encoder, "past")
            .layer("decoder", Layers.simpleRnn(units, Activation.LINEAR), "future")
            .startsFrom("encoder", dropout)
            .output("encoder", "decoder")
            .build(1);
    Parameter recurrent = parameter(graph, "decoder.recurrent_kernel");
    Arrays.fill(recurrent.value().data(), 0f);
    for (int unit = 0; unit < units; unit++) {
      recurrent.value().set(1f, unit, unit);
    }
    recurrent.changed();
    Parameter kernel = parameter(graph, "decoder.kernel");
    Arrays.fill(kernel.value().data(), 0f);
    kernel.changed();
    return graph;
  }

  @Test
  void residualLayersHandTheirStatesOn() {
    Graph graph = pair(Layers.gru(3).layers(2).residual().sequences(), 2, 2).build(1);
    Map<String, Tensor> in = inputs(5, 2, 4, 2);
    Tape tape = Tape.inference(engine);
    StateLayer encoder = (StateLayer) graph.layer("encoder");
    StateLayer decoder = (StateLayer) graph.layer("decoder");
    var read = encoder.runFrom(tape, Signal.ofSequences(tape, in.get("past"), null), null);
    assertThat(read.states()).hasSize(2);
    Signal future = Signal.ofSequences(tape, in.get("future"), null);
    Tensor expected = decoder.runFrom(tape, future, read.states()).output().toBatchFirst();
    Tensor alone = decoder.runFrom(tape, future, null).output().toBatchFirst();
    assertThat(graph.predict(engine, in, Map.of()).get("decoder"))
        .isEqualTo(expected)
        .isNotEqualTo(alone);
  }

  /** One layer that reads the past, then goes on with the future: the sequence in one piece. */
  @Test
  void aSharedLayerGoesOnWhereItStopped() {
    Graph graph =
        Graph.builder()
            .sequence("past", 2)
            .sequence("future", 2)
            .layer("reader", Layers.lstm(3), "past")
            .shared("again", "reader", "future")
            .startsFrom("reader")
            .output("again")
            .build(1);
    Map<String, Tensor> in = inputs(5, 2, 4, 2);
    Tensor whole = Tensor.zeros(3, 9, 2);
    for (int b = 0; b < 3; b++) {
      System.arraycopy(in.get("past").data(), b * 10, whole.data(), b * 18, 10);
      System.arraycopy(in.get("future").data(), b * 8, whole.data(), b * 18 + 10, 8);
    }
    Tape tape = Tape.inference(engine);
    Signal once = graph.layer("reader").forward(tape, Signal.ofSequences(tape, whole, null));
    assertThat(graph.predict(engine, in, Map.of()).get("again").data())
        .containsExactly(once.toBatchFirst().data(), within(1e-6f));
  }

  // ---------------------------------------------------------------- padding, threads, dropout

  @Test
  void paddingAndThreadsNeverMatter() {
    Graph graph = pair(Layers.gru(40).layers(2).sequences(), 3, 2).build(1);
    Map<String, Tensor> in = inputs(6, 3, 7, 2);
    Map<String, Lengths> lengths =
        Map.of("past", Lengths.of(6, 0, 2), "future", Lengths.of(7, 3, 0));
    Tensor expected = graph.predict(engine, in, lengths).get("decoder");
    in.get("past").set(Float.NaN, 2, 4, 1);
    in.get("future").set(Float.NaN, 1, 5, 0);
    try (Workers workers = new Workers(3)) {
      Engine three = new Engine(engine.kernels(), workers);
      assertThat(graph.predict(three, in, lengths).get("decoder")).isEqualTo(expected);
    }
  }

  @Test
  void dropoutDropsTheOutputOfAStateAndOnlyInTraining() {
    Graph graph = carrying(Layers.simpleRnn(40, Activation.LINEAR), 0.25, 40);
    Map<String, Tensor> in = inputs(3, 2, 1, 2);
    Map<String, Tensor> predicted = graph.predict(in);
    assertThat(predicted.get("decoder")).isEqualTo(predicted.get("encoder"));

    Tape tape = Tape.training(engine, 3);
    var trained = graph.forward(tape, graph.signals(tape, in, Map.of()));
    float[] whole = trained.get("encoder").value().data();
    float[] dropped = trained.get("decoder").value().data();
    int zeros = 0;
    for (int at = 0; at < 120; at++) {
      if (dropped[at] == 0) {
        zeros++;
      } else {
        assertThat(dropped[at]).isCloseTo(whole[at] / 0.75f, within(1e-5f));
      }
    }
    assertThat(zeros).isBetween(15, 45);
  }

  // ---------------------------------------------------------------- refusals

  private static void refused(GraphBuilder builder, String message) {
    assertThatThrownBy(() -> builder.build(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static GraphBuilder other(LayerConfig encoder, LayerConfig decoder) {
    return Graph.builder()
        .sequence("past", 3)
        .sequence("future", 2)
        .layer("encoder", encoder, "past")
        .layer("decoder", decoder, "future")
        .startsFrom("encoder")
        .output("decoder");
  }

  @Test
  void statesThatDoNotFitAreRefusedByName() {
    String expects = "The node decoder of a graph expects to start from states like its own, ";
    String fix = ". Give both the same cell, units, layers and directions.";
    refused(
        other(Layers.lstm(4), Layers.gru(4)),
        expects + "[gru(h 4)]; received those of encoder, [lstm(h 4, c 4)]" + fix);
    refused(
        other(Layers.gru(5), Layers.gru(4)),
        expects + "[gru(h 4)]; received those of encoder, [gru(h 5)]" + fix);
    refused(
        other(Layers.gru(4).layers(2), Layers.gru(4)),
        expects + "[gru(h 4)]; received those of encoder, [gru(h 4), gru(h 4)]" + fix);
    refused(
        other(Layers.gru(4).bidirectional(), Layers.gru(4)),
        expects
            + "[gru(h 4)]; received those of encoder, [forward gru(h 4), backward gru(h 4)]"
            + fix);
    refused(
        other(Layers.gru(4).layers(2), Layers.gru(4).bidirectional()),
        expects
            + "[forward gru(h 4), backward gru(h 4)]; received those of encoder, [gru(h 4), gru(h"
            + " 4)]"
            + fix);
  }

  @Test
  void onlyRecurrentLayersHaveStates() {
    String states =
        " States go from one recurrent layer, stack of them or bidirectional layer to another.";
    refused(
        other(Layers.conv1d(4, 2), Layers.gru(4)),
        "The node decoder of a graph expects a recurrent layer to start from; received encoder,"
            + " Conv1d(features=3, filters=4, kernel=2)."
            + states);
    refused(
        other(Layers.gru(4), Layers.dense(4)),
        "The node decoder of a graph expects a recurrent layer of its own to start; received"
            + " Dense(features=2, units=4)."
            + states);
    refused(
        Graph.builder()
            .sequence("past", 2)
            .layer("encoder", Layers.gru(2), "past")
            .layer("decoder", Layers.gru(2), "past")
            .startsFrom("encodr")
            .output("decoder", "encoder"),
        "The node decoder starts from the states of \"encodr\", which is not defined before it;"
            + " defined are [encoder]. Check the name, or add that one first.");
    assertThatThrownBy(
            () -> Graph.builder().sequence("x", 2).add("y", "x", "x").startsFrom("encoder"))
        .hasMessage(
            "The node y of a graph expects a recurrent layer to start from the states of encoder;"
                + " received a node without a layer. Call startsFrom(..) right after the layer.");
    assertThatThrownBy(() -> Graph.builder().sequence("x", 2).startsFrom("encoder"))
        .hasMessageContaining("expects a line with a recurrent layer before it");
    assertThatThrownBy(() -> pair(Layers.gru(2), 1, 1).startsFrom("encoder", 1))
        .hasMessageContaining("expects a rate from 0 up to, not including, 1; received 1.0");
  }

  @Test
  void givenStatesAreCounted() {
    Graph graph = pair(Layers.gru(3).layers(2), 2, 2).build(1);
    Tape tape = Tape.inference(engine);
    StateLayer stack = (StateLayer) graph.layer("encoder");
    Signal input = Signal.of(tape.constant(0f, 4, 1, 2));
    List<List<Variable>> one = List.of(List.of(tape.constant(0f, 1, 3)));
    assertThatThrownBy(() -> stack.runFrom(tape, input, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a state for each of its 2 cells")
        .hasMessageContaining("received 1 states");
  }

  @Test
  void aDecoderCannotRunStepByStep() {
    Graph graph =
        Graph.builder()
            .sequence("x", 2)
            .layer("encoder", Layers.gru(2), "x")
            .layer("decoder", Layers.gru(2), "x")
            .startsFrom("encoder")
            .output("decoder")
            .build(1);
    assertThatThrownBy(graph::streaming)
        .hasMessage(
            "Graph([x] to [decoder]) cannot run step by step: decoder starts from the states that"
                + " encoder has at the end. Give predict(..) the whole sequence.");
  }

  @Test
  void inputsOfSeveralLengthsAreJoinedOnlyWhereTheyAgree() {
    Graph graph =
        Graph.builder()
            .sequence("past", 2)
            .sequence("future", 2)
            .add("both", "past", "future")
            .output("both")
            .build(1);
    assertThatThrownBy(() -> graph.predict(inputs(30, 2, 7, 2)))
        .hasMessage(
            "At the node both of a graph: a join expects values of one batch and sequences of one"
                + " time axis; received future with 7 steps of 3 sequences beside 30 steps of 3"
                + " sequences. Let the branches keep the same steps, or return one value per"
                + " sequence.");
  }

  @Test
  void theSummarySaysWhereALayerStarts() {
    assertThat(pair(Layers.gru(2), 1, 1).startsFrom("encoder", 0.2).build(1).summary())
        .contains(
            "decoder: gru of future, starts from the states of encoder (dropout 0.2), width 2,");
  }
}
