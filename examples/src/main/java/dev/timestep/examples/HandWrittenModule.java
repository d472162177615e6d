package dev.timestep.examples;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.Dense;
import dev.timestep.nn.Layer;
import dev.timestep.nn.Recurrent;
import dev.timestep.nn.Signal;
import dev.timestep.nn.cell.HiddenState;
import dev.timestep.nn.cell.SimpleRnnCell;
import dev.timestep.nn.cell.SimpleRnnConfig;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * The model of {@link SequenceClassifier} as a plain class. Write one when a chain of layers is not
 * enough.
 *
 * <p>What is different from the published versions:
 *
 * <ul>
 *   <li>The last time step is taken along the time axis. The engine is time-major, {@code [time,
 *       batch, units]}; an index on the wrong axis takes the last picture of the batch at every
 *       step, which has a legal shape and learns nothing.
 *   <li>The hidden state starts at zero in every batch. A state kept from the batch before would
 *       mix a picture with another one.
 *   <li>There is no softmax after the last layer, since the loss applies it; twice is wrong.
 * </ul>
 */
public final class HandWrittenModule implements Layer {
  private final Recurrent<HiddenState> rnn;
  private final Dense dense;

  /** A model with fresh weights, the same as a {@code Sequential} of this seed would have. */
  public HandWrittenModule(int features, int units, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    rnn = new Recurrent<>(new SimpleRnnCell(SimpleRnnConfig.of(units), features, random.split()));
    dense = new Dense(units, classes, random.split());
  }

  @Override
  public String kind() {
    return "row-reader";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Layer> layers = new LinkedHashMap<>();
    layers.put("rnn", rnn);
    layers.put("dense", dense);
    return Module.join(layers);
  }

  @Override
  public Signal forward(Tape tape, Signal pictures) {
    Variable outputs = rnn.unroll(tape, pictures, null).outputs();
    int time = outputs.shape().dim(0);
    // All pictures have the same number of rows. For sequences of different lengths it would be
    // unroll(...).state().h(), the state at each sequence's own end.
    Variable last = outputs.at(time - 1);
    return Signal.of(dense.forward(tape, last));
  }

  /** Trains from a seed; returns the share of new pictures that are read correctly. */
  public static double run(long seed) {
    Layer model = new HandWrittenModule(Digits.SIZE, 64, Digits.CLASSES, seed);
    return SequenceClassifier.trainAndMeasure(model, seed);
  }

  static void main() {
    IO.println("New pictures read rightly: %.1f %%".formatted(100 * run(42)));
  }
}
