package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.Golden;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses and the layers without recurrence against libtorch: values and gradients. */
class GoldenLayerTest {
  /** One sum of a few terms in float32, relative to an array's largest value. */
  private static final double TOLERANCE = 2e-6;

  private final Tape tape = Tape.recording(Engine.standard());

  @ParameterizedTest
  @CsvSource({"mse", "l1", "huber", "binary-cross-entropy", "cross-entropy"})
  void lossesAgreeWithLibtorch(String name) {
    Golden golden = Golden.load("loss-" + name);
    Loss loss =
        switch (name) {
          case "mse" -> Losses.mse();
          case "l1" -> Losses.mae();
          case "huber" -> Losses.huber(1);
          case "binary-cross-entropy" -> Losses.binaryCrossEntropy();
          case "cross-entropy" -> Losses.softmaxCrossEntropy();
          default -> throw new AssertionError(name);
        };
    Variable predictions = tape.input(golden.tensor("predictions"));
    Tensor targets = golden.tensor(golden.has("labels") ? "labels" : "targets");
    Variable value = loss.apply(predictions, targets, null);
    tape.backward(value);
    golden.assertClose("loss", value.value().data(), TOLERANCE);
    golden.assertClose("grad.predictions", predictions.gradientValue().data(), TOLERANCE);
  }

  @Test
  void denseAgreesWithLibtorch() {
    Golden golden = Golden.load("layer-linear");
    Dense dense = new Dense(3, 7, new Random(1));
    Parameter kernel = parameter(dense, "kernel");
    kernel.assign(golden.tensor("weight").swapBatchAndTime());
    parameter(dense, "bias").assign(golden.tensor("bias"));
    Variable x = run(golden, dense);
    golden.assertClose("grad.x", x.gradientValue().data(), TOLERANCE);
    float[] gradient = Tensor.of(kernel.shape(), kernel.gradient()).swapBatchAndTime().data();
    golden.assertClose("grad.weight", gradient, TOLERANCE);
    golden.assertClose("grad.bias", parameter(dense, "bias").gradient(), TOLERANCE);
  }

  @Test
  void layerNormAgreesWithLibtorch() {
    Golden golden = Golden.load("layer-layer-norm");
    assertThat((float) golden.number("eps")).isEqualTo(LayerNorm.EPSILON);
    LayerNorm norm = new LayerNorm(7);
    parameter(norm, "gamma").assign(golden.tensor("weight"));
    parameter(norm, "beta").assign(golden.tensor("bias"));
    Variable x = run(golden, norm);
    golden.assertClose("grad.x", x.gradientValue().data(), TOLERANCE);
    golden.assertClose("grad.weight", parameter(norm, "gamma").gradient(), TOLERANCE);
    golden.assertClose("grad.bias", parameter(norm, "beta").gradient(), TOLERANCE);
  }

  @Test
  void embeddingAgreesWithLibtorch() {
    Golden golden = Golden.load("layer-embedding");
    Embedding embedding = new Embedding(9, 4, Embedding.NO_PADDING, new Random(1));
    parameter(embedding, "table").assign(golden.tensor("weight"));
    Variable ids = tape.constant(golden.tensor("ids"));
    finish(golden, embedding.forward(tape, Signal.of(ids)).value());
    golden.assertClose("grad.weight", parameter(embedding, "table").gradient(), TOLERANCE);
  }

  private Variable run(Golden golden, Layer layer) {
    Variable x = tape.input(golden.tensor("x"));
    finish(golden, layer.forward(tape, Signal.of(x)).value());
    return x;
  }

  private void finish(Golden golden, Variable output) {
    tape.backward(output.multiply(tape.constant(golden.tensor("R_out"))).sum());
    golden.assertClose("output", output.value().data(), TOLERANCE);
  }

  private static Parameter parameter(Layer layer, String name) {
    Map<String, Parameter> parameters = layer.parameters();
    return Objects.requireNonNull(parameters.get(name), name);
  }
}
