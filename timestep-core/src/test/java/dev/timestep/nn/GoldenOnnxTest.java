package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.ActivationFunction;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.GeneralGruConfig;
import dev.timestep.nn.cell.GeneralLstmConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.Golden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The general LSTM and GRU against ONNX Runtime: peepholes, clip, input_forget,
 * linear_before_reset, activations with their numbers, lengths and both directions.
 */
class GoldenOnnxTest {
  /** Allowed error relative to an array's largest value: both sides are float32. */
  private static final double TOLERANCE = 1e-5;

  static List<Golden> lstms() {
    return Golden.ofKind("onnx-lstm");
  }

  static List<Golden> grus() {
    return Golden.ofKind("onnx-gru");
  }

  @ParameterizedTest
  @MethodSource("lstms")
  void lstmsAgree(Golden golden) {
    int units = golden.shape("h0")[2];
    boolean coupled = golden.fact("input_forget").equals("true");
    List<ActivationFunction> functions = functions(golden);
    GeneralLstmConfig config =
        GeneralLstmConfig.of(units)
            .activations(functions.get(0), functions.get(1), functions.get(2))
            .peepholes(golden.has("P"))
            .coupled(coupled)
            .clip((float) golden.number("clip"));
    var cell = config.build(golden.shape("X")[2], new Random(1));
    // ONNX has them in the order i o f c.
    int[] gates = coupled ? new int[] {0, 3, 1} : new int[] {0, 2, 3, 1};
    Map<String, Parameter> parameters = cell.parameters();
    set(parameters, "kernel", gates(golden, "W", gates));
    set(parameters, "recurrent_kernel", gates(golden, "R", gates));
    set(parameters, "bias", bias(golden, gates, gates.length));
    if (golden.has("P")) {
      set(parameters, "input_peephole", block(golden.values("P"), 0, units));
      set(parameters, "output_peephole", block(golden.values("P"), 1, units));
      if (!coupled) {
        set(parameters, "forget_peephole", block(golden.values("P"), 2, units));
      }
    }
    check(golden, cell, List.of("h0", "c0"), List.of("Y_h", "Y_c"));
  }

  @ParameterizedTest
  @MethodSource("grus")
  void grusAgree(Golden golden) {
    int units = golden.shape("h0")[2];
    boolean after = golden.fact("linear_before_reset").equals("true");
    List<ActivationFunction> functions = functions(golden);
    GeneralGruConfig config =
        GeneralGruConfig.of(units)
            .form(after ? GruConfig.Form.RESET_AFTER : GruConfig.Form.RESET_BEFORE)
            .activations(functions.get(0), functions.get(1))
            .clip((float) golden.number("clip"));
    var cell = config.build(golden.shape("X")[2], new Random(1));
    // ONNX has them in the order z r h.
    int[] all = {1, 0, 2};
    Map<String, Parameter> parameters = cell.parameters();
    set(parameters, "kernel", gates(golden, "W", all));
    set(parameters, "bias", bias(golden, all, after ? 2 : 3));
    if (after) {
      set(parameters, "recurrent_kernel", gates(golden, "R", all));
      set(parameters, "recurrent_bias", block(golden.values("B"), 5, units));
    } else {
      set(parameters, "recurrent_kernel", gates(golden, "R", 1, 0));
      set(parameters, "candidate_kernel", gates(golden, "R", 2));
    }
    check(golden, cell, List.of("h0"), List.of("Y_h"));
  }

  private static <S extends CellState> void check(
      Golden golden, Cell<S> cell, List<String> initial, List<String> last) {
    Tape tape = Tape.inference(Engine.standard());
    List<Variable> state = initial.stream().map(n -> tape.constant(golden.part(n, 0))).toList();
    boolean reverse = golden.fact("direction").equals("reverse");
    Signal signal = new Signal(tape.constant(golden.tensor("X")), lengths(golden));
    Unrolled<S> run =
        new Recurrent<>(cell, true, reverse).unroll(tape, signal, cell.stateOf(state));
    golden.assertClose("Y", run.outputs().value().data(), TOLERANCE);
    for (int part = 0; part < last.size(); part++) {
      float[] found = run.state().variables().get(part).value().data();
      golden.assertClose(last.get(part), found, TOLERANCE);
    }
  }

  private static Lengths lengths(Golden golden) {
    if (!golden.has("lengths")) {
      return null;
    }
    float[] rows = golden.values("lengths");
    return Lengths.of(IntStream.range(0, rows.length).map(b -> (int) rows[b]).toArray());
  }

  /** Gates of W or R [1, G·H, columns] in this order, as [columns, ·]. */
  private static float[] gates(Golden golden, String name, int... order) {
    int units = golden.shape("h0")[2];
    int columns = golden.shape(name)[2];
    float[] from = golden.values(name);
    float[] to = new float[order.length * units * columns];
    for (int row = 0; row < order.length * units; row++) {
      int source = order[row / units] * units + row % units;
      for (int column = 0; column < columns; column++) {
        to[column * order.length * units + row] = from[source * columns + column];
      }
    }
    return to;
  }

  /** Wb + Rb in this order; of the last ones Wb alone, where they are used apart. */
  private static float[] bias(Golden golden, int[] order, int both) {
    int units = golden.shape("h0")[2];
    float[] all = golden.values("B");
    int recurrent = all.length / 2;
    float[] sum = new float[order.length * units];
    for (int at = 0; at < sum.length; at++) {
      int source = order[at / units] * units + at % units;
      sum[at] = all[source] + (at / units < both ? all[recurrent + source] : 0f);
    }
    return sum;
  }

  private static float[] block(float[] values, int block, int units) {
    return Arrays.copyOfRange(values, block * units, (block + 1) * units);
  }

  private static void set(Map<String, Parameter> parameters, String name, float[] values) {
    Parameter parameter = parameters.get(name);
    assertThat(parameter).as(name).isNotNull();
    parameter.assign(Tensor.of(parameter.shape(), values));
  }

  /** The activations as ONNX names them, with their numbers. */
  private static List<ActivationFunction> functions(Golden golden) {
    List<ActivationFunction> functions = new ArrayList<>();
    for (String text : golden.fact("activations").split(" ")) {
      String[] parts = text.split(":");
      float alpha = parts.length > 1 ? Float.parseFloat(parts[1]) : 0f;
      float beta = parts.length > 2 ? Float.parseFloat(parts[2]) : 0f;
      functions.add(
          switch (parts[0]) {
            case "Affine" -> Activation.LINEAR.with(alpha, beta);
            case "Elu" -> Activation.ELU.with(alpha);
            case "HardSigmoid" -> Activation.HARD_SIGMOID.with(alpha, beta);
            case "LeakyRelu" -> Activation.LEAKY_RELU.with(alpha);
            case "Relu" -> Activation.RELU.standard();
            case "ScaledTanh" -> Activation.TANH.with(alpha, beta);
            case "Sigmoid" -> Activation.SIGMOID.standard();
            case "Softplus" -> Activation.SOFTPLUS.standard();
            case "Softsign" -> Activation.SOFTSIGN.standard();
            case "Tanh" -> Activation.TANH.standard();
            case "ThresholdedRelu" -> Activation.RELU.with(alpha);
            default -> throw new AssertionError("no activation " + parts[0]);
          });
    }
    return functions;
  }
}
