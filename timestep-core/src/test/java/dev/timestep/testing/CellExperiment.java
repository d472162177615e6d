package dev.timestep.testing;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.Recurrent;
import dev.timestep.nn.Signal;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One run of a cell over fixed random numbers, with everything that comes out of it by name:
 * outputs, state0, state1, x (its gradient), grad.initial0, and the gradient of each parameter.
 *
 * @param <S> what the cell carries from step to step
 */
final class CellExperiment<S extends CellState> {
  private final Recurrent<S> layer;
  private final Tensor x;
  private final Tensor cotangent;
  private final Lengths lengths;
  private final List<Tensor> initial = new ArrayList<>();
  private final List<Tensor> stateCotangents = new ArrayList<>();

  CellExperiment(Cell<S> cell, int time, int batch, Lengths lengths, boolean reverse) {
    SplittableRandom random = new SplittableRandom(19);
    layer = new Recurrent<>(cell, true, reverse);
    draw(cell, random);
    x = Init.uniform(1.5f, random, time, batch, cell.features());
    cotangent = Init.uniform(1f, random, time, batch, cell.units());
    int[] widths = widths(cell);
    for (int part = 0; part < widths.length; part++) {
      Tensor drawn = Init.uniform(1f, random, batch, widths[part]);
      if (CellGradients.isCount(cell, part)) {
        makePositive(drawn.data());
      }
      initial.add(drawn);
      stateCotangents.add(Init.uniform(1f, random, batch, widths[part]));
    }
    this.lengths = lengths;
  }

  private static void makePositive(float[] numbers) {
    for (int at = 0; at < numbers.length; at++) {
      numbers[at] = 0.2f + 0.8f * Math.abs(numbers[at]);
    }
  }

  /** Weights of a middling size. */
  static void draw(Cell<?> cell, SplittableRandom random) {
    for (Parameter parameter : cell.parameters().values()) {
      parameter.assign(Init.uniform(0.3f, random, parameter.shape().toArray()));
    }
  }

  /** How wide the parts of a cell's state are. */
  static int[] widths(Cell<?> cell) {
    return cell.initialState(Tape.inference(Engine.withThreads(1)), 1).variables().stream()
        .mapToInt(part -> part.shape().dim(1))
        .toArray();
  }

  List<Tensor> initial() {
    return initial;
  }

  List<Tensor> stateCotangents() {
    return stateCotangents;
  }

  private CellExperiment(
      CellExperiment<S> other,
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
  CellExperiment<S> only(int b) {
    return new CellExperiment<>(
        this,
        sequence(x, b),
        sequence(cotangent, b),
        Lengths.of(new int[] {lengths.at(b)}),
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
  CellExperiment<S> withPadding(float garbage, int more) {
    return new CellExperiment<>(
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
      if (row / batch >= lengths.at(row % batch)) {
        Arrays.fill(data, row * width, (row + 1) * width, garbage);
      }
    }
    return Tensor.of(data, time, batch, width);
  }

  /** The same with one input changed. */
  CellExperiment<S> with(int t, int b, float value) {
    Tensor changed = x.copy();
    changed.set(value, t, b, 1);
    return new CellExperiment<>(this, changed, cotangent, lengths, initial, stateCotangents);
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

  /** The steps of one sequence in time-major numbers. */
  static float[] column(float[] values, int time, int batch, int width, int b) {
    float[] column = new float[time * width];
    for (int t = 0; t < time; t++) {
      System.arraycopy(values, (t * batch + b) * width, column, t * width, width);
    }
    return column;
  }
}
