package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.HiddenState;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.LstmState;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.Golden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One to three bidirectional layers against libtorch: outputs, final states, and the gradients of
 * inputs, initial states and all weights; padded and with packed lengths.
 */
class GoldenBidirectionalTest {
  /** As in {@link GoldenCellTest}, on the same sizes. */
  private static final double TOLERANCE = 1e-5;

  static List<Golden> cases() {
    return Golden.ofKind("bidirectional");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void layersAgreeWithLibtorch(Golden golden) {
    Stack<?> stack = Stack.of(golden, Tape.recording(Engine.standard()));
    Map<String, float[]> found = stack.run();
    found.putAll(stack.gradients());
    List<String> results = List.of("output", "h_n", "c_n", "loss");
    assertThat(golden.arrays().stream().filter(n -> n.startsWith("grad.") || results.contains(n)))
        .containsExactlyInAnyOrderElementsOf(found.keySet());
    found.forEach((name, actual) -> golden.assertClose(name, actual, TOLERANCE));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void predictingAgreesWithLibtorch(Golden golden) {
    Stack<?> stack = Stack.of(golden, Tape.inference(Engine.standard()));
    stack.run().forEach((name, actual) -> golden.assertClose(name, actual, TOLERANCE));
  }

  /** The layers of one case on a tape, with libtorch's weights in Timestep's layout. */
  private static final class Stack<S extends CellState> {
    private final Golden golden;
    private final Tape tape;
    private final List<Bidirectional<S, S>> layers = new ArrayList<>();
    private final List<Cell<S>> cells = new ArrayList<>();
    private final List<S> initial = new ArrayList<>();
    private final List<String> states;
    private final Variable x;
    private Variable loss;

    private Stack(Golden golden, Tape tape, List<Cell<S>> cells) {
      this.golden = golden;
      this.tape = tape;
      this.cells.addAll(cells);
      this.states = golden.has("c0") ? List.of("h", "c") : List.of("h");
      this.x = tape.input(golden.tensor("x").swapBatchAndTime());
      this.loss = tape.constant(Tensor.scalar(0));
      for (int at = 0; at < cells.size(); at++) {
        load(cells.get(at).parameters(), place(at));
        int row = at;
        initial.add(
            cells
                .get(at)
                .stateOf(states.stream().map(s -> tape.input(golden.part(s + "0", row))).toList()));
      }
      for (int at = 0; at < cells.size(); at += 2) {
        layers.add(new Bidirectional<>(cells.get(at), cells.get(at + 1), Merge.CONCAT, true));
      }
    }

    static Stack<?> of(Golden golden, Tape tape) {
      int units = golden.shape("h0")[2];
      Random random = new Random(1);
      IntStream features =
          IntStream.range(0, golden.shape("h0")[0])
              .map(at -> golden.shape("weight_ih_" + place(at))[1]);
      return switch (golden.fact("cell")) {
        case "rnn-tanh" -> plain(golden, tape, Activation.TANH, features);
        case "rnn-relu" -> plain(golden, tape, Activation.RELU, features);
        case "lstm" ->
            new Stack<LstmState>(
                golden,
                tape,
                features
                    .<Cell<LstmState>>mapToObj(f -> LstmConfig.of(units).build(f, random))
                    .toList());
        case "gru" ->
            new Stack<HiddenState>(
                golden,
                tape,
                features
                    .<Cell<HiddenState>>mapToObj(f -> GruConfig.of(units).build(f, random))
                    .toList());
        default -> throw new AssertionError("no cell for " + golden.fact("cell"));
      };
    }

    private static Stack<HiddenState> plain(
        Golden golden, Tape tape, Activation activation, IntStream features) {
      var config = new SimpleRnnConfig(golden.shape("h0")[2], activation, true, Init.KERAS);
      List<Cell<HiddenState>> cells = new ArrayList<>();
      features.forEach(f -> cells.add(config.build(f, new Random(1))));
      return new Stack<>(golden, tape, cells);
    }

    private static String place(int at) {
      return "l" + at / 2 + (at % 2 == 0 ? "" : "_reverse");
    }

    private void load(SequencedMap<String, Parameter> parameters, String place) {
      parameters.forEach(
          (name, parameter) ->
              parameter.assign(
                  switch (name) {
                    case "kernel" -> golden.tensor("weight_ih_" + place).swapBatchAndTime();
                    case "recurrent_kernel" ->
                        golden.tensor("weight_hh_" + place).swapBatchAndTime();
                    case "bias" -> bias(place, !parameters.containsKey("recurrent_bias"));
                    case "recurrent_bias" -> golden.tensor("bias_hh_" + place);
                    default -> throw new AssertionError("unknown parameter " + name);
                  }));
    }

    private Tensor bias(String place, boolean bothInOne) {
      Tensor bias = golden.tensor("bias_ih_" + place);
      float[] second = golden.values("bias_hh_" + place);
      for (int at = 0; at < second.length && bothInOne; at++) {
        bias.data()[at] += second[at];
      }
      return bias;
    }

    /** Runs all layers; results under libtorch's names and in its layout. */
    Map<String, float[]> run() {
      Signal signal = new Signal(x, golden.has("lengths") ? lengths() : null);
      List<S> last = new ArrayList<>();
      for (int l = 0; l < layers.size(); l++) {
        Bidirectional<S, S> layer = layers.get(l);
        var run = layer.unroll(tape, signal, initial.get(2 * l), initial.get(2 * l + 1));
        List<Variable> outputs = List.of(run.forward().outputs(), run.backward().outputs());
        signal = signal.with(Variable.concat(-1, outputs));
        last.add(run.forward().state());
        last.add(run.backward().state());
      }
      addToLoss(signal.value(), golden.tensor("R_out").swapBatchAndTime());
      Map<String, float[]> results = new LinkedHashMap<>();
      results.put("output", signal.value().value().swapBatchAndTime().data());
      for (int part = 0; part < states.size(); part++) {
        List<Tensor> values = new ArrayList<>();
        for (int at = 0; at < last.size(); at++) {
          Variable value = last.get(at).variables().get(part);
          addToLoss(value, golden.part("R_" + states.get(part), at));
          values.add(value.value());
        }
        results.put(states.get(part) + "_n", join(values));
      }
      results.put("loss", loss.value().data());
      return results;
    }

    /** Gradients of the loss, under libtorch's names and in its layout. */
    Map<String, float[]> gradients() {
      tape.backward(loss);
      Map<String, float[]> gradients = new LinkedHashMap<>();
      gradients.put("grad.x", x.gradientValue().swapBatchAndTime().data());
      for (int part = 0; part < states.size(); part++) {
        List<Tensor> values = new ArrayList<>();
        for (S state : initial) {
          values.add(state.variables().get(part).gradientValue());
        }
        gradients.put("grad." + states.get(part) + "0", join(values));
      }
      for (int at = 0; at < cells.size(); at++) {
        Map<String, Parameter> own = cells.get(at).parameters();
        Parameter bias = Objects.requireNonNull(own.get("bias"));
        gradients.put("grad.weight_ih_" + place(at), transposedGradient(own, "kernel"));
        gradients.put("grad.weight_hh_" + place(at), transposedGradient(own, "recurrent_kernel"));
        gradients.put("grad.bias_ih_" + place(at), bias.gradient());
        gradients.put(
            "grad.bias_hh_" + place(at), own.getOrDefault("recurrent_bias", bias).gradient());
      }
      return gradients;
    }

    private static float[] transposedGradient(Map<String, Parameter> parameters, String name) {
      Parameter parameter = Objects.requireNonNull(parameters.get(name));
      return Tensor.of(parameter.shape(), parameter.gradient()).swapBatchAndTime().data();
    }

    private void addToLoss(Variable value, Tensor cotangent) {
      loss = loss.add(value.multiply(tape.constant(cotangent)).sum());
    }

    private Lengths lengths() {
      float[] rows = golden.values("lengths");
      return Lengths.of(IntStream.range(0, rows.length).map(b -> (int) rows[b]).toArray());
    }

    private static float[] join(List<Tensor> parts) {
      int size = parts.getFirst().data().length;
      float[] joined = new float[parts.size() * size];
      for (int at = 0; at < parts.size(); at++) {
        System.arraycopy(parts.get(at).data(), 0, joined, at * size, size);
      }
      return joined;
    }
  }
}
