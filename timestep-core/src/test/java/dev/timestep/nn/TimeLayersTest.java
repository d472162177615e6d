package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Pool;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TimeWindow;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Layers along time, over images and over batches: threads, a stack of them, and bad input. */
class TimeLayersTest {
  private final Random random = new Random(3);

  // ---------------------------------------------------------------- threads

  private static Sequential video() {
    return Sequential.of(
        8 * 8 * 2,
        1,
        Layers.conv2d(8, 8, 6, 3).same().activation(Activation.RELU),
        Layers.maxPool2d(8, 8, 2),
        Layers.batchNorm(),
        Layers.conv1d(24, 3).causal().dilation(2).activation(Activation.TANH),
        Layers.batchNorm(),
        Layers.averagePool1d(2),
        Layers.timeDistributed(Layers.dense(16)),
        Layers.conv1d(16, 2).stride(2),
        Layers.gru(12).sequences(),
        Layers.maxOverTime(),
        Layers.dense(3));
  }

  private static Map<String, float[]> step(Tensor x, Lengths lengths, int threads) {
    Sequential model = video();
    try (var workers = new Workers(threads)) {
      Tape tape = Tape.training(new Engine(Engine.standard().kernels(), workers), 5);
      Signal out = model.forward(tape, Signal.ofSequences(tape, x, lengths));
      Tensor target = Init.uniform(1, new Random(2), out.value().shape().toArray());
      tape.backward(Losses.mse().apply(out.value(), target, null));
      Map<String, float[]> found = new LinkedHashMap<>();
      found.put("outputs", out.value().value().data());
      model.parameters().forEach((name, p) -> found.put(name, numbers(p)));
      return found;
    }
  }

  private static float[] numbers(Parameter parameter) {
    return (parameter.isBuffer() ? parameter.value().data() : parameter.gradient()).clone();
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBitsInTraining() {
    Tensor x = Init.uniform(1, random, 13, 24, 8 * 8 * 2);
    Lengths lengths = Lengths.of(random.ints(13, 0, 25).toArray());
    Map<String, float[]> one = step(x, lengths, 1);
    for (int threads : new int[] {2, 3, 8}) {
      Map<String, float[]> some = step(x, lengths, threads);
      one.forEach(
          (name, values) ->
              assertThat(some.get(name)).as(name + ", " + threads + " threads").isEqualTo(values));
    }
    assertThat(one.get("0.conv2d.kernel")).doesNotContain(Float.NaN);
    assertThat(one.get("0.conv2d.kernel")[0]).isNotZero();
  }

  /** Sequences that are too short for the kernels end up without a step, and are no trouble. */
  @Test
  void sequencesTooShortForAKernelHaveNoSteps() {
    Sequential model =
        Sequential.of(2, 1, Layers.conv1d(3, 4), Layers.gru(3).sequences(), Layers.maxOverTime());
    Engine engine = Engine.withThreads(1);
    Tensor x = Init.uniform(1, random, 2, 6, 2);
    float[] found = model.predict(engine, x, Lengths.of(6, 3)).data();
    assertThat(found[0]).isNotZero();
    assertThat(found[3]).isZero();
    assertThat(model.predict(Init.uniform(1, random, 2, 3, 2)).data()).containsOnly(0);
  }

  // ---------------------------------------------------------------- bad input

  private static DynamicTest refused(String what, Runnable attempt, String message) {
    return DynamicTest.dynamicTest(
        what,
        () ->
            assertThatThrownBy(attempt::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message));
  }

  @TestFactory
  Stream<DynamicTest> settings() {
    return Stream.of(
        refused(
            "no filters",
            () -> Layers.conv1d(0, 3),
            "Conv1d expects filters of 1 or more; received 0."),
        refused(
            "stride and dilation",
            () -> Layers.conv1d(1, 3).stride(2).dilation(2),
            "Conv1d expects a stride or a dilation of 1; received 2 and 2. Use two layers, one for"
                + " each."),
        refused(
            "a kernel that reaches too far",
            () -> Layers.conv1d(1, 3).dilation(1 << 30),
            "Conv1d expects a kernel that reaches over 1048576 steps or fewer; received one of 3"
                + " steps with dilation 1073741824. Use a smaller kernel or dilation."),
        refused(
            "a window without steps",
            () -> new TimeWindow(-2, 1, 1, Padding.VALID),
            "A window over time expects a size, a stride and a dilation of 1 or more, or"
                + " TimeWindow.whole(); received -2, 1 and 1."),
        refused(
            "a window that stands",
            () -> new TimeWindow(2, 0, 1, Padding.VALID),
            "A window over time expects a size, a stride and a dilation of 1 or more, or"
                + " TimeWindow.whole(); received 2, 0 and 1."),
        refused(
            "a window of one step again and again",
            () -> new TimeWindow(2, 1, -1, Padding.SAME),
            "A window over time expects a size, a stride and a dilation of 1 or more, or"
                + " TimeWindow.whole(); received 2, 1 and -1."),
        refused(
            "no kernel in two dimensions",
            () -> Layers.conv2d(4, 4, 2, 5).build(16, new Random(1)),
            "A convolution without padding expects a size of at least 5 for a kernel of 5 with"
                + " dilation 1; received 4. Use a smaller kernel, or pad by .same()."),
        refused(
            "images of another size",
            () -> Layers.conv2d(4, 4, 2, 3).build(17, new Random(1)),
            "Conv2d expects rows of 4 × 4 × channels numbers, channels last; received rows of 17."
                + " Check the height and the width of the images."),
        refused(
            "the last of an image",
            () -> Pool2d.of(Pool.LAST, 4, 4, 2),
            "Pool2d expects Pool.MAX or Pool.AVERAGE; received LAST. An image has no last step."),
        refused(
            "no window",
            () -> Layers.maxPool1d(-1),
            "TimePooling expects a window of 1 or more; received -1."),
        refused(
            "torch's momentum",
            () -> new BatchNormConfig(1.1f, 1e-5f, true),
            "BatchNorm expects a momentum from 0 to 1; received 1.1. It is the share that is kept:"
                + " PyTorch's 0.1 is 0.9 here."),
        refused(
            "no epsilon",
            () -> new BatchNormConfig(0.9f, 0f, true),
            "BatchNorm expects an epsilon above 0; received 0.0. Keras has 0.001."),
        refused(
            "inner steps of different widths",
            () -> Layers.timeDistributed(Layers.gru(2)).steps(4).build(6, new Random(1)),
            "TimeDistributed expects steps of 4 inner steps each, all of one width; received a"
                + " width of 6 in all. Check the number of inner steps."));
  }

  private Runnable forward(LayerConfig config, int features, Lengths lengths, int... sizes) {
    Layer layer = config.build(features, random);
    Tape tape = Tape.inference(Engine.withThreads(1));
    return () -> layer.forward(tape, new Signal(tape.constant(0f, sizes), lengths));
  }

  @TestFactory
  Stream<DynamicTest> inputs() {
    Lengths full = Lengths.of(4, 4);
    return Stream.of(
        refused(
            "conv1d, columns",
            forward(Layers.conv1d(2, 3), 3, full, 4, 2, 5),
            "Conv1d(features=3, filters=2, kernel=3) expects [batch, time, 3]; received [2, 4, 5]."
                + " Check the number of input columns."),
        refused(
            "conv1d, lengths",
            forward(Layers.conv1d(2, 3), 3, Lengths.of(4, 9), 4, 2, 3),
            "Conv1d(features=3, filters=2, kernel=3) expects lengths from 0 to 4 (the time axis);"
                + " sequence 1 has 9. Pad the batch to its longest sequence."),
        refused(
            "conv2d, width",
            forward(Layers.conv2d(2, 2, 3, 1), 8, full, 4, 2, 9),
            "Conv2d(2 × 2 × 2, filters=3, kernel=1 × 1) expects a last axis of 8; received [2, 4,"
                + " 9]. Check the layer before it."),
        refused(
            "pooling what has no time",
            forward(Layers.maxOverTime(), 3, full, 2, 3),
            "TimePooling(features=3, max_pool) expects [batch, time, 3]; received [2, 3]. A"
                + " recurrent layer before it must return sequences; a single column still needs"
                + " its own axis."),
        refused(
            "batch norm, width",
            forward(Layers.batchNorm(), 3, full, 4, 2, 5),
            "BatchNorm(features=3) expects a last axis of 3; received [2, 4, 5]. Check the layer"
                + " before it."),
        refused(
            "batch norm, lengths of another batch",
            forward(Layers.batchNorm(), 3, full, 4, 5, 3),
            "BatchNorm(features=3) expects one length per sequence, 5 in all; received 2. Give the"
                + " batch and its lengths the same number of sequences."),
        refused(
            "sequences at each step",
            forward(Layers.timeDistributed(Layers.gru(2).sequences()).steps(2), 4, full, 4, 2, 4),
            "TimeDistributed(Gru(features=2, units=2)) expects a layer that returns one value for"
                + " each step; received an output [8, 2, 2] for 8 steps. Let a recurrent layer"
                + " return its last output only, or pool over time."));
  }
}
