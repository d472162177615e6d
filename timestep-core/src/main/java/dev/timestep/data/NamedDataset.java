package dev.timestep.data;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.CRC32;

/**
 * Examples with several named inputs and targets, as one tensor each whose first axis is the
 * example.
 *
 * <pre>{@code
 * var data = new NamedDataset(
 *     new NamedBatch(inputs, lengths, targets));
 * trainer.fit(Batches.shuffled(data, 32, 42), null);
 * }</pre>
 *
 * @param all every example, as one batch
 */
public record NamedDataset(NamedBatch all) implements Dataset<NamedBatch> {
  @Override
  public int size() {
    return all.size();
  }

  @Override
  public NamedBatch batch(int[] indices) {
    SequencedMap<String, Lengths> lengths = new LinkedHashMap<>();
    all.lengths()
        .forEach(
            (name, whole) ->
                lengths.put(name, Lengths.of(Arrays.stream(indices).map(whole::at).toArray())));
    return new NamedBatch(
        gather(all.inputs(), indices),
        lengths,
        gather(all.targets(), indices),
        gather(all.sampleWeights(), indices));
  }

  private static SequencedMap<String, Tensor> gather(
      SequencedMap<String, Tensor> all, int[] indices) {
    SequencedMap<String, Tensor> some = new LinkedHashMap<>();
    all.forEach((name, tensor) -> some.put(name, gather(tensor, indices)));
    return some;
  }

  private static Tensor gather(Tensor source, int[] indices) {
    Shape shape = source.shape();
    int row = shape.dim(0) == 0 ? 0 : source.data().length / shape.dim(0);
    Tensor rows = Tensor.zeros(shape.with(0, indices.length).toArray());
    for (int at = 0; at < indices.length; at++) {
      System.arraycopy(source.data(), indices[at] * row, rows.data(), at * row, row);
    }
    return rows;
  }

  @Override
  public String describe() {
    CRC32 crc = new CRC32();
    all.inputs().values().forEach(tensor -> Checksum.add(crc, tensor));
    all.targets().values().forEach(tensor -> Checksum.add(crc, tensor));
    all.lengths().values().forEach(lengths -> Checksum.add(crc, lengths));
    all.sampleWeights().values().forEach(tensor -> Checksum.add(crc, tensor));
    return size()
        + " examples of "
        + all.inputs().keySet()
        + ", targets "
        + all.targets().keySet()
        + ", checksum "
        + Long.toHexString(crc.getValue());
  }
}
