package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.CallCounter;
import dev.timestep.testing.GradientCheck;
import dev.timestep.testing.ReferenceCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every cell promises inside {@link Recurrent}; the cells are listed in {@link CellCase}. */
class CellConformanceTest {
  /** Sizes and ways to run a cell: the smallest, odd ones, with and without padding. */
  record Sizes(
      int time, int batch, int features, int units, int[] lengths, boolean reverse, boolean state) {
    Lengths padded() {
      return lengths == null ? null : Lengths.of(lengths);
    }

    int[] steps() {
      return lengths == null ? IntStream.generate(() -> time).limit(batch).toArray() : lengths;
    }

    @Override
    public String toString() {
      return "T%d B%d F%d H%d lengths %s%s%s"
          .formatted(
              time,
              batch,
              features,
              units,
              Arrays.toString(lengths),
              reverse ? " reverse" : "",
              state ? " initial state" : "");
    }
  }

  private static final List<Sizes> SIZES =
      List.of(
          new Sizes(5, 3, 4, 3, null, false, true),
          new Sizes(5, 3, 4, 3, null, true, true),
          new Sizes(4, 2, 3, 5, null, true, false),
          new Sizes(5, 4, 3, 5, new int[] {3, 0, 5, 1}, false, true),
          new Sizes(5, 4, 3, 5, new int[] {3, 0, 5, 1}, true, true),
          new Sizes(6, 3, 2, 2, new int[] {2, 4, 1}, false, false),
          new Sizes(6, 3, 2, 2, new int[] {2, 4, 1}, true, false),
          new Sizes(1, 1, 1, 1, null, false, false),
          new Sizes(1, 2, 1, 1, new int[] {0, 1}, true, true),
          new Sizes(7, 2, 1, 3, null, false, false),
          new Sizes(3, 2, 2, 3, new int[] {0, 0}, false, true));

  static Stream<CellCase<?>> cells() {
    return CellCase.all();
  }

  static Stream<CellCase<?>> fused() {
    return CellCase.fused();
  }

  static Stream<Arguments> cellsAndSizes() {
    return CellCase.all().flatMap(cell -> SIZES.stream().map(size -> Arguments.of(cell, size)));
  }

  static Stream<Arguments> cellsAndDirections() {
    return CellCase.all()
        .flatMap(cell -> Stream.of(Arguments.of(cell, false), Arguments.of(cell, true)));
  }

  // ---------------------------------------------------------------- gradients

  @ParameterizedTest
  @MethodSource("cellsAndSizes")
  <S extends CellState> void valuesAndGradientsAgreeWithTheReference(CellCase<S> c, Sizes sizes) {
    Recurrent<S> layer =
        new Recurrent<>(c.build().cell(sizes.features, sizes.units), true, sizes.reverse);
    int[] widths = widths(layer.cell());
    GradientCheck check = new GradientCheck(7).parameters(layer.parameters());
    check.input("x", -1.5, 1.5, sizes.time, sizes.batch, sizes.features);
    for (int part = 0; part < widths.length && sizes.state; part++) {
      check.input(
          "state" + part, isCount(layer.cell(), part) ? 0.2 : -1, 1, sizes.batch, widths[part]);
    }
    check.run(
        (tape, in) -> {
          S initial = sizes.state ? layer.cell().stateOf(states(in, widths.length)) : null;
          Unrolled<S> run = layer.unroll(tape, new Signal(in.get("x"), sizes.padded()), initial);
          List<Variable> outputs = new ArrayList<>(List.of(run.outputs()));
          outputs.addAll(run.state().variables());
          return outputs;
        },
        in -> reference(c.reference(), in, sizes, widths));
  }

  /** Whether it is the n of an sLSTM, by which it divides. */
  private static boolean isCount(Cell<?> cell, int part) {
    Tape tape = Tape.inference(Engine.withThreads(1));
    return cell.initialState(tape, 1).names().get(part).equals("n");
  }

  private static List<Variable> states(Map<String, Variable> in, int parts) {
    return IntStream.range(0, parts).mapToObj(part -> in.get("state" + part)).toList();
  }

  private static List<double[]> reference(
      ReferenceCell cell, Map<String, double[]> in, Sizes sizes, int[] widths) {
    double[][][] x = ReferenceCell.cut(in.get("x"), sizes.time, sizes.batch, sizes.features);
    double[][][] initial = new double[widths.length][][];
    for (int part = 0; part < widths.length; part++) {
      initial[part] = new double[sizes.batch][];
      for (int b = 0; b < sizes.batch; b++) {
        initial[part][b] =
            sizes.state
                ? ReferenceCell.cut(in.get("state" + part), 1, sizes.batch, widths[part])[0][b]
                : cell.initial(in, part, widths[part]);
      }
    }
    ReferenceCell.Run run = cell.run(in, x, initial, sizes.steps(), sizes.reverse);
    List<double[]> outputs = new ArrayList<>(List.of(ReferenceCell.join(run.outputs())));
    for (double[][] part : run.state()) {
      outputs.add(ReferenceCell.join(new double[][][] {part}));
    }
    return outputs;
  }

  static <S extends CellState> int[] widths(Cell<S> cell) {
    return cell.initialState(Tape.inference(Engine.withThreads(1)), 1).variables().stream()
        .mapToInt(part -> part.shape().dim(1))
        .toArray();
  }

  /** Products with the state are those that a step from a state of zeros does not depend on. */
  @ParameterizedTest
  @MethodSource("cells")
  <S extends CellState> void recurrentWeightsAreThoseOfTheProductsWithTheState(CellCase<S> c) {
    Cell<S> cell = c.build().cell(3, 4);
    SplittableRandom random = new SplittableRandom(5);
    cell.parameters()
        .values()
        .forEach(p -> p.assign(Init.uniform(0.8f, random, p.shape().toArray())));
    Set<Parameter> fromZeros = trainedByAStep(cell, 0f);
    Set<Parameter> reached = trainedByAStep(cell, 1f);
    List<Parameter> recurrent = cell.recurrentWeights();
    assertThat(recurrent).isSubsetOf(reached).doesNotContainAnyElementsOf(fromZeros);
    reached.removeAll(fromZeros);
    reached.removeIf(parameter -> parameter.shape().rank() < 2);
    assertThat(recurrent).containsAll(reached);
  }

  private static <S extends CellState> Set<Parameter> trainedByAStep(Cell<S> cell, float state) {
    SplittableRandom random = new SplittableRandom(6);
    Tape tape = Tape.recording(Engine.withThreads(1));
    List<Variable> before = new ArrayList<>();
    for (int width : widths(cell)) {
      before.add(tape.constant(Init.uniform(1, random, 2, width)).multiply(state));
    }
    Variable x = tape.constant(Init.uniform(1, random, 1, 2, 3));
    Unrolled<S> run =
        new Recurrent<>(cell, true, false).unroll(tape, Signal.of(x), cell.stateOf(before));
    Variable loss = run.outputs().sum();
    for (Variable part : run.state().variables()) {
      loss = loss.add(part.multiply(tape.constant(Init.uniform(1, random, 2, 1))).sum());
    }
    cell.parameters().values().forEach(Parameter::clearGradient);
    tape.backward(loss);
    Set<Parameter> trained = new LinkedHashSet<>(cell.parameters().values());
    trained.removeIf(
        p -> IntStream.range(0, p.shape().size()).allMatch(at -> p.gradient()[at] == 0));
    return trained;
  }

  // ---------------------------------------------------------------- fused and composed

  @ParameterizedTest
  @MethodSource("fused")
  <S extends CellState> void fusedEqualsComposed(CellCase<S> c) {
    for (boolean reverse : new boolean[] {false, true}) {
      for (Lengths lengths : new Lengths[] {null, Lengths.of(9, 0, 4, 7, 1)}) {
        Experiment<S> fused = new Experiment<>(c, 9, 5, 6, 11, lengths, reverse);
        Experiment<S> stepped = new Experiment<>(c.stepped(), 9, 5, 6, 11, lengths, reverse);
        Map<String, float[]> composed = stepped.run(1);
        // Nine steps of float32 sums in another order.
        fused
            .run(1)
            .forEach(
                (name, values) ->
                    assertThat(values)
                        .as(name)
                        .containsExactly(composed.get(name), within(largest(values) * 1e-5f)));
      }
    }
  }

  private static float largest(float[] values) {
    float largest = 1;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  // ---------------------------------------------------------------- bits

  @ParameterizedTest
  @MethodSource("cellsAndDirections")
  <S extends CellState> void anyNumberOfThreadsGivesTheSameBits(CellCase<S> c, boolean reverse) {
    for (Lengths lengths : new Lengths[] {null, ragged(17, 20)}) {
      Experiment<S> experiment = new Experiment<>(c, 20, 17, 24, 40, lengths, reverse);
      Map<String, float[]> one = experiment.run(1);
      assertThat(one).containsKeys("outputs", "x", "state0", "grad.initial0");
      for (int threads : new int[] {2, 3, 8}) {
        assertSameBits(experiment.run(threads), one, threads + " threads");
      }
    }
  }

  /** Without this the test above could compare a single thread with itself. */
  @ParameterizedTest
  @MethodSource("fused")
  <S extends CellState> void theWorkOfTheThreadTestIsSplit(CellCase<S> c) {
    Experiment<S> experiment = new Experiment<>(c, 20, 17, 24, 40, ragged(17, 20), false);
    CallCounter alone = new CallCounter();
    experiment.run(alone.kernels(), 1);
    CallCounter shared = new CallCounter();
    experiment.run(shared.kernels(), 8);
    assertThat(shared.calls("gemm")).isGreaterThan(3 * alone.calls("gemm"));
  }

  @ParameterizedTest
  @MethodSource("cellsAndDirections")
  <S extends CellState> void aBatchOfOneEqualsItsRowInALargerBatch(CellCase<S> c, boolean reverse) {
    Lengths lengths = Lengths.of(7, 0, 3, 5, 7, 1, 2);
    Experiment<S> all = new Experiment<>(c, 7, 7, 5, 9, lengths, reverse);
    Map<String, float[]> batch = all.run(1);
    for (int b = 0; b < 7; b++) {
      Map<String, float[]> alone = all.only(b).run(1);
      for (String name : List.of("outputs", "x")) {
        int width = name.equals("x") ? 5 : 9;
        assertThat(alone.get(name))
            .as(name + " of sequence " + b)
            .isEqualTo(column(batch.get(name), 7, 7, width, b));
      }
      for (String name : alone.keySet()) {
        if (name.startsWith("state") || name.startsWith("grad.initial")) {
          int width = alone.get(name).length;
          assertThat(alone.get(name))
              .as(name + " of sequence " + b)
              .isEqualTo(Arrays.copyOfRange(batch.get(name), b * width, (b + 1) * width));
        }
      }
    }
  }

  // ---------------------------------------------------------------- padding

  @ParameterizedTest
  @MethodSource("cellsAndDirections")
  <S extends CellState> void paddingNeverMatters(CellCase<S> c, boolean reverse) {
    Lengths lengths = Lengths.of(4, 0, 6, 1);
    Experiment<S> experiment = new Experiment<>(c, 6, 4, 3, 5, lengths, reverse);
    Map<String, float[]> clean = experiment.run(1);
    for (float garbage : new float[] {1e30f, Float.NaN, Float.NEGATIVE_INFINITY}) {
      assertSameBits(experiment.withPadding(garbage, 0).run(1), clean, "padding " + garbage);
      Map<String, float[]> longer = experiment.withPadding(garbage, 3).run(1);
      for (String name : List.of("outputs", "x")) {
        int real = clean.get(name).length;
        assertThat(Arrays.copyOf(longer.get(name), real)).as(name).isEqualTo(clean.get(name));
        float[] rest = Arrays.copyOfRange(longer.get(name), real, longer.get(name).length);
        assertThat(rest).as("longer " + name).containsOnly(0f);
        longer.put(name, clean.get(name));
      }
      assertSameBits(longer, clean, "three more steps of " + garbage);
    }
    assertPastTheLengthIsZero(clean.get("outputs"), lengths, 5);
    assertPastTheLengthIsZero(clean.get("x"), lengths, 3);
  }

  private static void assertPastTheLengthIsZero(float[] values, Lengths lengths, int width) {
    int batch = lengths.batch();
    for (int row = 0; row < values.length / width; row++) {
      float[] numbers = Arrays.copyOfRange(values, row * width, (row + 1) * width);
      if (row / batch >= lengths.of(row % batch)) {
        assertThat(numbers).containsOnly(0f);
      } else {
        assertThat(numbers).isNotEqualTo(new float[width]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cellsAndDirections")
  <S extends CellState> void aNanInARealStepSurfaces(CellCase<S> c, boolean reverse) {
    Experiment<S> experiment =
        new Experiment<>(c, 6, 3, 3, 5, Lengths.of(4, 6, 2), reverse).with(2, 1, Float.NaN);
    Map<String, float[]> found = experiment.run(1);
    float[] outputs = found.get("outputs");
    for (int t = 0; t < 6; t++) {
      boolean after = reverse ? t <= 2 : t >= 2;
      float[] row = Arrays.copyOfRange(outputs, (t * 3 + 1) * 5, (t * 3 + 2) * 5);
      assertThat(hasNan(row)).as("step " + t + " of the sequence with a NaN").isEqualTo(after);
      for (int b : new int[] {0, 2}) {
        row = Arrays.copyOfRange(outputs, (t * 3 + b) * 5, (t * 3 + b + 1) * 5);
        assertThat(hasNan(row)).as("another sequence").isFalse();
      }
    }
    assertThat(hasNan(Arrays.copyOfRange(found.get("state0"), 5, 10))).isTrue();
  }

  private static boolean hasNan(float[] values) {
    for (float value : values) {
      if (Float.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  // ---------------------------------------------------------------- states

  @ParameterizedTest
  @MethodSource("cells")
  <S extends CellState> void aSequenceMayBeRunInTwoPieces(CellCase<S> c) {
    Experiment<S> whole = new Experiment<>(c, 9, 3, 4, 6, Lengths.of(9, 2, 6), false);
    Map<String, float[]> atOnce = whole.run(1);
    Map<String, float[]> pieces = whole.runInPieces(4);
    assertThat(pieces.keySet()).contains("outputs", "state0");
    pieces.forEach((name, values) -> assertThat(values).as(name).isEqualTo(atOnce.get(name)));
  }

  @ParameterizedTest
  @MethodSource("cellsAndDirections")
  <S extends CellState> void aLengthOfZeroReturnsTheInitialState(CellCase<S> c, boolean reverse) {
    for (int time : new int[] {4, 0}) {
      Experiment<S> experiment = new Experiment<>(c, time, 2, 3, 5, Lengths.of(0, 0), reverse);
      Map<String, float[]> found = experiment.run(1);
      for (int part = 0; part < experiment.initial.size(); part++) {
        assertThat(found.get("state" + part)).isEqualTo(experiment.initial.get(part).data());
        assertThat(found.get("grad.initial" + part))
            .as("the gradient goes straight through")
            .isEqualTo(experiment.stateCotangents.get(part).data());
      }
      for (float[] values : List.of(found.get("outputs"), found.get("x"))) {
        assertThat(values).isEqualTo(new float[values.length]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  <S extends CellState> void whatDoesNotFitIsRefusedByName(CellCase<S> c) {
    Refusals.check(new Recurrent<>(c.build().cell(3, 5), true, false), 3);
  }

  @ParameterizedTest
  @MethodSource("cells")
  <S extends CellState> void predictingGivesTheBitsOfTraining(CellCase<S> c) {
    Experiment<S> experiment = new Experiment<>(c, 6, 4, 3, 5, Lengths.of(3, 6, 0, 1), true);
    Map<String, float[]> training = experiment.run(1);
    experiment
        .predict()
        .forEach((name, values) -> assertThat(values).as(name).isEqualTo(training.get(name)));
  }

  private static void assertSameBits(
      Map<String, float[]> actual, Map<String, float[]> expected, String how) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (name, values) -> assertThat(actual.get(name)).as(name + ", " + how).isEqualTo(values));
  }

  private static Lengths ragged(int batch, int time) {
    SplittableRandom random = new SplittableRandom(3);
    return Lengths.of(IntStream.range(0, batch).map(b -> random.nextInt(time + 1)).toArray());
  }

  /** The steps of one sequence in time-major numbers. */
  private static float[] column(float[] values, int time, int batch, int width, int b) {
    float[] column = new float[time * width];
    for (int t = 0; t < time; t++) {
      System.arraycopy(values, (t * batch + b) * width, column, t * width, width);
    }
    return column;
  }

  /** One run of a cell over fixed random numbers, with everything that comes out of it. */
  private static final class Experiment<S extends CellState> {
    private final Recurrent<S> layer;
    private final Tensor x;
    private final Tensor cotangent;
    private final Lengths lengths;
    private final List<Tensor> initial = new ArrayList<>();
    private final List<Tensor> stateCotangents = new ArrayList<>();

    Experiment(
        CellCase<S> c,
        int time,
        int batch,
        int features,
        int units,
        Lengths lengths,
        boolean reverse) {
      SplittableRandom random = new SplittableRandom(19);
      layer = new Recurrent<>(c.build().cell(features, units), true, reverse);
      layer
          .parameters()
          .values()
          .forEach(p -> p.assign(Init.uniform(0.3f, random, p.shape().toArray())));
      x = Init.uniform(1.5f, random, time, batch, features);
      cotangent = Init.uniform(1f, random, time, batch, units);
      for (int width : widths(layer.cell())) {
        initial.add(Init.uniform(1f, random, batch, width));
        stateCotangents.add(Init.uniform(1f, random, batch, width));
      }
      this.lengths = lengths;
    }

    private Experiment(
        Experiment<S> other,
        Tensor x,
        Tensor cotangent,
        Lengths lengths,
        List<Tensor> initial,
        List<Tensor> stateCotangents) {
      this.layer = other.layer;
      this.x = x;
      this.cotangent = cotangent;
      this.lengths = lengths;
      this.initial.addAll(initial);
      this.stateCotangents.addAll(stateCotangents);
    }

    /** The same for sequence b alone. */
    Experiment<S> only(int b) {
      return new Experiment<>(
          this,
          sequence(x, b),
          sequence(cotangent, b),
          Lengths.of(new int[] {lengths.of(b)}),
          initial.stream().map(t -> row(t, b)).toList(),
          stateCotangents.stream().map(t -> row(t, b)).toList());
    }

    private static Tensor sequence(Tensor of, int b) {
      int time = of.shape().dim(0);
      int width = of.shape().dim(2);
      return Tensor.of(column(of.data(), time, of.shape().dim(1), width, b), time, 1, width);
    }

    private static Tensor row(Tensor of, int b) {
      int width = of.shape().dim(1);
      return Tensor.of(Arrays.copyOfRange(of.data(), b * width, (b + 1) * width), 1, width);
    }

    /** The same with {@code more} steps of padding and something else in all padding. */
    Experiment<S> withPadding(float garbage, int more) {
      return new Experiment<>(
          this,
          padded(x, garbage, more),
          padded(cotangent, Float.isFinite(garbage) ? garbage : 7f, more),
          lengths,
          initial,
          stateCotangents);
    }

    private Tensor padded(Tensor of, float garbage, int more) {
      int batch = of.shape().dim(1);
      int width = of.shape().dim(2);
      int time = of.shape().dim(0) + more;
      float[] data = Arrays.copyOf(of.data(), time * batch * width);
      for (int row = 0; row < time * batch; row++) {
        if (row / batch >= lengths.of(row % batch)) {
          Arrays.fill(data, row * width, (row + 1) * width, garbage);
        }
      }
      return Tensor.of(data, time, batch, width);
    }

    /** The same with one input changed. */
    Experiment<S> with(int t, int b, float value) {
      Tensor changed = x.copy();
      changed.set(value, t, b, 1);
      return new Experiment<>(this, changed, cotangent, lengths, initial, stateCotangents);
    }

    /** Outputs, final states and all gradients of Σ cotangent·output. */
    Map<String, float[]> run(int threads) {
      return run(Engine.standard().kernels(), threads);
    }

    Map<String, float[]> run(Kernels kernels, int threads) {
      try (var workers = new Workers(threads)) {
        Engine engine = new Engine(kernels, workers);
        Tape tape = Tape.recording(engine);
        leaveNansBehind(tape);
        Variable input = tape.input(x);
        List<Variable> before = initial.stream().map(tape::input).toList();
        Unrolled<S> run =
            layer.unroll(tape, new Signal(input, lengths), layer.cell().stateOf(before));
        Map<String, float[]> found = results(run);
        Variable loss = run.outputs().multiply(tape.constant(cotangent)).sum();
        for (int part = 0; part < before.size(); part++) {
          Variable last = run.state().variables().get(part);
          loss = loss.add(last.multiply(tape.constant(stateCotangents.get(part))).sum());
        }
        layer.parameters().values().forEach(Parameter::clearGradient);
        tape.backward(loss);
        found.put("x", input.gradientValue().data());
        for (int part = 0; part < before.size(); part++) {
          found.put("grad.initial" + part, before.get(part).gradientValue().data());
        }
        layer.parameters().forEach((name, p) -> found.put(name, p.gradient().clone()));
        return found;
      }
    }

    /** Fills buffers that the run will get, as an earlier step could have. */
    private void leaveNansBehind(Tape tape) {
      for (Tensor like : List.of(x, cotangent, initial.getFirst())) {
        for (int k = 0; k < 9; k++) {
          Arrays.fill(tape.take(like.data().length), Float.NaN);
        }
      }
      tape.reset(0);
    }

    private Map<String, float[]> results(Unrolled<S> run) {
      Map<String, float[]> found = new LinkedHashMap<>();
      found.put("outputs", run.outputs().value().data());
      for (int part = 0; part < run.state().variables().size(); part++) {
        found.put("state" + part, run.state().variables().get(part).value().data());
      }
      return found;
    }

    /** Outputs and final states on a tape without gradients. */
    Map<String, float[]> predict() {
      Tape tape = Tape.inference(Engine.withThreads(1));
      S before = layer.cell().stateOf(initial.stream().map(tape::constant).toList());
      return results(layer.unroll(tape, new Signal(tape.constant(x), lengths), before));
    }

    /** The first {@code at} steps, then the others from the state that these left. */
    Map<String, float[]> runInPieces(int at) {
      Tape tape = Tape.inference(Engine.withThreads(1));
      int time = x.shape().dim(0);
      Variable all = tape.constant(x);
      int[] rest = IntStream.of(lengths.toArray()).map(n -> Math.max(0, n - at)).toArray();
      int[] start = IntStream.of(lengths.toArray()).map(n -> Math.min(n, at)).toArray();
      S before = layer.cell().stateOf(initial.stream().map(tape::constant).toList());
      Unrolled<S> first =
          layer.unroll(tape, new Signal(all.slice(0, 0, at), Lengths.of(start)), before);
      Unrolled<S> second =
          layer.unroll(tape, new Signal(all.slice(0, at, time), Lengths.of(rest)), first.state());
      Map<String, float[]> found = results(second);
      Variable joined = Variable.concat(0, List.of(first.outputs(), second.outputs()));
      found.put("outputs", joined.value().data());
      return found;
    }
  }
}
