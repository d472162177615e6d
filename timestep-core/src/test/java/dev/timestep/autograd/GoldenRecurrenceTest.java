package dev.timestep.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.Golden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The fused recurrent ops, stacked, against libtorch: outputs, final states, and the gradients of
 * inputs, initial states and all weights.
 */
class GoldenRecurrenceTest {
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
  void agreesWithLibtorch(Golden golden) {
    Stack stack = new Stack(golden, Tape.recording(Engine.standard()));
    stack.run().forEach((name, actual) -> assertClose(golden, name, actual));
    Map<String, float[]> gradients = stack.gradients();
    assertThat(golden.arrays().stream().filter(name -> name.startsWith("grad.")))
        .containsExactlyInAnyOrderElementsOf(gradients.keySet());
    gradients.forEach((name, actual) -> assertClose(golden, name, actual));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithLibtorchWithoutKeepingAnythingForBackward(Golden golden) {
    Stack stack = new Stack(golden, Tape.inference(Engine.standard()));
    stack.run().forEach((name, actual) -> assertClose(golden, name, actual));
  }

  @Test
  void comparesAllThreeCellsInBothDirections() {
    assertThat(cases()).hasSize(62);
    assertThat(cases()).extracting(golden -> golden.fact("direction")).contains("reverse");
    assertThat(cases()).extracting(golden -> golden.fact("cell")).contains("gru", "lstm");
  }

  private static void assertClose(Golden golden, String name, float[] actual) {
    float[] expected = golden.values(name);
    double largest = 1;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(actual)
        .as(golden + " " + name)
        .containsExactly(expected, within((float) (TOLERANCE * largest)));
  }

  /** The layers of one case on a tape, with the golden weights in Timestep's layout. */
  private static final class Stack {
    private final Golden golden;
    private final Tape tape;
    private final Map<String, Variable> leaves = new LinkedHashMap<>();
    private final int layers;
    private Variable loss;

    Stack(Golden golden, Tape tape) {
      this.golden = golden;
      this.tape = tape;
      this.layers = (int) golden.number("layers");
      this.loss = tape.constant(Tensor.scalar(0));
    }

    /** Runs all layers; results under libtorch's names and in its layout. */
    Map<String, float[]> run() {
      Variable x = leaf("x", tensor("x").swapBatchAndTime());
      List<float[]> hidden = new ArrayList<>();
      List<float[]> memory = new ArrayList<>();
      for (int l = 0; l < layers; l++) {
        RecurrentOutputs out = layer(x, l);
        x = out.y();
        hidden.add(out.h().value().data());
        addToLoss(out.h(), state("R_h", l));
        if (out.c() != null) {
          memory.add(out.c().value().data());
          addToLoss(out.c(), state("R_c", l));
        }
      }
      addToLoss(x, tensor("R_out").swapBatchAndTime());
      Map<String, float[]> results = new LinkedHashMap<>();
      results.put("output", x.value().swapBatchAndTime().data());
      results.put("h_n", join(hidden));
      if (!memory.isEmpty()) {
        results.put("c_n", join(memory));
      }
      results.put("loss", loss.value().data());
      return results;
    }

    private RecurrentOutputs layer(Variable x, int l) {
      boolean lstm = golden.has("c0");
      Variable h0 = leaf("h0." + l, state("h0", l));
      Variable c0 = lstm ? leaf("c0." + l, state("c0", l)) : null;
      boolean gru = golden.fact("cell").equals("gru");
      Variable bias = null;
      Variable recurrentBias = null;
      if (golden.has("bias_ih_l" + l)) {
        bias = leaf("bias_ih_l" + l, tensor("bias_ih_l" + l));
        recurrentBias = leaf("bias_hh_l" + l, tensor("bias_hh_l" + l));
        // One bias suffices where the two are only ever added to each other.
        bias = gru ? bias : bias.add(recurrentBias);
      }
      RecurrentInputs in =
          new RecurrentInputs(
              x,
              leaf("weight_ih_l" + l, tensor("weight_ih_l" + l)).transpose(0, 1),
              leaf("weight_hh_l" + l, tensor("weight_hh_l" + l)).transpose(0, 1),
              bias,
              h0,
              golden.has("lengths") ? lengths() : null,
              golden.fact("direction").equals("reverse"));
      return switch (golden.fact("cell")) {
        case "rnn-tanh" -> SimpleRnnOp.apply(in, Activation.TANH);
        case "rnn-relu" -> SimpleRnnOp.apply(in, Activation.RELU);
        case "lstm" -> LstmOp.apply(in, c0);
        case "gru" -> GruOp.apply(in, recurrentBias);
        default -> throw new AssertionError("no op for " + golden.fact("cell"));
      };
    }

    /** Gradients of the loss, under libtorch's names and in its layout. */
    Map<String, float[]> gradients() {
      tape.backward(loss);
      Map<String, float[]> gradients = new LinkedHashMap<>();
      leaves.forEach((name, v) -> gradients.put("grad." + name, v.gradientValue().data()));
      for (String state : golden.has("c0") ? List.of("h0", "c0") : List.of("h0")) {
        List<float[]> parts = new ArrayList<>();
        for (int l = 0; l < layers; l++) {
          parts.add(Objects.requireNonNull(gradients.remove("grad." + state + "." + l)));
        }
        gradients.put("grad." + state, join(parts));
      }
      Variable x = Objects.requireNonNull(leaves.get("x"));
      gradients.put("grad.x", x.gradientValue().swapBatchAndTime().data());
      return gradients;
    }

    private Variable leaf(String name, Tensor value) {
      return leaves.computeIfAbsent(name, n -> tape.input(value));
    }

    private void addToLoss(Variable value, Tensor cotangent) {
      loss = loss.add(value.multiply(tape.constant(cotangent)).sum());
    }

    private Tensor tensor(String name) {
      return Tensor.of(golden.values(name), golden.shape(name));
    }

    private Tensor state(String name, int l) {
      int[] shape = golden.shape(name);
      int size = shape[1] * shape[2];
      float[] part = new float[size];
      System.arraycopy(golden.values(name), l * size, part, 0, size);
      return Tensor.of(part, shape[1], shape[2]);
    }

    private Lengths lengths() {
      float[] values = golden.values("lengths");
      int[] lengths = new int[values.length];
      for (int b = 0; b < lengths.length; b++) {
        lengths[b] = (int) values[b];
      }
      return Lengths.of(lengths);
    }

    private static float[] join(List<float[]> parts) {
      int size = parts.getFirst().length;
      float[] joined = new float[parts.size() * size];
      for (int i = 0; i < parts.size(); i++) {
        System.arraycopy(parts.get(i), 0, joined, i * size, size);
      }
      return joined;
    }
  }
}
