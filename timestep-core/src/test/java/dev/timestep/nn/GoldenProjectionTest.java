package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.LstmState;
import dev.timestep.nn.cell.ProjectedLstmCell;
import dev.timestep.nn.cell.ProjectedLstmConfig;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.Golden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * LSTMs with projections against libtorch's {@code proj_size}: one and two layers, forward and in
 * both directions, padded and with packed lengths; outputs, final states and all gradients.
 */
class GoldenProjectionTest {
  /** As in {@link GoldenCellTest}, on the same sizes. */
  private static final double TOLERANCE = 1e-5;

  private static final Map<String, String> WEIGHTS =
      Map.of(
          "kernel", "weight_ih_",
          "recurrent_kernel", "weight_hh_",
          "projection_kernel", "weight_hr_");

  private static final List<String> STATES = List.of("h", "c");

  static List<Golden> cases() {
    return Golden.ofKind("projection");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void layersAgreeWithLibtorch(Golden golden) {
    Run run = new Run(golden, Tape.recording(Engine.standard()));
    Map<String, float[]> found = run.outputs();
    found.putAll(run.gradients());
    List<String> results = List.of("output", "h_n", "c_n", "loss");
    assertThat(golden.arrays().stream().filter(n -> n.startsWith("grad.") || results.contains(n)))
        .containsExactlyInAnyOrderElementsOf(found.keySet());
    found.forEach((name, actual) -> golden.assertClose(name, actual, TOLERANCE));
  }

  /** The layers of one case on a tape, with libtorch's weights in Timestep's layout. */
  private static final class Run {
    private final Golden golden;
    private final Tape tape;
    private final int directions;
    private final List<ProjectedLstmCell> cells = new ArrayList<>();
    private final List<LstmState> initial = new ArrayList<>();
    private final Variable x;
    private Variable loss;

    Run(Golden golden, Tape tape) {
      this.golden = golden;
      this.tape = tape;
      this.directions = (int) golden.number("directions");
      this.x = tape.input(golden.tensor("x").swapBatchAndTime());
      this.loss = tape.constant(Tensor.scalar(0));
      ProjectedLstmConfig config =
          ProjectedLstmConfig.of(golden.shape("c0")[2], golden.shape("h0")[2]);
      for (int at = 0; at < golden.shape("h0")[0]; at++) {
        int features = golden.shape("weight_ih_" + place(at))[1];
        ProjectedLstmCell cell = config.build(features, new Random(1));
        load(cell.parameters(), place(at));
        cells.add(cell);
        initial.add(
            new LstmState(tape.input(golden.part("h0", at)), tape.input(golden.part("c0", at))));
      }
    }

    private String place(int at) {
      return "l" + at / directions + (at % directions == 0 ? "" : "_reverse");
    }

    private void load(Map<String, Parameter> parameters, String place) {
      WEIGHTS.forEach(
          (name, theirs) ->
              parameters.get(name).assign(golden.tensor(theirs + place).swapBatchAndTime()));
      Tensor bias = golden.tensor("bias_ih_" + place);
      float[] second = golden.values("bias_hh_" + place);
      for (int at = 0; at < second.length; at++) {
        bias.data()[at] += second[at];
      }
      parameters.get("bias").assign(bias);
    }

    /** Runs all layers; results under libtorch's names and in its layout. */
    Map<String, float[]> outputs() {
      Signal signal = new Signal(x, lengths());
      List<LstmState> last = new ArrayList<>();
      for (int l = 0; l < cells.size(); l += directions) {
        List<Variable> outputs = new ArrayList<>();
        for (int d = 0; d < directions; d++) {
          Unrolled<LstmState> run =
              new Recurrent<>(cells.get(l + d), true, d == 1)
                  .unroll(tape, signal, initial.get(l + d));
          outputs.add(run.outputs());
          last.add(run.state());
        }
        signal = signal.with(Variable.concat(-1, outputs));
      }
      addToLoss(signal.value(), golden.tensor("R_out").swapBatchAndTime());
      Map<String, float[]> results = new LinkedHashMap<>();
      results.put("output", signal.value().value().swapBatchAndTime().data());
      for (int part = 0; part < STATES.size(); part++) {
        List<Tensor> values = new ArrayList<>();
        for (int at = 0; at < last.size(); at++) {
          Variable value = last.get(at).variables().get(part);
          addToLoss(value, golden.part("R_" + STATES.get(part), at));
          values.add(value.value());
        }
        results.put(STATES.get(part) + "_n", join(values));
      }
      results.put("loss", loss.value().data());
      return results;
    }

    /** Gradients of the loss, under libtorch's names and in its layout. */
    Map<String, float[]> gradients() {
      tape.backward(loss);
      Map<String, float[]> gradients = new LinkedHashMap<>();
      gradients.put("grad.x", x.gradientValue().swapBatchAndTime().data());
      for (int part = 0; part < STATES.size(); part++) {
        List<Tensor> values = new ArrayList<>();
        for (LstmState state : initial) {
          values.add(state.variables().get(part).gradientValue());
        }
        gradients.put("grad." + STATES.get(part) + "0", join(values));
      }
      for (int at = 0; at < cells.size(); at++) {
        Map<String, Parameter> own = cells.get(at).parameters();
        String place = place(at);
        WEIGHTS.forEach(
            (name, theirs) -> {
              Parameter p = own.get(name);
              Tensor gradient = Tensor.of(p.shape(), p.gradient());
              gradients.put("grad." + theirs + place, gradient.swapBatchAndTime().data());
            });
        gradients.put("grad.bias_ih_" + place, own.get("bias").gradient());
        gradients.put("grad.bias_hh_" + place, own.get("bias").gradient());
      }
      return gradients;
    }

    private void addToLoss(Variable value, Tensor cotangent) {
      loss = loss.add(value.multiply(tape.constant(cotangent)).sum());
    }

    private Lengths lengths() {
      if (!golden.has("lengths")) {
        return null;
      }
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
