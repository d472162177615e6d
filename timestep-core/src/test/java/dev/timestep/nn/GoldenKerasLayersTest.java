package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.ConvLstmCell;
import dev.timestep.nn.cell.LstmState;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.Golden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Layers other than the plain recurrent ones against Keras', as TensorFlow.js has them: dense,
 * convolutions, pooling, normalisation, convolutional LSTMs, and embeddings whose padding is
 * masked. Outputs, states, moving statistics, and the gradients of inputs and weights.
 */
class GoldenKerasLayersTest {
  /** As in {@link GoldenKerasTest}. */
  private static final double TOLERANCE = 1e-5;

  static List<Golden> layers() {
    return Golden.ofKind("keras-layer");
  }

  @ParameterizedTest
  @MethodSource("layers")
  void layersAgreeWithKeras(Golden golden) {
    Engine engine = Engine.standard();
    boolean training = golden.has("moving_mean.after");
    Tape tape = training ? Tape.training(engine, 1) : Tape.recording(engine);
    Variable x = tape.input(rows(golden, "x"));
    Map<String, float[]> found = new LinkedHashMap<>();
    if (golden.fact("layer").equals("conv_lstm2d")) {
      convLstm(golden, tape, x, found);
    } else {
      Layer layer = KerasOtherLayers.config(golden).build(x.shape().last(), new Random(1));
      assign(golden, layer);
      Variable output = layer.forward(tape, Signal.of(x)).value();
      tape.backward(output.multiply(tape.constant(rows(golden, "R.output"))).sum());
      found.put("output", batchFirst(output.value()));
      gradients(layer, found);
      if (training) {
        List.of("moving_mean", "moving_variance")
            .forEach(
                name -> found.put(name + ".after", layer.parameters().get(name).value().data()));
      }
    }
    found.put("grad.x", batchFirst(x.gradientValue()));
    assertThat(found.keySet())
        .containsAll(
            golden.arrays().stream()
                .filter(n -> golden.has("R." + n) || n.matches("grad\\..*|.*\\.after"))
                .toList());
    found.forEach(
        (name, actual) -> {
          // Without gradients, where TensorFlow.js has none.
          if (golden.has(name) || !name.startsWith("grad.")) {
            golden.assertClose(name, actual, TOLERANCE);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("layers")
  void predictingAgreesWithKeras(Golden golden) {
    if (golden.has("moving_mean.after") || golden.fact("layer").equals("conv_lstm2d")) {
      return;
    }
    Tape tape = Tape.inference(Engine.standard());
    Variable x = tape.constant(rows(golden, "x"));
    Layer layer = KerasOtherLayers.config(golden).build(x.shape().last(), new Random(1));
    assign(golden, layer);
    Variable output = layer.forward(tape, Signal.of(x)).value();
    golden.assertClose("output", batchFirst(output.value()), TOLERANCE);
  }

  private static void convLstm(Golden golden, Tape tape, Variable x, Map<String, float[]> found) {
    ConvLstmCell cell = KerasOtherLayers.convLstm(golden).build(x.shape().last(), new Random(1));
    boolean sequences = golden.fact("return_sequences").equals("true");
    boolean backwards = golden.fact("go_backwards").equals("true");
    Recurrent<LstmState> layer = new Recurrent<>(cell, sequences, backwards);
    assign(golden, layer);
    Variable h = tape.input(rows(golden, "h0"));
    Variable c = tape.input(rows(golden, "c0"));
    Unrolled<LstmState> run = layer.unroll(tape, Signal.of(x), new LstmState(h, c));
    Variable output = sequences ? run.outputs() : run.state().output();
    if (backwards) {
      output = new ReverseTime().forward(tape, Signal.of(output)).value();
    }
    Map<String, Variable> results =
        Map.of("output", output, "h_n", run.state().h(), "c_n", run.state().c());
    Variable loss = tape.constant(Tensor.scalar(0));
    for (var result : results.entrySet()) {
      Tensor cotangent = rows(golden, "R." + result.getKey());
      loss = loss.add(result.getValue().multiply(tape.constant(cotangent)).sum());
      found.put(result.getKey(), batchFirst(result.getValue().value()));
    }
    tape.backward(loss);
    gradients(layer, found);
    found.put("grad.h0", h.gradientValue().data());
    found.put("grad.c0", c.gradientValue().data());
  }

  /** Keras' weights; axes that ours joins lie in the same order. */
  private static void assign(Golden golden, Layer layer) {
    layer.parameters().forEach((name, p) -> p.assign(Tensor.of(p.shape(), golden.values(name))));
  }

  private static void gradients(Layer layer, Map<String, float[]> found) {
    layer
        .parameters()
        .forEach(
            (name, p) -> {
              if (!name.startsWith("moving_")) {
                found.put("grad." + name, p.gradient());
              }
            });
  }

  /** An array of the file as Timestep has it: time-major, an image in a row. */
  private static Tensor rows(Golden golden, String name) {
    int[] shape = golden.shape(name);
    boolean image = KerasOtherLayers.readsImages(golden);
    boolean sequence = shape.length == (image ? 5 : 3);
    int leading = sequence ? 2 : 1;
    int[] sizes = new int[leading + 1];
    sizes[leading] = 1;
    for (int d = 0; d < shape.length; d++) {
      sizes[Math.min(d, leading)] = d < leading ? shape[d] : sizes[leading] * shape[d];
    }
    Tensor all = Tensor.of(Shape.of(sizes), golden.values(name));
    return sequence ? all.swapBatchAndTime() : all;
  }

  private static float[] batchFirst(Tensor value) {
    return (value.shape().rank() == 3 ? value.swapBatchAndTime() : value).data();
  }

  // ---------------------------------------------------------------- embeddings

  static List<Golden> embeddings() {
    return Golden.ofKind("keras-embedding");
  }

  /** Keras' mask_zero is an embedding with a padding id, and masking around what reads it. */
  @ParameterizedTest
  @MethodSource("embeddings")
  void anEmbeddingWhosePaddingIsMaskedAgreesWithKeras(Golden golden) {
    RecurrentConfig lstm = Layers.lstm(golden.shape("output")[2]).sequences();
    boolean backwards = golden.fact("go_backwards").equals("true");
    boolean both = !golden.fact("merge_mode").equals("-");
    LayerConfig reader = both ? lstm.bidirectional().merge(Merge.SUM) : lstm;
    reader = backwards ? lstm.reversed() : reader;
    int[] table = golden.shape("embeddings");
    Sequential model =
        Sequential.of(
            1,
            1,
            Layers.embedding(table[0], table[1]).padding(0),
            Layers.masking(0, reader),
            backwards ? Layers.reverseTime() : Layers.dropout(0));
    model
        .parameters()
        .forEach((name, p) -> p.assign(golden.tensor(KerasOtherLayers.weightName(name))));

    Tape tape = Tape.recording(Engine.standard());
    Variable output =
        model.forward(tape, Signal.ofSequences(tape, golden.tensor("ids"), null)).value();
    tape.backward(
        output.multiply(tape.constant(golden.tensor("R.output").swapBatchAndTime())).sum());
    golden.assertClose("output", batchFirst(output.value()), TOLERANCE);
    model
        .parameters()
        .forEach(
            (name, p) ->
                golden.assertClose(
                    "grad." + KerasOtherLayers.weightName(name), p.gradient(), TOLERANCE));
  }
}
