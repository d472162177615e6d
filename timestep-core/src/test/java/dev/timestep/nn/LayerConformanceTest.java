package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.CallCounter;
import dev.timestep.testing.GradientCheck;
import dev.timestep.testing.ReferenceCell;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every layer promises, from the user's batch-first tensor to a loss; the layers are listed in
 * {@link LayerCase}.
 */
class LayerConformanceTest {
  static Stream<LayerCase> layers() {
    return LayerCase.all();
  }

  static Stream<Arguments> layersAndLengths() {
    return LayerCase.all()
        .flatMap(
            layer ->
                Stream.of(
                    Arguments.of(layer, 4, new int[] {4, 4, 4}, false),
                    Arguments.of(layer, 4, new int[] {4, 0, 2}, true),
                    Arguments.of(layer, 1, new int[] {1}, false),
                    Arguments.of(layer, 3, new int[] {1, 3}, true)));
  }

  // ---------------------------------------------------------------- gradients

  @ParameterizedTest
  @MethodSource("layersAndLengths")
  void valuesAndGradientsAgreeWithTheReference(LayerCase c, int time, int[] steps, boolean padded) {
    compare(new GradientCheck(23), c, time, steps, padded);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aGradientThatIsOffByAHundredthInOnePlaceIsNoticed(LayerCase c) {
    int[] steps = {4, 0, 2};
    Set<String> names = compare(new GradientCheck(23), c, 4, steps, true);
    assertThat(names.contains("x")).isNotEqualTo(c.readsTokens());
    for (String name : names) {
      GradientCheck spoiled = new GradientCheck(23).spoiling(name, 1.01);
      assertThatThrownBy(() -> compare(spoiled, c, 4, steps, true))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("The gradient of " + name + " at element ");
    }
  }

  private static Set<String> compare(
      GradientCheck check, LayerCase c, int time, int[] steps, boolean padded) {
    int batch = steps.length;
    Layer layer = c.build();
    Lengths lengths = padded ? Lengths.of(steps) : null;
    float[] tokens = tokens(time * batch);
    check.parameters(layer.parameters());
    if (!c.readsTokens()) {
      check.input("x", -1.5, 1.5, time, batch, c.features());
    }
    return check.run(
        (tape, in) -> {
          Variable x =
              c.readsTokens() ? tape.constant(Tensor.of(tokens, time, batch)) : in.get("x");
          Signal out = layer.forward(tape, new Signal(x, lengths));
          return List.of(
              out.isSequence()
                  ? out.value().multiply(tape.constant(mask(out.value().shape(), out.lengths())))
                  : out.value());
        },
        in -> {
          double[] numbers = c.readsTokens() ? widen(tokens) : in.get("x");
          double[][][] x = ReferenceCell.cut(numbers, time, batch, Math.max(1, c.features()));
          double[][][] out = c.reference().run(in, x, steps);
          // Layers that shorten sequences leave zeros past the new lengths themselves.
          for (int t = 0; t < out.length && out.length == time && time > 1; t++) {
            for (int b = 0; b < batch; b++) {
              Arrays.setAll(out[t][b], zeroPast(out[t][b], t < steps[b]));
            }
          }
          return List.of(ReferenceCell.join(out));
        });
  }

  private static java.util.function.IntToDoubleFunction zeroPast(double[] row, boolean real) {
    double[] copy = row.clone();
    return j -> real ? copy[j] : 0;
  }

  private static Tensor mask(Shape shape, @Nullable Lengths lengths) {
    Tensor mask = Tensor.zeros(shape.dim(0), shape.dim(1), 1);
    for (int t = 0; t < shape.dim(0); t++) {
      for (int b = 0; b < shape.dim(1); b++) {
        mask.set(lengths == null || t < lengths.at(b) ? 1 : 0, t, b, 0);
      }
    }
    return mask;
  }

  private static float[] tokens(int count) {
    SplittableRandom random = new SplittableRandom(5);
    float[] tokens = new float[count];
    for (int at = 0; at < count; at++) {
      tokens[at] = random.nextInt(LayerCase.TOKENS);
    }
    return tokens;
  }

  private static double[] widen(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(at -> values[at]).toArray();
  }

  // ---------------------------------------------------------------- padding and rows

  @ParameterizedTest
  @MethodSource("layers")
  void paddingNeverMatters(LayerCase c) {
    int[] steps = {5, 0, 2, 1};
    Experiment experiment = Experiment.of(c, 5, 4);
    Map<String, float[]> clean = experiment.run(Lengths.of(steps));
    for (float garbage : new float[] {77, Float.NaN, Float.POSITIVE_INFINITY}) {
      for (int more : new int[] {0, 2}) {
        Experiment padded = experiment.padded(steps, garbage, more);
        assertSameBits(padded.run(Lengths.of(steps)), clean, "padding " + garbage + "+" + more);
      }
    }
  }

  /**
   * As a layer of a user's own may leave it, of which the logarithm of a zero is minus infinity.
   */
  @ParameterizedTest
  @MethodSource("layers")
  void whatALayerBeforeLeavesInPaddingNeverMatters(LayerCase c) {
    int[] steps = {5, 0, 2, 1};
    Experiment experiment = Experiment.of(c, 5, 4);
    Map<String, float[]> clean = experiment.run(Lengths.of(steps));
    for (float garbage : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      Experiment padded = experiment.padded(steps, garbage, 1).asItIs();
      assertSameBits(padded.run(Lengths.of(steps)), clean, "padding " + garbage);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void whatIsHandedOutIsZeroPastALength(LayerCase c) {
    Lengths lengths = Lengths.of(5, 0, 2, 1);
    Experiment experiment = Experiment.of(c, 5, 4);
    Tape tape = Tape.inference(Engine.withThreads(1));
    Signal out = experiment.layer.forward(tape, Signal.ofSequences(tape, experiment.x, lengths));
    Tensor given = out.toBatchFirst();
    // The run below leaves zeros wherever a step is not real.
    assertThat(out.isSequence() ? lengthened(given, 5) : given.data())
        .isEqualTo(experiment.run(lengths).get("outputs"));
  }

  private static float[] lengthened(Tensor batchFirst, int time) {
    int batch = batchFirst.shape().dim(0);
    int size = batchFirst.data().length / batch;
    int width = batchFirst.shape().dim(2);
    float[] longer = new float[batch * time * width];
    for (int b = 0; b < batch; b++) {
      System.arraycopy(batchFirst.data(), b * size, longer, b * time * width, size);
    }
    return longer;
  }

  /** Even where the last layer's bias makes something of nothing. */
  @Test
  void aModelPredictsZeroPastALength() {
    Sequential model = Sequential.of(2, 1, Layers.gru(3).sequences(), Layers.dense(1));
    model.parameters().get("1.dense.bias").value().data()[0] = 4;
    Tensor x = Init.uniform(1, new Random(2), 2, 3, 2);
    float[] found = model.predict(Engine.withThreads(1), x, Lengths.of(1, 3)).data();
    assertThat(Arrays.copyOfRange(found, 1, 3)).containsOnly(0);
    assertThat(new float[] {found[0], found[3], found[4], found[5]}).doesNotContain(0);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aBatchOfOneEqualsItsRowInALargerBatch(LayerCase c) {
    int[] steps = {5, 0, 2, 1};
    Experiment experiment = Experiment.of(c, 5, 4);
    float[] all = experiment.run(Lengths.of(steps)).get("outputs");
    for (int b = 0; b < 4; b++) {
      float[] alone = experiment.only(b).run(Lengths.of(new int[] {steps[b]})).get("outputs");
      int size = all.length / 4;
      assertThat(alone)
          .as("sequence " + b)
          .isEqualTo(Arrays.copyOfRange(all, b * size, (b + 1) * size));
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aNanInARealStepSurfacesInItsSequenceOnly(LayerCase c) {
    if (c.readsTokens()) {
      return; // A token that is not a number is refused, see BadInputTest.
    }
    Experiment experiment = Experiment.of(c, 4, 3);
    experiment.x.set(Float.NaN, 1, 2, 0);
    Map<String, float[]> found = experiment.run(Lengths.of(4, 3, 1));
    int size = found.get("outputs").length / 3;
    for (int b = 0; b < 3; b++) {
      float[] row = Arrays.copyOfRange(found.get("outputs"), b * size, (b + 1) * size);
      assertThat(hasNan(row)).as("sequence " + b).isEqualTo(b == 1);
    }
    assertThat(found.get("loss")[0]).isNaN();
  }

  static Stream<LayerCase> thoseThatLookBackOnly() {
    return LayerCase.all()
        .filter(c -> !c.readsTokens() && !c.config().kind().equals("sequential"))
        .filter(c -> c.isCausal() || c.name().contains("all steps before"));
  }

  @ParameterizedTest
  @MethodSource("thoseThatLookBackOnly")
  void whatIsNotFiniteReachesNoEarlierOutput(LayerCase c) {
    Experiment experiment = Experiment.of(c, 7, 2);
    Map<String, float[]> clean = experiment.run(Lengths.of(7, 6));
    for (float late : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      for (int at = 0; at < c.features(); at++) {
        experiment.x.set(late, 1, 4, at);
      }
      Tape tape = Tape.inference(Engine.withThreads(1));
      Signal out = experiment.layer.forward(tape, experiment.input(tape, Lengths.of(7, 6)));
      if (out.isSequence()) {
        assertEarlier(out.toBatchFirst(), clean.get("outputs"));
      }
    }
  }

  private static void assertEarlier(Tensor found, float[] clean) {
    for (int t = 0; t < 4; t++) {
      for (int j = 0; j < found.shape().dim(2); j++) {
        float expected = clean[(7 + t) * found.shape().dim(2) + j];
        assertThat(found.get(1, t, j)).as("step " + t).isCloseTo(expected, within(1e-5f));
      }
    }
  }

  private static boolean hasNan(float[] values) {
    return IntStream.range(0, values.length).anyMatch(at -> Float.isNaN(values[at]));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void whatDoesNotFitIsRefusedByName(LayerCase c) {
    Refusals.check(c.build(), c.features());
  }

  // ---------------------------------------------------------------- threads

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    Sequential model =
        Sequential.of(
            24,
            1,
            Layers.dense(48),
            Layers.lstm(40).sequences().layers(2).dropout(0.2),
            Layers.layerNorm(),
            Layers.gru(32).sequences(),
            Layers.dense(33));
    Random random = new Random(8);
    Experiment experiment = new Experiment(model, Init.uniform(1, random, 17, 20, 24), 20, true);
    Lengths lengths = Lengths.of(random.ints(17, 0, 21).toArray());
    CallCounter alone = new CallCounter();
    Map<String, float[]> one = experiment.run(lengths, alone.kernels(), 1);
    for (int threads : new int[] {2, 3, 8}) {
      CallCounter shared = new CallCounter();
      assertSameBits(experiment.run(lengths, shared.kernels(), threads), one, threads + " threads");
      assertThat(shared.calls("gemm")).isGreaterThan(alone.calls("gemm") * 3 / 2);
      String weights = "addTransposedProducts";
      assertThat(shared.calls(weights)).isGreaterThan(alone.calls(weights));
      // The loss goes row by row, so its calls do not tell how it was split.
      assertThat(shared.calls("addScaledExp")).isEqualTo(alone.calls("addScaledExp")).isPositive();
    }
  }

  private static void assertSameBits(
      Map<String, float[]> actual, Map<String, float[]> expected, String how) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (name, values) -> assertThat(actual.get(name)).as(name + ", " + how).isEqualTo(values));
  }

  /** A layer, a batch, and a loss between them and fixed targets. */
  private static final class Experiment {
    private final Layer layer;
    private final Tensor x;
    private final int time;
    private final boolean training;
    private final boolean asItIs;

    Experiment(Layer layer, Tensor x, int time, boolean training) {
      this(layer, x, time, training, false);
    }

    private Experiment(Layer layer, Tensor x, int time, boolean training, boolean asItIs) {
      this.layer = layer;
      this.x = x;
      this.time = time;
      this.training = training;
      this.asItIs = asItIs;
    }

    /** The same with padding as it is, where a user's is read as zeros. */
    Experiment asItIs() {
      return new Experiment(layer, x, time, training, true);
    }

    private Signal input(Tape tape, Lengths lengths) {
      return asItIs
          ? new Signal(tape.constant(x.swapBatchAndTime()), lengths)
          : Signal.ofSequences(tape, x, lengths);
    }

    static Experiment of(LayerCase c, int time, int batch) {
      Random random = new Random(31);
      Layer layer = c.build();
      layer.parameters().values().forEach(p -> draw(p, random));
      Tensor x =
          c.readsTokens()
              ? Tensor.of(tokens(batch * time), batch, time)
              : Init.uniform(1.5f, random, batch, time, c.features());
      return new Experiment(layer, x, time, false);
    }

    private static void draw(Parameter parameter, Random random) {
      parameter.assign(Init.uniform(0.8f, random, parameter.shape().toArray()));
      float[] values = parameter.value().data();
      for (int at = 0; parameter.isBuffer() && at < values.length; at++) {
        values[at] = 1 + values[at]; // it may be a variance
      }
    }

    /** The same with garbage past the lengths, and more steps of it. */
    Experiment padded(int[] steps, float garbage, int more) {
      int[] sizes = x.shape().toArray();
      int batch = sizes[0];
      int time = sizes[1];
      int width = x.shape().rank() == 3 ? sizes[2] : 1;
      sizes[1] = time + more;
      Tensor padded = Tensor.zeros(sizes);
      Arrays.fill(padded.data(), garbage);
      for (int b = 0; b < batch; b++) {
        int to = b * (time + more) * width;
        System.arraycopy(x.data(), b * time * width, padded.data(), to, steps[b] * width);
      }
      return new Experiment(layer, padded, time, training);
    }

    Experiment only(int b) {
      int[] sizes = x.shape().toArray();
      int size = x.data().length / sizes[0];
      sizes[0] = 1;
      float[] row = Arrays.copyOfRange(x.data(), b * size, (b + 1) * size);
      return new Experiment(layer, Tensor.of(row, sizes), time, training);
    }

    Map<String, float[]> run(Lengths lengths) {
      return run(lengths, Engine.standard().kernels(), 1);
    }

    /** Outputs of real steps, batch-first; the loss; the gradients of all parameters. */
    Map<String, float[]> run(Lengths lengths, Kernels kernels, int threads) {
      try (var workers = new Workers(threads)) {
        Engine engine = new Engine(kernels, workers);
        Tape tape = training ? Tape.training(engine, 5) : Tape.recording(engine);
        layer.parameters().values().forEach(Parameter::clearGradient);
        Signal out = layer.forward(tape, input(tape, lengths));
        Variable loss = loss(out);
        if (loss.requiresGradient()) {
          tape.backward(loss);
        }
        Map<String, float[]> found = new LinkedHashMap<>();
        found.put("outputs", realSteps(out));
        found.put("loss", loss.value().data());
        layer.parameters().forEach((name, p) -> found.put(name, p.gradient().clone()));
        return found;
      }
    }

    /** Cross-entropy where there are many classes, else the squared distance to 0.3. */
    private static Variable loss(Signal out) {
      int[] sizes = out.value().shape().toArray();
      if (sizes[sizes.length - 1] > 8) {
        Tensor classes = Tensor.zeros(Arrays.copyOf(sizes, sizes.length - 1));
        for (int at = 0; at < classes.data().length; at++) {
          classes.data()[at] = at % sizes[sizes.length - 1];
        }
        return Losses.softmaxCrossEntropy().apply(out.value(), classes, out.lengths());
      }
      Tensor target = Tensor.zeros(sizes);
      Arrays.fill(target.data(), 0.3f);
      return Losses.mse().apply(out.value(), target, out.lengths());
    }

    /** A layer may shorten sequences, so what is real is for its output to say. */
    private float[] realSteps(Signal out) {
      if (!out.isSequence()) {
        return out.value().value().data();
      }
      Tensor batchFirst = out.value().value().swapBatchAndTime();
      int batch = batchFirst.shape().dim(0);
      int padded = batchFirst.shape().dim(1);
      int width = batchFirst.shape().dim(2);
      float[] real = new float[batch * time * width];
      Lengths lengths = out.lengths();
      for (int b = 0; b < batch; b++) {
        int count = (lengths == null ? padded : lengths.at(b)) * width;
        int from = b * padded * width;
        System.arraycopy(batchFirst.data(), from, real, b * time * width, count);
      }
      return real;
    }
  }
}
