package dev.timestep.data;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Sequences of different lengths. A batch is padded with zeros to the longest of its own sequences,
 * and carries their lengths.
 *
 * <p>{@link #labelled} has one target per sequence, {@link #tagged} one per step.
 */
public final class SequenceDataset implements Dataset<Batch> {
  private final List<Tensor> inputs;
  private final List<Tensor> targets;
  private final boolean stepwise;

  private SequenceDataset(List<Tensor> inputs, List<Tensor> targets, boolean stepwise) {
    this.inputs = List.copyOf(inputs);
    this.targets = List.copyOf(targets);
    this.stepwise = stepwise;
    if (inputs.size() != targets.size()) {
      throw new IllegalArgumentException(
          "SequenceDataset expects one target per sequence; received "
              + inputs.size()
              + " sequences and "
              + targets.size()
              + " targets.");
    }
    for (int at = 0; at < inputs.size(); at++) {
      check(at);
    }
  }

  /**
   * Sequences with one target each.
   *
   * @param inputs each {@code [time, features]}, or token ids {@code [time]}
   * @param targets each {@code [n]}, or a scalar class index
   */
  public static SequenceDataset labelled(List<Tensor> inputs, List<Tensor> targets) {
    return new SequenceDataset(inputs, targets, false);
  }

  /**
   * Sequences with one target per step.
   *
   * @param inputs each {@code [time, features]}, or token ids {@code [time]}
   * @param targets each {@code [time, n]}, or class indices {@code [time]}, as long as its input
   */
  public static SequenceDataset tagged(List<Tensor> inputs, List<Tensor> targets) {
    return new SequenceDataset(inputs, targets, true);
  }

  private void check(int at) {
    Shape input = inputs.get(at).shape();
    Shape target = targets.get(at).shape();
    if (input.rank() < 1 || input.rank() > 2 || differs(input, inputs.getFirst().shape(), 1)) {
      throw new IllegalArgumentException(
          "SequenceDataset expects every sequence to be [time, features] of the same features, or"
              + " token ids [time]; sequence 0 is "
              + inputs.getFirst().shape()
              + ", sequence "
              + at
              + " is "
              + input
              + ".");
    }
    if (stepwise && (target.rank() < 1 || target.dim(0) != input.dim(0))) {
      throw new IllegalArgumentException(
          "SequenceDataset.tagged expects a target for each step; sequence "
              + at
              + " has "
              + input.dim(0)
              + " steps and targets "
              + target
              + ". Use SequenceDataset.labelled for one target per sequence.");
    }
    if (differs(target, targets.getFirst().shape(), stepwise ? 1 : 0)) {
      throw new IllegalArgumentException(
          "SequenceDataset expects targets of one form; target 0 is "
              + targets.getFirst().shape()
              + ", target "
              + at
              + " is "
              + target
              + ".");
    }
  }

  /** Whether two shapes differ in rank or in any axis from {@code from} on. */
  private static boolean differs(Shape a, Shape b, int from) {
    int[] left = a.toArray();
    int[] right = b.toArray();
    return left.length != right.length
        || !Arrays.equals(left, from, left.length, right, from, right.length);
  }

  @Override
  public int size() {
    return inputs.size();
  }

  @Override
  public Batch batch(int[] indices) {
    int[] lengths = new int[indices.length];
    for (int at = 0; at < indices.length; at++) {
      lengths[at] = inputs.get(indices[at]).shape().dim(0);
    }
    int longest = Arrays.stream(lengths).max().orElse(0);
    Lengths all = Lengths.of(lengths);
    return new Batch(
        pad(inputs, indices, longest),
        all.allEqual(longest) ? null : all,
        stepwise ? pad(targets, indices, longest) : stack(targets, indices));
  }

  private static Tensor pad(List<Tensor> sequences, int[] indices, int time) {
    Shape padded = sequences.getFirst().shape().with(0, time);
    return collate(sequences, indices, padded);
  }

  private static Tensor stack(List<Tensor> rows, int[] indices) {
    return collate(rows, indices, rows.getFirst().shape());
  }

  /** Puts each example at the start of a slot of shape {@code slot}. */
  private static Tensor collate(List<Tensor> examples, int[] indices, Shape slot) {
    int[] sizes = new int[slot.rank() + 1];
    sizes[0] = indices.length;
    System.arraycopy(slot.toArray(), 0, sizes, 1, slot.rank());
    Tensor all = Tensor.zeros(sizes);
    for (int at = 0; at < indices.length; at++) {
      float[] example = examples.get(indices[at]).data();
      System.arraycopy(example, 0, all.data(), at * slot.size(), example.length);
    }
    return all;
  }

  @Override
  public String describe() {
    CRC32 crc = new CRC32();
    inputs.forEach(tensor -> Checksum.add(crc, tensor));
    targets.forEach(tensor -> Checksum.add(crc, tensor));
    return size()
        + (stepwise ? " sequences with a target per step" : " sequences")
        + ", checksum "
        + Long.toHexString(crc.getValue());
  }
}
