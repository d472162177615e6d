package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.GradientProbe;
import dev.timestep.autograd.Op;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Workers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leads a recurrent layer through time, or both directions of one side by side, and shares every
 * step among the threads as the layer's {@link Cut} says. One recorded op.
 */
final class Walk implements Op {
  private final Tape tape;
  private final Recurrence[] layers;
  private final int parts;
  private final boolean byUnits;
  private final int steps;
  private final List<RecurrentOutputs> outputs;

  // What a loop over threads is about; written before the loop, read by its tasks.
  private int from;
  private int to;
  private double @Nullable [][] squares;
  private WeightGradients gradients;

  // Made once, so that a step makes no objects.
  private final Workers.Body prepare = this::prepare;
  private final Workers.Body stepForward = this::stepForward;
  private final Workers.Body partForward = this::partForward;
  private final Workers.Body stepBackward = this::stepBackward;
  private final Workers.Body partBackward = this::partBackward;
  private final Workers.Body weightGradient = this::weightGradient;

  /**
   * A walk.
   *
   * @param layers one layer, or two of the same build, shapes and lengths
   */
  Walk(Recurrence... layers) {
    this.layers = layers;
    this.tape = layers[0].tape;
    Cut cut = layers[0].cut();
    this.parts = cut.parts().length;
    this.byUnits = cut.byUnits();
    this.steps = layers[0].layout.steps();
    for (Recurrence layer : layers) {
      if (layer.keeps()) {
        layer.weightGradients().make();
      }
    }
    this.gradients = layers[0].weightGradients();
    this.outputs = Arrays.stream(layers).map(Recurrence::outputs).toList();
  }

  /** Whether this is the walk of these plans. */
  boolean follows(RecurrentPlan one, @Nullable RecurrentPlan other) {
    return layers[0].plan.equals(one)
        && (other == null
            ? layers.length == 1
            : layers.length == 2 && layers[1].plan.equals(other));
  }

  List<RecurrentOutputs> outputs() {
    return outputs;
  }

  /** The variables of all outputs. */
  Variable[] results() {
    return Arrays.stream(layers)
        .flatMap(layer -> Arrays.stream(layer.results()))
        .toArray(Variable[]::new);
  }

  private Recurrence layer(int task) {
    return layers[task / parts];
  }

  private Part part(int task) {
    return layer(task).cut().parts()[task % parts];
  }

  private int tasks() {
    return layers.length * parts;
  }

  // ---------------------------------------------------------------- forward

  @Override
  public void forward() {
    for (Recurrence layer : layers) {
      layer.begin();
    }
    int stride = layers[0].stepsAhead();
    for (int first = 0; first < steps; first += stride) {
      from = first;
      to = Math.min(steps, first + stride);
      if (layers[0].isAhead()) {
        for (Recurrence layer : layers) {
          layer.goAhead(from, to);
        }
        tape.workers().parallel(tasks(), prepare);
      }
      if (byUnits) {
        for (; from < to; from++) {
          tape.workers().parallel(tasks(), stepForward);
        }
      } else {
        tape.workers().parallel(tasks(), partForward);
      }
    }
    for (Recurrence layer : layers) {
      layer.end();
    }
  }

  private void prepare(int task) {
    layer(task).prepare(task % parts, parts);
  }

  private void stepForward(int task) {
    Part at = part(task);
    if (at.moveTo(from)) {
      layer(task).forward(at);
    }
  }

  private void partForward(int task) {
    Recurrence layer = layer(task);
    Part at = part(task);
    for (int s = from; s < to && at.moveTo(s); s++) {
      layer.forward(at);
    }
    if (to == steps && layer.cut().isApart()) {
      layer.giveStates(at);
    }
  }

  // ---------------------------------------------------------------- backward

  @Override
  public void backward() {
    GradientProbe probe = tape.probe();
    squares = probe == null ? null : new double[tasks()][steps];
    for (Recurrence layer : layers) {
      layer.beginBackward();
    }
    if (byUnits) {
      for (from = steps; from >= 0; from--) {
        tape.workers().parallel(tasks(), stepBackward);
      }
    } else {
      tape.workers().parallel(tasks(), partBackward);
    }
    if (probe != null) {
      report(probe);
    }
    for (Recurrence layer : layers) {
      layer.endBackward();
      layer.weightGradients().begin();
    }
    // One layer after the other: both directions add to the gradient of the one input.
    for (Recurrence layer : layers) {
      gradients = layer.weightGradients();
      tape.workers().parallel(gradients.tasks(), weightGradient);
    }
  }

  /**
   * The second half of step {@code from}, then the first half of the one before: between these two
   * a part reads nothing of another's, so the threads meet once per step.
   */
  private void stepBackward(int task) {
    Recurrence layer = layer(task);
    Part at = part(task);
    double[][] norms = squares;
    if (from < steps && at.moveTo(from)) {
      layer.backwardStates(at);
    }
    if (from > 0 && at.moveTo(from - 1)) {
      layer.backwardGates(at, norms == null ? null : norms[task]);
    }
  }

  private void partBackward(int task) {
    Recurrence layer = layer(task);
    Part at = part(task);
    double[][] norms = squares;
    for (int s = steps - 1; s >= 0; s--) {
      if (at.moveTo(s)) {
        layer.backwardGates(at, norms == null ? null : norms[task]);
        layer.backwardStates(at);
      }
    }
  }

  private void weightGradient(int task) {
    gradients.run(task);
  }

  private void report(GradientProbe probe) {
    double[][] all = squares;
    if (all == null) {
      return;
    }
    for (int layer = 0; layer < layers.length; layer++) {
      double[] norms = new double[steps];
      for (int s = 0; s < steps; s++) {
        double sum = 0;
        for (int part = 0; part < parts; part++) {
          sum += all[layer * parts + part][s];
        }
        norms[s] = Math.sqrt(sum);
      }
      probe.stateGradient(place(layers[layer]), norms);
    }
  }

  /** Where the layer stands; of two directions, which. */
  private String place(Recurrence layer) {
    if (layers.length == 1) {
      return tape.scope();
    }
    String direction = layer.plan.in().reverse() ? "backward" : "forward";
    return tape.scope().isEmpty() ? direction : tape.scope() + "." + direction;
  }
}
