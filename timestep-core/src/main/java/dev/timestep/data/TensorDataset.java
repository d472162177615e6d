package dev.timestep.data;

import dev.timestep.tensor.Tensor;
import java.util.zip.CRC32;

/**
 * Sequences of one length, with a target each, as two tensors whose first axis is the example.
 *
 * @param inputs {@code [examples, time, features]}, or token ids {@code [examples, time]}
 * @param targets {@code [examples, …]}; see {@link Batch}
 */
public record TensorDataset(Tensor inputs, Tensor targets) implements Dataset<Batch> {

  public TensorDataset {
    // The whole set, read as one batch, has to fit together like any of its batches.
    new Batch(inputs, null, targets);
  }

  @Override
  public int size() {
    return inputs.shape().dim(0);
  }

  @Override
  public Batch batch(int[] indices) {
    return new Batch(gather(inputs, indices), null, gather(targets, indices));
  }

  private static Tensor gather(Tensor source, int[] indices) {
    int row = source.data().length / source.shape().dim(0);
    Tensor rows = Tensor.zeros(source.shape().with(0, indices.length).toArray());
    for (int at = 0; at < indices.length; at++) {
      System.arraycopy(source.data(), indices[at] * row, rows.data(), at * row, row);
    }
    return rows;
  }

  @Override
  public String describe() {
    CRC32 crc = new CRC32();
    Checksum.add(crc, inputs);
    Checksum.add(crc, targets);
    return "inputs "
        + inputs.shape()
        + ", targets "
        + targets.shape()
        + ", checksum "
        + Long.toHexString(crc.getValue());
  }
}
