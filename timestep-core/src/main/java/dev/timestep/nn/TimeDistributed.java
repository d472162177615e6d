package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RowPickOp;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Lengths;
import java.util.Arrays;
import java.util.SequencedMap;

/**
 * A layer that does not depend on outer time, run at every step of sequences (Keras'
 * TimeDistributed): the real steps of all sequences are its batch.
 *
 * <p>Input [time, batch, features], output [time, batch, n]; zeros past a length. Padding is left
 * out before the layer runs, so it cannot change anything, not even the statistics of a batch norm.
 * Where a step is a sequence itself, such as the words of a sentence, it stands in a row [steps ·
 * width], and the layer reads [steps, ·, width] and returns one value for each.
 *
 * <p>Parameters: those of the layer.
 */
public final class TimeDistributed implements Layer {
  private final Layer layer;
  private final int features;
  private final int steps;

  /**
   * A layer for each step.
   *
   * @param layer returns one value for each of its sequences
   * @param features width of the input
   * @param steps inner steps that each step consists of; 0 where the layer reads one value
   */
  public TimeDistributed(Layer layer, int features, int steps) {
    this.layer = layer;
    this.features = features;
    this.steps = steps;
  }

  /** What runs at each step. */
  public Layer layer() {
    return layer;
  }

  @Override
  public String kind() {
    return "time_distributed";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return layer.parameters();
  }

  @Override
  public Streaming streaming() {
    return Streaming.stepwise(this);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Inputs.checkSequences(this, input, features);
    Variable x = input.value();
    int time = x.shape().dim(0);
    int batch = x.shape().dim(1);
    Lengths lengths = input.lengths();
    if (lengths == null) {
      Variable y = run(tape, x.reshape(time * batch, features));
      return input.with(y.reshape(time, batch, y.shape().last()));
    }
    if (lengths.total() == 0) {
      return input.with(tape.constant(0f, time, batch, width(tape.engine())));
    }
    int[] real = realRows(lengths, time);
    Variable y = run(tape, RowPickOp.apply(x, real));
    Variable back = RowPickOp.apply(y, inverse(real, time * batch));
    return input.with(back.reshape(time, batch, y.shape().last()));
  }

  private Variable run(Tape tape, Variable rows) {
    int count = rows.shape().dim(0);
    Variable in = steps == 0 ? rows : rows.reshape(count, steps, features / steps).transpose(0, 1);
    Variable y = layer.forward(tape, Signal.of(in)).value();
    if (!y.shape().hasSizes(count, y.shape().last())) {
      throw new IllegalArgumentException(
          this
              + " expects a layer that returns one value for each step; received an output "
              + Recurrent.batchFirst(y.shape())
              + " for "
              + count
              + " steps. Let a recurrent layer return its last output only, or pool over time.");
    }
    return y;
  }

  /** Of the output, from a look at a step of zeros that trains nothing. */
  private int width(Engine engine) {
    Tape look = Tape.inference(engine);
    return run(look, look.constant(0f, 1, features)).shape().last();
  }

  /** The rows of real steps. */
  private static int[] realRows(Lengths lengths, int time) {
    int[] rows = new int[(int) lengths.total()];
    int batch = lengths.batch();
    int count = 0;
    for (int t = 0; t < time; t++) {
      for (int b = 0; b < batch; b++) {
        if (t < lengths.at(b)) {
          rows[count++] = t * batch + b;
        }
      }
    }
    return rows;
  }

  private static int[] inverse(int[] rows, int count) {
    int[] back = new int[count];
    Arrays.fill(back, RowPickOp.ZEROS);
    for (int at = 0; at < rows.length; at++) {
      back[rows[at]] = at;
    }
    return back;
  }

  @Override
  public String toString() {
    return "TimeDistributed(" + layer + ")";
  }
}
