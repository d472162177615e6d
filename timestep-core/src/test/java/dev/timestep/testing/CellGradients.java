package dev.timestep.testing;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Recurrent;
import dev.timestep.nn.Signal;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The gradients of a cell over a sequence against central differences: of a float64 reference, or,
 * where there is none, of the cell's own float32 forward pass, which is less sharp and says nothing
 * about the values.
 *
 * @param <S> what the cell carries from step to step
 */
final class CellGradients<S extends CellState> {
  /** Of the float32 differences; a loss of a hundred terms is good to about 1e-6. */
  private static final float STEP = 4e-3f;

  private static final GradientTolerance TOLERANCE = new GradientTolerance(1e-2, 2e-3);

  /** Smaller gradients say nothing about an element. */
  private static final double SEEN = 10 * TOLERANCE.floor();

  /** Differences across a kink are off; the same element in other numbers is not. */
  private static final int DRAWS = 4;

  private final Recurrent<S> layer;
  private final CellSizes sizes;
  private final int[] widths;

  CellGradients(Cell<S> cell, CellSizes sizes) {
    this.layer = new Recurrent<>(cell, true, sizes.reverse());
    this.sizes = sizes;
    this.widths = CellExperiment.widths(cell);
  }

  /** Outputs and the final state. */
  private List<Variable> run(Tape tape, Map<String, Variable> in) {
    S initial = null;
    if (sizes.state()) {
      initial =
          layer
              .cell()
              .stateOf(
                  IntStream.range(0, widths.length).mapToObj(k -> in.get("state" + k)).toList());
    }
    Unrolled<S> run = layer.unroll(tape, new Signal(in.get("x"), sizes.padded()), initial);
    List<Variable> outputs = new ArrayList<>(List.of(run.outputs()));
    outputs.addAll(run.state().variables());
    return outputs;
  }

  // ---------------------------------------------------------------- against a reference

  /** Whether it is named n, as that part of an sLSTM by which it divides. */
  static boolean isCount(Cell<?> cell, int part) {
    Tape tape = Tape.inference(Engine.withThreads(1));
    return cell.initialState(tape, 1).names().get(part).equals("n");
  }

  /** Values and gradients. */
  void against(ReferenceCell reference) {
    compare(new GradientCheck(7), reference);
  }

  /** A check that lets mistakes pass would hold nothing. */
  void noticesAHundredth(ReferenceCell reference) {
    for (String name : compare(new GradientCheck(7), reference)) {
      GradientCheck spoiled = new GradientCheck(7).spoiling(name, 1.01);
      try {
        compare(spoiled, reference);
      } catch (AssertionError noticed) {
        if (noticed.getMessage().startsWith("The gradient of " + name + " at element ")) {
          continue;
        }
        throw noticed;
      }
      throw new AssertionError(
          "A gradient of " + name + " that is off by a hundredth in one place is not noticed");
    }
  }

  /** Whose gradients were compared. */
  private Set<String> compare(GradientCheck check, ReferenceCell reference) {
    check.parameters(layer.parameters());
    check.input("x", -1.5, 1.5, sizes.time(), sizes.batch(), layer.cell().features());
    for (int part = 0; part < widths.length && sizes.state(); part++) {
      check.input(
          "state" + part, isCount(layer.cell(), part) ? 0.2 : -1, 1, sizes.batch(), widths[part]);
    }
    return check.run(this::run, in -> run(reference, in));
  }

  private List<double[]> run(ReferenceCell cell, Map<String, double[]> in) {
    int batch = sizes.batch();
    double[][][] x = ReferenceCell.cut(in.get("x"), sizes.time(), batch, layer.cell().features());
    double[][][] initial = new double[widths.length][][];
    for (int part = 0; part < widths.length; part++) {
      initial[part] = new double[batch][];
      for (int b = 0; b < batch; b++) {
        initial[part][b] =
            sizes.state()
                ? ReferenceCell.cut(in.get("state" + part), 1, batch, widths[part])[0][b]
                : cell.initial(in, part, widths[part]);
      }
    }
    ReferenceCell.Run run = cell.run(in, x, initial, sizes.steps(), sizes.reverse());
    List<double[]> outputs = new ArrayList<>(List.of(ReferenceCell.join(run.outputs())));
    for (double[][] part : run.state()) {
      outputs.add(ReferenceCell.join(new double[][][] {part}));
    }
    return outputs;
  }

  // ---------------------------------------------------------------- against itself

  /** How often the gradient of an element was seen, and how often it was right or too small. */
  private record Tally(int[] seen, int[] fine, String[] worst) {
    Tally(int size) {
      this(new int[size], new int[size], new String[size]);
    }

    void add(int at, double gradient, double difference) {
      double off = Math.abs(gradient - difference);
      if (Math.max(Math.abs(gradient), Math.abs(difference)) < SEEN) {
        return;
      }
      seen[at]++;
      if (off <= Math.max(TOLERANCE.floor(), TOLERANCE.relative() * Math.abs(difference))) {
        fine[at]++;
      } else {
        worst[at] = gradient + "; central differences of its own forward pass give " + difference;
      }
    }
  }

  /** Gradients only. */
  void againstDifferences() {
    SplittableRandom random = new SplittableRandom(7);
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      compare(random, tallies);
    }
    tallies.forEach(
        (name, tally) -> {
          for (int at = 0; at < tally.seen.length; at++) {
            // Once may have been a kink.
            if (tally.seen[at] > 1 && tally.fine[at] == 0) {
              throw new AssertionError(
                  "The gradient of " + name + " at element " + at + " is " + tally.worst[at]);
            }
          }
        });
  }

  private void compare(SplittableRandom random, Map<String, Tally> tallies) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put("x", uniform(random, 1.5f, sizes.time(), sizes.batch(), layer.cell().features()));
    for (int part = 0; part < widths.length && sizes.state(); part++) {
      inputs.put("state" + part, uniform(random, 1, sizes.batch(), widths[part]));
    }
    for (Parameter parameter : layer.parameters().values()) {
      parameter.assign(uniform(random, 0.9f, parameter.shape().toArray()));
      parameter.clearGradient();
    }
    Tape tape = Tape.recording(Engine.withThreads(1));
    Map<String, Variable> variables = new LinkedHashMap<>();
    inputs.forEach((name, value) -> variables.put(name, tape.input(value)));
    List<Variable> outputs = run(tape, variables);
    List<Tensor> cotangents = new ArrayList<>();
    Variable loss = tape.constant(Tensor.scalar(0));
    for (Variable output : outputs) {
      Tensor r = uniform(random, 2, output.shape().toArray());
      cotangents.add(r);
      loss = loss.add(output.multiply(tape.constant(r)).sum());
    }
    tape.backward(loss);
    Differences differences = new Differences(inputs, cotangents);
    inputs.forEach(
        (name, value) -> {
          float[] gradient = variables.get(name).gradientValue().data();
          differences.tally(tallies, name, gradient, value.data(), () -> {});
        });
    layer
        .parameters()
        .forEach(
            (name, p) ->
                differences.tally(tallies, name, p.gradient(), p.value().data(), p::changed));
  }

  private static Tensor uniform(SplittableRandom random, float bound, int... sizes) {
    return Init.uniform(bound, random, sizes);
  }

  /** The forward pass again and again, with one number moved. */
  private final class Differences {
    private final Tape tape = Tape.inference(Engine.withThreads(1));
    private final Map<String, Tensor> inputs;
    private final List<Tensor> cotangents;

    Differences(Map<String, Tensor> inputs, List<Tensor> cotangents) {
      this.inputs = inputs;
      this.cotangents = cotangents;
    }

    void tally(
        Map<String, Tally> tallies,
        String name,
        float[] gradient,
        float[] values,
        Runnable changed) {
      Tally tally = tallies.computeIfAbsent(name, key -> new Tally(values.length));
      for (int at = 0; at < values.length; at++) {
        float start = values[at];
        double step = (double) (start + STEP) - (start - STEP);
        values[at] = start + STEP;
        changed.run();
        double above = loss();
        values[at] = start - STEP;
        changed.run();
        double below = loss();
        values[at] = start;
        changed.run();
        tally.add(at, gradient[at], (above - below) / step);
      }
    }

    private double loss() {
      tape.reset(0);
      Map<String, Variable> variables = new LinkedHashMap<>();
      inputs.forEach((name, value) -> variables.put(name, tape.constant(value)));
      List<Variable> outputs = run(tape, variables);
      double sum = 0;
      for (int k = 0; k < outputs.size(); k++) {
        double[] values = Numbers.widen(outputs.get(k).value().data());
        sum += Numbers.dot(values, Numbers.widen(cotangents.get(k).data()));
      }
      return sum;
    }
  }
}
