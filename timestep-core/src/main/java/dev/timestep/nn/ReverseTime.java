package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RowOps;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * Each sequence from its last real step to its first: y_t = x_{length − 1 − t}; padding stays at
 * the end.
 *
 * <p>Keras' {@code go_backwards} returns its outputs in the order in which it computed them, the
 * last step's first; {@link RecurrentConfig#reversed()} leaves each at the place of its input. This
 * layer after a reversed one gives Keras' order.
 */
public record ReverseTime() implements Layer, LayerConfig {
  @Override
  public String kind() {
    return "reverse_time";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return new LinkedHashMap<>();
  }

  @Override
  public Streaming streaming() {
    throw new IllegalArgumentException(
        this + " cannot run step by step: it starts from each sequence's end. Leave it out.");
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Inputs.checkSequences(this, input, "A recurrent layer before it must return sequences.");
    Variable x = input.value();
    int time = x.shape().dim(0);
    int batch = x.shape().dim(1);
    Lengths lengths = input.lengths();
    int[] rows = new int[time * batch];
    for (int at = 0; at < rows.length; at++) {
      int from = (lengths == null ? time : lengths.at(at % batch)) - 1 - at / batch;
      rows[at] = from < 0 ? -1 : from * batch + at % batch;
    }
    return input.with(RowOps.pick(x, rows, time, batch));
  }

  @Override
  public int outputFeatures(int features) {
    return features;
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return this;
  }
}
