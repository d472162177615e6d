package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.Golden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recurrent layers against Keras', as TensorFlow.js has them: plain, LSTM and reset-before GRU
 * layers, backward in time, bidirectional with every merge, stacked, and masked on the right, on
 * the left and in between. Outputs, final states, and the gradients of inputs, initial states and
 * all weights.
 */
class GoldenKerasTest {
  /** As in {@link GoldenCellTest}; TensorFlow.js itself computes in float32. */
  private static final double TOLERANCE = 1e-5;

  static List<Golden> cases() {
    return Golden.ofKind("keras");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void layersAgreeWithKeras(Golden golden) {
    Stack stack = new Stack(golden, Tape.recording(Engine.standard()));
    Map<String, float[]> found = stack.run();
    found.putAll(stack.gradients());
    assertThat(
            golden.arrays().stream()
                .filter(name -> golden.has("R." + name) || name.matches("loss|grad\\..*")))
        .containsExactlyInAnyOrderElementsOf(found.keySet());
    found.forEach((name, actual) -> golden.assertClose(name, actual, TOLERANCE));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void predictingAgreesWithKeras(Golden golden) {
    Stack stack = new Stack(golden, Tape.inference(Engine.standard()));
    stack.run().forEach((name, actual) -> golden.assertClose(name, actual, TOLERANCE));
  }

  static List<Golden> masked() {
    return Golden.ofKind("keras").stream().filter(g -> g.has("S.output")).toList();
  }

  @ParameterizedTest
  @MethodSource("masked")
  void aMaskingLayerAgreesWithKeras(Golden golden) {
    Tape tape = Tape.recording(Engine.standard());
    List<KerasLayer<?>> inner = new ArrayList<>();
    for (int at = 0; at < golden.number("layers"); at++) {
      inner.add(KerasLayer.of(golden, at, tape));
    }
    KerasLayer<?> last = inner.getLast();
    Layer layer = new Masking(KerasLayer.stack(inner), -9f, false);
    Variable x = tape.input(golden.tensor("x").swapBatchAndTime());
    Signal output = layer.forward(tape, Signal.of(x));
    Tensor found = output.toBatchFirst();
    golden.assertClose("output", last.ordered(found).data(), TOLERANCE);

    Tensor cotangent = last.ordered(golden.tensor("S.output"));
    if (output.isSequence()) {
      cotangent = cotangent.swapBatchAndTime();
    }
    tape.backward(output.value().multiply(tape.constant(cotangent)).sum());
    golden.assertClose("output.grad.x", x.gradientValue().swapBatchAndTime().data(), TOLERANCE);
    inner.forEach(
        one ->
            one.gradients()
                .forEach(
                    (name, actual) -> golden.assertClose("output." + name, actual, TOLERANCE)));
  }

  /** The layers of one case on a tape. */
  private static final class Stack {
    private final Golden golden;
    private final Tape tape;
    private final List<KerasLayer<?>> layers = new ArrayList<>();
    private final Variable x;
    private final @Nullable RealSteps real;
    private Variable loss;

    Stack(Golden golden, Tape tape) {
      this.golden = golden;
      this.tape = tape;
      this.loss = tape.constant(Tensor.scalar(0));
      this.real = golden.has("mask") ? RealSteps.of(golden.tensor("mask")) : null;
      this.x = tape.input(gather(golden.tensor("x")).swapBatchAndTime());
      for (int at = 0; at < golden.number("layers"); at++) {
        layers.add(KerasLayer.of(golden, at, tape));
      }
    }

    /** Runs all layers; results under Keras' names and in its layout. */
    Map<String, float[]> run() {
      Signal signal = new Signal(x, real == null ? null : real.lengths());
      Map<String, float[]> results = new LinkedHashMap<>();
      for (KerasLayer<?> layer : layers) {
        KerasLayer.Result result = layer.run(tape, signal);
        result.states().forEach((name, state) -> results.put(name, state(name, state)));
        if (layer == layers.getLast()) {
          result.outputs().forEach((name, y) -> results.put(name, output(name, y)));
        } else {
          signal = signal.with(Objects.requireNonNull(result.outputs().get("output")));
          signal = layer.backwards() ? new ReverseTime().forward(tape, signal) : signal;
        }
      }
      results.put("loss", loss.value().data());
      return results;
    }

    private float[] state(String name, Variable state) {
      addToLoss(state, golden.tensor("R." + name));
      return state.value().data();
    }

    private float[] output(String name, Variable y) {
      KerasLayer<?> last = layers.getLast();
      if (!last.sequences()) {
        return state(name, y);
      }
      Tensor cotangent = last.ordered(golden.tensor("R." + name));
      addToLoss(y, gather(cotangent).swapBatchAndTime());
      Tensor outputs = y.value().swapBatchAndTime();
      if (real != null) {
        outputs = real.scatter(outputs);
        // What stands at the others is up to a Masking layer.
        real.copyMasked(last.ordered(golden.tensor(name)), outputs);
      }
      return last.ordered(outputs).data();
    }

    private void addToLoss(Variable result, Tensor cotangent) {
      loss = loss.add(result.multiply(tape.constant(cotangent)).sum());
    }

    /** Gradients of the loss under Keras' names and in its layout. */
    Map<String, float[]> gradients() {
      tape.backward(loss);
      Map<String, float[]> gradients = new LinkedHashMap<>();
      Tensor ofInput = x.gradientValue().swapBatchAndTime();
      gradients.put("grad.x", (real == null ? ofInput : real.scatter(ofInput)).data());
      layers.forEach(layer -> gradients.putAll(layer.gradients()));
      return gradients;
    }

    private Tensor gather(Tensor sequences) {
      return real == null ? sequences : real.gather(sequences);
    }
  }
}
