package dev.timestep.data;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A minibatch for a model with several named inputs or outputs, all of it batch-first.
 *
 * @param inputs by name: sequences {@code [batch, time, features]}, token ids {@code [batch, time]}
 *     or a value for each example {@code [batch, features]}; time axes may differ
 * @param lengths real steps of each sequence of an input, by its name; inputs that are not named
 *     are full
 * @param targets by the name of the output that is to predict them, as in {@link Batch}
 * @param sampleWeights how much each example counts in the loss of an output, by its name, as in
 *     {@link Batch}; where there are none all count alike
 */
public record NamedBatch(
    SequencedMap<String, Tensor> inputs,
    SequencedMap<String, Lengths> lengths,
    SequencedMap<String, Tensor> targets,
    SequencedMap<String, Tensor> sampleWeights) {

  public NamedBatch {
    inputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(inputs));
    lengths = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(lengths));
    targets = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(targets));
    sampleWeights = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sampleWeights));
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("NamedBatch expects one input or more; received none.");
    }
    Map.Entry<String, Tensor> first = inputs.firstEntry();
    int size = examples(first);
    for (Map<String, Tensor> part : List.of(inputs, targets, sampleWeights)) {
      for (Map.Entry<String, Tensor> one : part.entrySet()) {
        if (examples(one) != size) {
          throw new IllegalArgumentException(
              "NamedBatch expects the same number of examples of each input and target; received "
                  + size
                  + " of "
                  + first.getKey()
                  + " and "
                  + examples(one)
                  + " of "
                  + one.getKey()
                  + ". Cut all of them from the same rows.");
        }
      }
    }
    for (Map.Entry<String, Lengths> one : lengths.entrySet()) {
      Tensor input = inputs.get(one.getKey());
      if (input == null || input.shape().rank() < 2) {
        throw new IllegalArgumentException(
            "NamedBatch expects lengths for inputs with a time axis, of "
                + inputs.keySet()
                + "; received lengths for "
                + one.getKey()
                + ".");
      }
      one.getValue().check("The input " + one.getKey(), size, input.shape().dim(1));
    }
    if (!targets.keySet().containsAll(sampleWeights.keySet())) {
      throw new IllegalArgumentException(
          "NamedBatch expects sample weights for outputs with targets, of "
              + targets.keySet()
              + "; received weights for "
              + sampleWeights.keySet()
              + ".");
    }
  }

  /** Examples that all count alike. */
  public NamedBatch(
      SequencedMap<String, Tensor> inputs,
      SequencedMap<String, Lengths> lengths,
      SequencedMap<String, Tensor> targets) {
    this(inputs, lengths, targets, new LinkedHashMap<>());
  }

  private static int examples(Map.Entry<String, Tensor> part) {
    Shape shape = part.getValue().shape();
    if (shape.rank() < 1) {
      throw new IllegalArgumentException(
          "NamedBatch expects tensors [batch, ...]; received "
              + part.getKey()
              + " with the shape "
              + shape
              + ".");
    }
    return shape.dim(0);
  }

  /** Number of examples. */
  public int size() {
    return inputs.firstEntry().getValue().shape().dim(0);
  }

  /**
   * Where the first NaN or infinite number of an input or target is, in words; padding of inputs is
   * not looked at.
   */
  public Optional<String> firstNonFinite() {
    for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
      Optional<String> found =
          firstNonFinite(
              "the input ", input.getKey(), input.getValue(), lengths.get(input.getKey()));
      if (found.isPresent()) {
        return found;
      }
    }
    for (Map.Entry<String, Tensor> target : targets.entrySet()) {
      Optional<String> found =
          firstNonFinite("the target ", target.getKey(), target.getValue(), null);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<String> firstNonFinite(
      String what, String name, Tensor tensor, @Nullable Lengths real) {
    float[] data = tensor.data();
    int perExample = size() == 0 ? 0 : data.length / size();
    int perStep = real == null ? perExample : perExample / Math.max(1, tensor.shape().dim(1));
    for (int at = 0; at < data.length; at++) {
      int example = at / perExample;
      int step = at % perExample / perStep;
      boolean padding = real != null && step >= real.at(example);
      if (!Float.isFinite(data[at]) && !padding) {
        return Optional.of(
            what
                + name
                + " of example "
                + example
                + ", number "
                + at % perExample
                + " of it ("
                + data[at]
                + ")");
      }
    }
    return Optional.empty();
  }
}
