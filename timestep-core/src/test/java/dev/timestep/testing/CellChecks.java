package dev.timestep.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Bidirectional;
import dev.timestep.nn.CellProgram;
import dev.timestep.nn.Layer;
import dev.timestep.nn.Merge;
import dev.timestep.nn.Recurrent;
import dev.timestep.nn.RecurrentStack;
import dev.timestep.nn.Session;
import dev.timestep.nn.Signal;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.FusedCell;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.opentest4j.TestAbortedException;

/** The checks of a {@link CellConformance} that need no reference. */
final class CellChecks {
  private final CellConformance.Build build;

  CellChecks(CellConformance.Build build) {
    this.build = build;
  }

  private CellExperiment<?> experiment(
      int time, int batch, int features, int units, Lengths lengths, boolean reverse) {
    return new CellExperiment<>(build.cell(features, units), time, batch, lengths, reverse);
  }

  // ---------------------------------------------------------------- one op and its steps

  /** Also with the fused op taken away, where there is one. */
  void oneOpEqualsSteps(boolean reverse) {
    Cell<?> cell = build.cell(6, 11);
    for (Lengths lengths : new Lengths[] {null, Lengths.of(9, 0, 4, 7, 1)}) {
      Map<String, float[]> steps = run(opaque(cell), lengths, reverse);
      assertClose(run(cell, lengths, reverse), steps);
      if (cell instanceof FusedCell<?> fused && fused.fuses()) {
        assertClose(run(stepped(cell), lengths, reverse), steps);
      }
    }
  }

  private static Map<String, float[]> run(Cell<?> cell, Lengths lengths, boolean reverse) {
    return new CellExperiment<>(cell, 9, 5, lengths, reverse).run(1);
  }

  private static <S extends CellState> Cell<S> opaque(Cell<S> cell) {
    return new OpaqueCell<>(cell);
  }

  private static <S extends CellState> Cell<S> stepped(Cell<S> cell) {
    return new SteppedCell<>(cell);
  }

  /** Nine steps of float32 sums in another order. */
  private static void assertClose(Map<String, float[]> found, Map<String, float[]> expected) {
    assertThat(found).containsOnlyKeys(expected.keySet());
    found.forEach(
        (name, values) ->
            Numbers.assertClose(name, values, expected.get(name), largest(values) * 1e-5f));
  }

  private static float largest(float[] values) {
    float largest = 1;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** A cell may run step by step; then the test skips itself and names the operation. */
  void asOneOperation() {
    CellProgram.of(build.cell(4, 5))
        .obstacle()
        .ifPresent(
            obstacle -> {
              throw new TestAbortedException(
                  "Its steps run one by one, in two to three times the time, since "
                      + obstacle
                      + " is not an operation of rows. The Javadoc of Cell.step lists those that"
                      + " are.");
            });
  }

  // ---------------------------------------------------------------- bits

  void threads(boolean reverse) {
    for (Lengths lengths : new Lengths[] {null, ragged(17, 20)}) {
      CellExperiment<?> experiment = experiment(20, 17, 24, 40, lengths, reverse);
      Map<String, float[]> one = experiment.run(1);
      assertThat(one).containsKeys("outputs", "x", "state0", "grad.initial0");
      for (int threads : new int[] {2, 3, 8}) {
        assertSameBits(experiment.run(threads), one, threads + " threads");
      }
    }
  }

  /** Without this {@link #threads} could compare a single thread with itself. */
  void sharedWork() {
    CellExperiment<?> experiment = experiment(20, 17, 24, 40, ragged(17, 20), false);
    CallCounter alone = new CallCounter();
    experiment.run(alone.kernels(), 1);
    CallCounter shared = new CallCounter();
    experiment.run(shared.kernels(), 8);
    assertThat(shared.calls("gemm")).isGreaterThan(3 * alone.calls("gemm"));
  }

  private static Lengths ragged(int batch, int time) {
    SplittableRandom random = new SplittableRandom(3);
    return Lengths.of(IntStream.range(0, batch).map(b -> random.nextInt(time + 1)).toArray());
  }

  void batchOfOne(boolean reverse) {
    Lengths lengths = Lengths.of(7, 0, 3, 5, 7, 1, 2);
    CellExperiment<?> all = experiment(7, 7, 5, 9, lengths, reverse);
    Map<String, float[]> batch = all.run(1);
    for (int b = 0; b < 7; b++) {
      Map<String, float[]> alone = all.only(b).run(1);
      for (String name : List.of("outputs", "x")) {
        int width = alone.get(name).length / 7;
        Numbers.assertSame(
            name + " of sequence " + b,
            alone.get(name),
            CellExperiment.column(batch.get(name), 7, 7, width, b));
      }
      for (String name : alone.keySet()) {
        if (name.startsWith("state") || name.startsWith("grad.initial")) {
          int width = alone.get(name).length;
          Numbers.assertSame(
              name + " of sequence " + b,
              alone.get(name),
              Arrays.copyOfRange(batch.get(name), b * width, (b + 1) * width));
        }
      }
    }
  }

  void prediction() {
    CellExperiment<?> experiment = experiment(6, 4, 3, 5, Lengths.of(3, 6, 0, 1), true);
    Map<String, float[]> training = experiment.run(1);
    experiment
        .predict()
        .forEach((name, values) -> Numbers.assertSame(name, values, training.get(name)));
  }

  private static void assertSameBits(
      Map<String, float[]> actual, Map<String, float[]> expected, String how) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (name, values) -> Numbers.assertSame(name + ", " + how, actual.get(name), values));
  }

  // ---------------------------------------------------------------- padding

  void padding(boolean reverse) {
    Lengths lengths = Lengths.of(4, 0, 6, 1);
    CellExperiment<?> experiment = experiment(6, 4, 3, 5, lengths, reverse);
    Map<String, float[]> clean = experiment.run(1);
    for (float garbage : new float[] {1e30f, Float.NaN, Float.NEGATIVE_INFINITY}) {
      assertSameBits(experiment.withPadding(garbage, 0).run(1), clean, "padding " + garbage);
      Map<String, float[]> longer = experiment.withPadding(garbage, 3).run(1);
      for (String name : List.of("outputs", "x")) {
        int real = clean.get(name).length;
        Numbers.assertSame(name, Arrays.copyOf(longer.get(name), real), clean.get(name));
        float[] rest = Arrays.copyOfRange(longer.get(name), real, longer.get(name).length);
        assertThat(rest).as("longer " + name).containsOnly(0f);
        longer.put(name, clean.get(name));
      }
      assertSameBits(longer, clean, "three more steps of " + garbage);
    }
    assertPastTheLengthIsZero("outputs", clean.get("outputs"), lengths, 6);
    assertPastTheLengthIsZero("x", clean.get("x"), lengths, 6);
  }

  private static void assertPastTheLengthIsZero(
      String name, float[] values, Lengths lengths, int time) {
    int batch = lengths.batch();
    int width = values.length / (time * batch);
    int real = 0;
    int alive = 0;
    for (int row = 0; row < time * batch; row++) {
      float[] numbers = Arrays.copyOfRange(values, row * width, (row + 1) * width);
      boolean zero = Arrays.equals(numbers, new float[width]);
      if (row / batch >= lengths.at(row % batch)) {
        assertThat(zero).as(name + " past the length is zero, row " + row).isTrue();
      } else {
        real++;
        alive += zero ? 0 : 1;
      }
    }
    // A rectifier may leave a row at zero, but not most of them.
    assertThat(2 * alive).as("rows of " + name + " that are not zero, twice").isGreaterThan(real);
  }

  void nan(boolean reverse) {
    CellExperiment<?> experiment =
        experiment(6, 3, 3, 5, Lengths.of(4, 6, 2), reverse).with(2, 1, Float.NaN);
    Map<String, float[]> found = experiment.run(1);
    float[] outputs = found.get("outputs");
    int width = outputs.length / 18;
    for (int t = 0; t < 6; t++) {
      boolean after = reverse ? t <= 2 : t >= 2;
      float[] row = Arrays.copyOfRange(outputs, (t * 3 + 1) * width, (t * 3 + 2) * width);
      assertThat(hasNan(row)).as("step " + t + " of the sequence with a NaN").isEqualTo(after);
      for (int b : new int[] {0, 2}) {
        row = Arrays.copyOfRange(outputs, (t * 3 + b) * width, (t * 3 + b + 1) * width);
        assertThat(hasNan(row)).as("another sequence").isFalse();
      }
    }
    assertThat(hasNan(Arrays.copyOfRange(found.get("state0"), width, 2 * width)))
        .as("the last state")
        .isTrue();
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

  void twoPieces() {
    CellExperiment<?> whole = experiment(9, 3, 4, 6, Lengths.of(9, 2, 6), false);
    Map<String, float[]> atOnce = whole.run(1);
    Map<String, float[]> pieces = whole.runInPieces(4);
    assertThat(pieces.keySet()).contains("outputs", "state0");
    pieces.forEach((name, values) -> Numbers.assertSame(name, values, atOnce.get(name)));
  }

  void noSteps(boolean reverse) {
    for (int time : new int[] {4, 0}) {
      CellExperiment<?> experiment = experiment(time, 2, 3, 5, Lengths.of(0, 0), reverse);
      Map<String, float[]> found = experiment.run(1);
      for (int part = 0; part < experiment.initial().size(); part++) {
        Numbers.assertSame(
            "state" + part, found.get("state" + part), experiment.initial().get(part).data());
        Numbers.assertSame(
            "the gradient of the initial state, straight through,",
            found.get("grad.initial" + part),
            experiment.stateCotangents().get(part).data());
      }
      for (float[] values : List.of(found.get("outputs"), found.get("x"))) {
        assertThat(values).isEqualTo(new float[values.length]);
      }
    }
  }

  /** Two streams, the second of which starts again at the third step. */
  void streaming() {
    Recurrent<?> layer = new Recurrent<>(drawn(4, 6), true, false);
    Tensor x = Init.uniform(1.5f, new SplittableRandom(23), 7, 2, 4);
    Session session = Session.of(Engine.withThreads(1), layer, 4, 2);
    Tensor later = Tensor.of(Arrays.copyOfRange(x.data(), 3 * 2 * 4, 7 * 2 * 4), 4, 2, 4);
    float[] whole = outputs(layer, x, null);
    float[] anew = outputs(layer, later, null);
    int width = session.outputs();
    for (int t = 0; t < 7; t++) {
      if (t == 3) {
        session.reset(1);
      }
      float[] answer = session.step(Arrays.copyOfRange(x.data(), t * 2 * 4, (t + 1) * 2 * 4));
      assertRow("step " + t, answer, 0, whole, 2 * t, width);
      float[] second = t < 3 ? whole : anew;
      assertRow("step " + t + " of a row", answer, 1, second, (t < 3 ? t : t - 3) * 2 + 1, width);
    }
  }

  private static void assertRow(
      String how, float[] answer, int row, float[] expected, int at, int width) {
    Numbers.assertClose(
        how,
        Arrays.copyOfRange(answer, row * width, (row + 1) * width),
        Arrays.copyOfRange(expected, at * width, (at + 1) * width),
        1e-6f);
  }

  // ---------------------------------------------------------------- around it

  private Cell<?> drawn(int features, int units) {
    Cell<?> cell = build.cell(features, units);
    CellExperiment.draw(cell, new SplittableRandom(29));
    return cell;
  }

  private static float[] outputs(Layer layer, Tensor x, Lengths lengths) {
    Tape tape = Tape.inference(Engine.withThreads(1));
    return layer.forward(tape, new Signal(tape.constant(x), lengths)).value().value().data();
  }

  void bothDirections() {
    Cell<?> there = drawn(4, 5);
    Cell<?> back = drawn(4, 5);
    int units = there.units();
    Tensor x = Init.uniform(1.5f, new SplittableRandom(23), 6, 3, 4);
    Lengths lengths = Lengths.of(4, 6, 0);
    float[] both = outputs(new Bidirectional<>(there, back, Merge.CONCAT, true), x, lengths);
    float[] first = outputs(new Recurrent<>(there, true, false), x, lengths);
    float[] second = outputs(new Recurrent<>(back, true, true), x, lengths);
    for (int row = 0; row < 18; row++) {
      assertRow("forward, row " + row, both, 2 * row, first, row, units);
      assertRow("backward, row " + row, both, 2 * row + 1, second, row, units);
    }
  }

  void stack() {
    Cell<?> lower = drawn(4, 5);
    Cell<?> upper = drawn(lower.units(), 5);
    Tensor x = Init.uniform(1.5f, new SplittableRandom(23), 6, 3, 4);
    Lengths lengths = Lengths.of(4, 6, 0);
    Recurrent<?> below = new Recurrent<>(lower, true, false);
    Recurrent<?> above = new Recurrent<>(upper, true, false);
    float[] stacked = outputs(new RecurrentStack(List.of(below, above), 0), x, lengths);
    Tensor middle = Tensor.of(outputs(below, x, lengths), 6, 3, lower.units());
    Numbers.assertSame("outputs", stacked, outputs(above, middle, lengths));
  }

  // ---------------------------------------------------------------- weights

  void listedParameters() {
    Cell<?> cell = drawn(4, 5);
    Set<Parameter> listed = Collections.newSetFromMap(new IdentityHashMap<>());
    listed.addAll(cell.parameters().values());
    assertThat(listed).as("parameters, each under one name").hasSize(cell.parameters().size());
    Tape tape = Tape.recording(Engine.withThreads(1));
    Variable x = tape.constant(Init.uniform(1.5f, new SplittableRandom(23), 3, 2, 4));
    new Recurrent<>(cell, true, false).forward(tape, Signal.of(x));
    for (Parameter parameter : tape.usedParameters().keySet()) {
      assertThat(listed.contains(parameter))
          .as("whether parameters() lists %s, which a step reads; add it to that map", parameter)
          .isTrue();
    }
  }

  /** A cell built again, from other random numbers: what a model file does. */
  void copy(CellConformance.Factory factory) {
    Cell<?> cell = factory.cell(4, 5, new SplittableRandom(1));
    Cell<?> copy = factory.cell(4, 5, new SplittableRandom(2));
    assertThat(List.copyOf(copy.parameters().keySet()))
        .as("names and order of the parameters")
        .isEqualTo(List.copyOf(cell.parameters().keySet()));
    copy.parameters().forEach((name, p) -> p.assign(cell.parameters().get(name).value()));
    Tensor x = Init.uniform(1.5f, new SplittableRandom(23), 6, 3, 4);
    float[] found = outputs(new Recurrent<>(copy, true, false), x, null);
    Numbers.assertSame("outputs", found, outputs(new Recurrent<>(cell, true, false), x, null));
  }
}
