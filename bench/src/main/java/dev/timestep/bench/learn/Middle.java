package dev.timestep.bench.learn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.Layer;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Signal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * The two middle steps side by side, [time, batch, n] → [batch, 2n]: of sequences that are all of
 * the same length and ask about their middle.
 */
record Middle() implements Layer, LayerConfig {
  @Override
  public String kind() {
    return "middle";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return new LinkedHashMap<>();
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Variable steps = input.value();
    int after = steps.shape().dim(0) / 2;
    return Signal.of(Variable.concat(-1, List.of(steps.at(after - 1), steps.at(after))));
  }

  @Override
  public int outputFeatures(int features) {
    return 2 * features;
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return this;
  }
}
