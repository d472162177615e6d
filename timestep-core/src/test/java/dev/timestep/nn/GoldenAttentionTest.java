package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.attention.AttentionInputs;
import dev.timestep.autograd.attention.AttentionOp;
import dev.timestep.autograd.attention.AttentionOutputs;
import dev.timestep.autograd.attention.AttentionSettings;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.Golden;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attention against libtorch: outputs, weights and gradients. */
class GoldenAttentionTest {
  /** A few sums of some ten terms in float32, relative to an array's largest value. */
  private static final double TOLERANCE = 3e-6;

  private static final List<String> PROJECTIONS = List.of("query", "key", "value");

  private final Tape tape = Tape.recording(Engine.standard());

  static Stream<Golden> multiHead() {
    return Golden.ofKind("attention").stream().filter(g -> g.has("in_proj_weight"));
  }

  static Stream<Golden> scaled() {
    return Golden.ofKind("attention").stream().filter(g -> !g.has("in_proj_weight"));
  }

  private static @Nullable Lengths lengths(Golden golden) {
    if (!golden.has("lengths")) {
      return null;
    }
    float[] steps = golden.values("lengths");
    int[] all = new int[steps.length];
    Arrays.setAll(all, b -> (int) steps[b]);
    return Lengths.of(all);
  }

  @ParameterizedTest
  @MethodSource("multiHead")
  void multiHeadAttentionAgreesWithLibtorch(Golden golden) {
    int width = golden.shape("x")[2];
    MultiHeadAttentionConfig config =
        Layers.multiHeadAttention(width, (int) golden.number("heads"));
    boolean causal = golden.fact("causal").equals("true");
    MultiHeadAttention attention =
        (causal ? config.asCausal() : config).build(width, width, new Random(1));
    for (int part = 0; part < 3; part++) {
      parameter(attention, PROJECTIONS.get(part) + "_kernel")
          .assign(third(golden, "in_proj_weight", part).swapBatchAndTime());
      parameter(attention, PROJECTIONS.get(part) + "_bias")
          .assign(third(golden, "in_proj_bias", part));
    }
    parameter(attention, "output_kernel")
        .assign(golden.tensor("out_proj.weight").swapBatchAndTime());
    parameter(attention, "output_bias").assign(golden.tensor("out_proj.bias"));

    boolean self = !golden.has("memory");
    Variable x = tape.input(golden.tensor("x").swapBatchAndTime());
    Variable memory = self ? x : tape.input(golden.tensor("memory").swapBatchAndTime());
    Signal query = new Signal(x, self ? lengths(golden) : null);
    Attended found = attention.attend(tape, query, new Signal(memory, lengths(golden)));
    golden.assertClose("output", found.output().toBatchFirst().data(), TOLERANCE);
    golden.assertClose("weights", found.weights().value().data(), TOLERANCE);
    backward(found.output(), golden.tensor("R_out"));

    golden.assertClose("grad.x", batchFirst(x.gradientValue()), TOLERANCE);
    if (!self) {
      golden.assertClose("grad.memory", batchFirst(memory.gradientValue()), TOLERANCE);
    }
    float[] kernels = new float[3 * width * width];
    float[] biases = new float[3 * width];
    for (int part = 0; part < 3; part++) {
      float[] kernel = transposed(parameter(attention, PROJECTIONS.get(part) + "_kernel"));
      System.arraycopy(kernel, 0, kernels, part * width * width, kernel.length);
      float[] bias = parameter(attention, PROJECTIONS.get(part) + "_bias").gradient();
      System.arraycopy(bias, 0, biases, part * width, width);
    }
    golden.assertClose("grad.in_proj_weight", kernels, TOLERANCE);
    golden.assertClose("grad.in_proj_bias", biases, TOLERANCE);
    golden.assertClose(
        "grad.out_proj.weight", transposed(parameter(attention, "output_kernel")), TOLERANCE);
    golden.assertClose(
        "grad.out_proj.bias", parameter(attention, "output_bias").gradient(), TOLERANCE);
  }

  /** Only real steps count: the output projection's bias makes something of padding. */
  private void backward(Signal output, Tensor r) {
    Tensor real = Tensor.zeros(r.shape().toArray());
    System.arraycopy(r.data(), 0, real.data(), 0, r.data().length);
    Signal masked = new Signal(tape.constant(real.swapBatchAndTime()), output.lengths());
    Variable weights = tape.constant(masked.toBatchFirst().swapBatchAndTime());
    tape.backward(output.value().multiply(weights).sum());
  }

  private static float[] batchFirst(Tensor timeMajor) {
    return timeMajor.swapBatchAndTime().data();
  }

  private static float[] transposed(Parameter parameter) {
    return Tensor.of(parameter.shape(), parameter.gradient()).swapBatchAndTime().data();
  }

  /** A third of the stacked projections. */
  private static Tensor third(Golden golden, String array, int part) {
    Tensor all = golden.tensor(array);
    int size = all.data().length / 3;
    float[] some = Arrays.copyOfRange(all.data(), part * size, (part + 1) * size);
    return Tensor.of(all.shape().with(0, all.shape().dim(0) / 3), some);
  }

  @ParameterizedTest
  @MethodSource("scaled")
  void scaledDotProductAttentionAgreesWithLibtorch(Golden golden) {
    int[] shape = golden.shape("query");
    boolean causal = golden.fact("causal").equals("true");
    Variable q = tape.input(timeMajor(golden.tensor("query")));
    Variable k = tape.input(timeMajor(golden.tensor("key")));
    Variable v = tape.input(timeMajor(golden.tensor("value")));
    boolean self = shape[2] == golden.shape("key")[2];
    float scale = (float) (1 / Math.sqrt(shape[3]));
    AttentionOutputs found =
        AttentionOp.dot(
            new AttentionInputs(q, k, v, self ? lengths(golden) : null, lengths(golden), null),
            new AttentionSettings(shape[1], scale, causal, 0, 0));
    tape.backward(found.y().multiply(tape.constant(timeMajor(golden.tensor("R_out")))).sum());
    close(golden, "output", found.y().value());
    close(golden, "grad.query", q.gradientValue());
    close(golden, "grad.key", k.gradientValue());
    close(golden, "grad.value", v.gradientValue());
    assertThat(found.weights().shape().dim(1)).isEqualTo(shape[1]);
  }

  /** [batch, heads, time, part] to [time, batch, heads · part]. */
  private static Tensor timeMajor(Tensor heads) {
    int[] s = heads.shape().toArray();
    Tensor all = Tensor.zeros(s[2], s[0], s[1] * s[3]);
    for (int b = 0; b < s[0]; b++) {
      for (int h = 0; h < s[1]; h++) {
        for (int t = 0; t < s[2]; t++) {
          for (int e = 0; e < s[3]; e++) {
            all.set(heads.get(b, h, t, e), t, b, h * s[3] + e);
          }
        }
      }
    }
    return all;
  }

  private static void close(Golden golden, String array, Tensor found) {
    int[] s = golden.shape(array);
    Tensor heads = Tensor.zeros(s);
    for (int b = 0; b < s[0]; b++) {
      for (int h = 0; h < s[1]; h++) {
        for (int t = 0; t < s[2]; t++) {
          for (int e = 0; e < s[3]; e++) {
            heads.set(found.get(t, b, h * s[3] + e), b, h, t, e);
          }
        }
      }
    }
    golden.assertClose(array, heads.data(), TOLERANCE);
  }

  private static Parameter parameter(Layer layer, String name) {
    Map<String, Parameter> parameters = layer.parameters();
    return Objects.requireNonNull(parameters.get(name), name);
  }
}
