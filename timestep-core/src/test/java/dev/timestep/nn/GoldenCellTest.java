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
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.Golden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The three cells, stacked, against libtorch: outputs, final states, and the gradients of inputs,
 * initial states and all weights; with lengths, without biases, in both directions of time.
 */
class GoldenCellTest {
  /**
   * Allowed error relative to an array's largest value (at least 1). libtorch's own float32 strays
   * from its float64 by 1.5e-6 on these cases, and the kernels' sigmoid and tanh may err by 1e-6 at
   * each step; a swapped gate or a missed step shows as 1e-2 and more.
   */
  private static final double TOLERANCE = 1e-5;

  static List<Golden> cases() {
    return Golden.ofKind("recurrent");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fusedLayersAgreeWithLibtorch(Golden golden) {
    checkAll(golden, Stack.of(golden, Tape.recording(Engine.standard()), true));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void steppingThroughTheCellAgreesWithLibtorch(Golden golden) {
    checkAll(golden, Stack.of(golden, Tape.recording(Engine.standard()), false));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void predictingKeepsNothingForBackwardAndAgreesWithLibtorch(Golden golden) {
    Stack<?> stack = Stack.of(golden, Tape.inference(Engine.standard()), true);
    stack.run().forEach((name, actual) -> golden.assertClose(name, actual, TOLERANCE));
  }

  private static void checkAll(Golden golden, Stack<?> stack) {
    Map<String, float[]> found = stack.run();
    found.putAll(stack.gradients());
    List<String> results = List.of("output", "h_n", "c_n", "loss");
    assertThat(golden.arrays().stream().filter(n -> n.startsWith("grad.") || results.contains(n)))
        .containsExactlyInAnyOrderElementsOf(found.keySet());
    found.forEach((name, actual) -> golden.assertClose(name, actual, TOLERANCE));
  }

  /** The layers of one case on a tape, with libtorch's weights in Timestep's layout. */
  private static final class Stack<S extends CellState> {
    private final Golden golden;
    private final Tape tape;
    private final boolean fused;
    private final List<Recurrent<S>> layers = new ArrayList<>();
    private final List<S> initial = new ArrayList<>();
    private final Variable x;
    private Variable loss;

    private Stack(Golden golden, Tape tape, boolean fused, List<Cell<S>> cells) {
      this.golden = golden;
      this.tape = tape;
      this.fused = fused;
      this.loss = tape.constant(Tensor.scalar(0));
      this.x = tape.input(golden.tensor("x").swapBatchAndTime());
      boolean reverse = golden.fact("direction").equals("reverse");
      for (int l = 0; l < cells.size(); l++) {
        Cell<S> cell = cells.get(l);
        load(cell.parameters(), l);
        layers.add(new Recurrent<>(cell, true, reverse));
        List<Variable> parts = new ArrayList<>();
        for (String state : states()) {
          parts.add(tape.input(golden.part(state + "0", l)));
        }
        initial.add(cell.stateOf(parts));
      }
    }

    static Stack<?> of(Golden golden, Tape tape, boolean fused) {
      int units = golden.shape("h0")[2];
      boolean bias = golden.fact("bias").equals("true");
      Init init = Init.KERAS;
      return switch (golden.fact("cell")) {
        case "rnn-tanh" ->
            of(golden, tape, fused, new SimpleRnnConfig(units, Activation.TANH, bias, init)::build);
        case "rnn-relu" ->
            of(golden, tape, fused, new SimpleRnnConfig(units, Activation.RELU, bias, init)::build);
        case "lstm" -> of(golden, tape, fused, new LstmConfig(units, bias, 1f, init)::build);
        case "gru" -> {
          GruConfig config = new GruConfig(units, GruConfig.Form.RESET_AFTER, bias, init);
          yield of(golden, tape, fused, config::build);
        }
        default -> throw new AssertionError("no cell for " + golden.fact("cell"));
      };
    }

    private interface Build<S extends CellState> {
      Cell<S> cell(int features, Random random);
    }

    private static <S extends CellState> Stack<S> of(
        Golden golden, Tape tape, boolean fused, Build<S> build) {
      List<Cell<S>> cells = new ArrayList<>();
      for (int l = 0; l < golden.number("layers"); l++) {
        cells.add(build.cell(golden.shape("weight_ih_l" + l)[1], new Random(1)));
      }
      return new Stack<>(golden, tape, fused, cells);
    }

    private List<String> states() {
      return golden.has("c0") ? List.of("h", "c") : List.of("h");
    }

    private void load(SequencedMap<String, Parameter> parameters, int l) {
      parameters.forEach(
          (name, parameter) ->
              parameter.assign(
                  switch (name) {
                    case "kernel" -> golden.tensor("weight_ih_l" + l).swapBatchAndTime();
                    case "recurrent_kernel" -> golden.tensor("weight_hh_l" + l).swapBatchAndTime();
                    case "bias" -> bias(l, !parameters.containsKey("recurrent_bias"));
                    case "recurrent_bias" -> golden.tensor("bias_hh_l" + l);
                    default -> throw new AssertionError("unknown parameter " + name);
                  }));
    }

    private Tensor bias(int l, boolean bothInOne) {
      Tensor bias = golden.tensor("bias_ih_l" + l);
      if (bothInOne) {
        float[] more = golden.values("bias_hh_l" + l);
        for (int i = 0; i < more.length; i++) {
          more[i] += bias.data()[i];
        }
        return Tensor.of(bias.shape(), more);
      }
      return bias;
    }

    /** Runs all layers; results under libtorch's names and in its layout. */
    Map<String, float[]> run() {
      Signal signal = new Signal(x, golden.has("lengths") ? lengths() : null);
      List<S> last = new ArrayList<>();
      for (int l = 0; l < layers.size(); l++) {
        Recurrent<S> layer = layers.get(l);
        Unrolled<S> run =
            fused
                ? layer.unroll(tape, signal, initial.get(l))
                : layer.stepThrough(tape, signal.value(), initial.get(l), signal.lengths());
        signal = signal.with(run.outputs());
        last.add(run.state());
      }
      addToLoss(signal.value(), golden.tensor("R_out").swapBatchAndTime());
      Map<String, float[]> results = new LinkedHashMap<>();
      results.put("output", signal.value().value().swapBatchAndTime().data());
      for (int part = 0; part < states().size(); part++) {
        List<Tensor> values = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
          Variable value = last.get(l).variables().get(part);
          addToLoss(value, golden.part("R_" + states().get(part), l));
          values.add(value.value());
        }
        results.put(states().get(part) + "_n", join(values));
      }
      results.put("loss", loss.value().data());
      return results;
    }

    /** Gradients of the loss, under libtorch's names and in its layout. */
    Map<String, float[]> gradients() {
      tape.backward(loss);
      Map<String, float[]> gradients = new LinkedHashMap<>();
      gradients.put("grad.x", x.gradientValue().swapBatchAndTime().data());
      for (int part = 0; part < states().size(); part++) {
        List<Tensor> values = new ArrayList<>();
        for (S state : initial) {
          values.add(state.variables().get(part).gradientValue());
        }
        gradients.put("grad." + states().get(part) + "0", join(values));
      }
      for (int l = 0; l < layers.size(); l++) {
        SequencedMap<String, Parameter> parameters = layers.get(l).parameters();
        gradients.put("grad.weight_ih_l" + l, transposedGradient(parameters, "kernel"));
        gradients.put("grad.weight_hh_l" + l, transposedGradient(parameters, "recurrent_kernel"));
        Parameter bias = parameters.get("bias");
        if (bias != null) {
          Parameter second = parameters.getOrDefault("recurrent_bias", bias);
          gradients.put("grad.bias_ih_l" + l, bias.gradient());
          gradients.put("grad.bias_hh_l" + l, second.gradient());
        }
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
      int[] lengths = new int[rows.length];
      Arrays.setAll(lengths, b -> (int) rows[b]);
      return Lengths.of(lengths);
    }

    private static float[] join(List<Tensor> parts) {
      int size = parts.getFirst().data().length;
      float[] joined = new float[parts.size() * size];
      for (int i = 0; i < parts.size(); i++) {
        System.arraycopy(parts.get(i).data(), 0, joined, i * size, size);
      }
      return joined;
    }
  }
}
