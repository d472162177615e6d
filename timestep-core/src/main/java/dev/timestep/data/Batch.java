package dev.timestep.data;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A minibatch of sequences with what is to be predicted from each.
 *
 * <p>All of it is batch-first, as users have it. Targets are one row per sequence, {@code [batch,
 * n]} or class indices {@code [batch]}; or one row per step, {@code [batch, time, n]} or class
 * indices {@code [batch, time]}. Which of the two is meant follows from the model's output, not
 * from here.
 *
 * @param inputs {@code [batch, time, features]}, or token ids {@code [batch, time]}
 * @param lengths real steps of each sequence; null when all are full
 * @param targets {@code [batch, …]}
 * @param sampleWeights how much each sequence counts in the loss, {@code [batch]}, or each of its
 *     steps, {@code [batch, time]}; null when all count alike
 */
public record Batch(
    Tensor inputs, @Nullable Lengths lengths, Tensor targets, @Nullable Tensor sampleWeights) {

  public Batch {
    Shape in = inputs.shape();
    if (in.rank() < 2) {
      throw new IllegalArgumentException(
          "Batch expects inputs [batch, time, features] or token ids [batch, time]; received "
              + in
              + ". Add the missing axes with reshape.");
    }
    Shape out = targets.shape();
    if (out.rank() < 1 || out.dim(0) != in.dim(0)) {
      throw new IllegalArgumentException(
          "Batch expects one target for each of the "
              + in.dim(0)
              + " sequences of its inputs "
              + in
              + "; received targets "
              + out
              + ". Cut inputs and targets from the same rows.");
    }
    if (lengths != null) {
      lengths.check("Batch", in.dim(0), in.dim(1));
    }
    if (sampleWeights != null) {
      checkWeights(in, sampleWeights.shape());
    }
  }

  /** Sequences that all count alike. */
  public Batch(Tensor inputs, @Nullable Lengths lengths, Tensor targets) {
    this(inputs, lengths, targets, null);
  }

  /**
   * Sequences of which nothing is known yet, to be predicted; the targets are zeros {@code
   * [batch]}.
   */
  public static Batch unlabelled(Tensor inputs, @Nullable Lengths lengths) {
    int rank = inputs.shape().rank();
    return new Batch(inputs, lengths, Tensor.zeros(rank == 0 ? 0 : inputs.shape().dim(0)));
  }

  private static void checkWeights(Shape inputs, Shape weights) {
    boolean fits = weights.rank() == 1 || weights.rank() == 2;
    if (!fits || weights.dim(0) != inputs.dim(0)) {
      throw new IllegalArgumentException(
          "Batch expects one sample weight for each of its sequences, ["
              + inputs.dim(0)
              + "], or for each of their steps, ["
              + inputs.dim(0)
              + ", time]; received "
              + weights
              + ". Cut inputs and weights from the same rows.");
    }
  }

  /** The same with these weights. */
  public Batch withSampleWeights(Tensor weights) {
    return new Batch(inputs, lengths, targets, weights);
  }

  /** Number of sequences. */
  public int size() {
    return inputs.shape().dim(0);
  }

  /** Size of the time axis, padding included. */
  public int time() {
    return inputs.shape().dim(1);
  }

  /**
   * Where the first NaN or infinite number is, in words, for example {@code "inputs of example 3,
   * step 5, feature 2 (NaN)"}, all counted from 0; padding is not looked at.
   */
  public Optional<String> firstNonFinite() {
    Optional<String> inInputs = firstNonFinite("inputs", "feature", inputs);
    return inInputs.isPresent() ? inInputs : firstNonFinite("targets", "value", targets);
  }

  private Optional<String> firstNonFinite(String what, String lastAxis, Tensor tensor) {
    Shape shape = tensor.shape();
    boolean stepwise = shape.rank() > 1 && shape.dim(1) == time();
    float[] data = tensor.data();
    int perExample = size() == 0 ? 0 : data.length / size();
    int perStep = stepwise && time() > 0 ? perExample / time() : perExample;
    for (int at = 0; at < data.length; at++) {
      int example = at / perExample;
      int step = (at % perExample) / perStep;
      boolean padding = stepwise && lengths != null && step >= lengths.at(example);
      if (!Float.isFinite(data[at]) && !padding) {
        return Optional.of(
            what
                + " of example "
                + example
                + (stepwise ? ", step " + step : "")
                + (perStep > 1 ? ", " + lastAxis + " " + at % perStep : "")
                + " ("
                + data[at]
                + ")");
      }
    }
    return Optional.empty();
  }
}
