package dev.timestep.train;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Vanishing;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.ParameterChunks.Chunk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * An exponential moving average of weights: a̅ ← δ·a̅ + (1 − δ)·w after each step, starting at the
 * first weights. It smooths out the noise of single batches, and often predicts better than the
 * last weights do.
 *
 * <p>δ = min(d, (1 + t) / (10 + t)) at update t (from 0), so that the average forgets the first
 * weights quickly even when training is short; this is the rule of TensorFlow's
 * ExponentialMovingAverage.
 *
 * <p>An average below {@link Vanishing#BOUND} is 0.
 *
 * <p>Source: Polyak and Juditsky 1992 for averaging.
 */
final class WeightAverage {
  private final double decay;
  private final SequencedMap<String, Parameter> parameters;
  private final List<float[]> averages = new ArrayList<>();
  private final ParameterChunks.Work averaging = this::average;
  private long updates;
  private float keep;

  WeightAverage(double decay, Module module) {
    this.decay = decay;
    this.parameters = ParameterChunks.distinct(module);
    for (Parameter parameter : parameters.values()) {
      averages.add(parameter.value().data().clone());
    }
  }

  long updates() {
    return updates;
  }

  /**
   * Starts an update: the work to do on each piece of the weights, cut like the optimizer's, once
   * the piece has its new value.
   */
  ParameterChunks.Work nextUpdate() {
    keep = (float) Math.min(decay, (1.0 + updates) / (10.0 + updates));
    updates++;
    return averaging;
  }

  private void average(Kernels kernels, Chunk chunk) {
    float take = 1f - keep;
    float[] average = averages.get(chunk.owner());
    float[] weights = chunk.parameter().value().data();
    for (int at = chunk.from(); at < chunk.from() + chunk.count(); at++) {
      float mean = keep * average[at] + take * weights[at];
      average[at] = Vanishing.flushed(mean, Vanishing.BOUND);
    }
  }

  /** Copies of the averages by parameter. */
  SequencedMap<String, Tensor> tensors() {
    SequencedMap<String, Tensor> copies = new LinkedHashMap<>();
    int owner = 0;
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      copies.put(
          entry.getKey(), Tensor.of(entry.getValue().shape(), current(entry.getValue(), owner++)));
    }
    return copies;
  }

  /** What is frozen, or no weight at all, is as it is. */
  private float[] current(Parameter parameter, int owner) {
    return (parameter.frozen() ? parameter.value().data() : averages.get(owner)).clone();
  }

  void restore(Map<String, Tensor> tensors, long newUpdates) {
    int owner = 0;
    for (String name : parameters.keySet()) {
      float[] average = averages.get(owner++);
      Tensor tensor = tensors.get(name);
      if (tensor == null || tensor.data().length != average.length) {
        throw new IllegalArgumentException(
            "The average of weights expects a tensor for "
                + name
                + "; received "
                + (tensor == null ? "none" : tensor.shape())
                + ". Restore the state of the same model.");
      }
      System.arraycopy(tensor.data(), 0, average, 0, average.length);
    }
    updates = newUpdates;
  }
}
