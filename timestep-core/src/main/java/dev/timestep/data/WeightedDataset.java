package dev.timestep.data;

import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.zip.CRC32;

/**
 * Examples of which each, or each of whose steps, counts by its weight in the loss. The loss is the
 * weighted mean Σ w·loss / Σ w: an example of weight 2 counts as if it stood there twice, and one
 * of weight 0 not at all.
 *
 * <pre>{@code
 * var data = new WeightedDataset(
 *     new TensorDataset(inputs, classes), Tensor.vector(1, 1, 0.2f));
 * }</pre>
 *
 * @param examples what is weighed
 * @param weights finite and 0 or more, one of them above 0: {@code [examples]}; or {@code
 *     [examples, time]} for targets per step, with as many columns as the longest sequence has
 *     steps, or more
 */
public record WeightedDataset(Dataset<Batch> examples, Tensor weights) implements Dataset<Batch> {

  public WeightedDataset {
    Shape shape = weights.shape();
    if (shape.rank() < 1 || shape.rank() > 2 || shape.dim(0) != examples.size()) {
      throw new IllegalArgumentException(
          "WeightedDataset expects one weight for each example, ["
              + examples.size()
              + "], or for each of its steps, ["
              + examples.size()
              + ", time]; received "
              + shape
              + ". Cut weights and examples from the same rows.");
    }
    int each = shape.rank() == 1 ? 1 : shape.dim(1);
    boolean some = false;
    for (int at = 0; at < weights.data().length; at++) {
      float weight = weights.data()[at];
      if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "WeightedDataset expects finite weights of 0 or more; received "
                + weight
                + " for example "
                + at / each
                + (each > 1 ? ", step " + at % each : "")
                + ", counted from 0. Give an example that is not to count the weight 0.");
      }
      some |= weight > 0;
    }
    if (!some) {
      throw new IllegalArgumentException(
          "WeightedDataset expects a weight above 0; received none, so that no example would"
              + " count.");
    }
  }

  @Override
  public int size() {
    return examples.size();
  }

  @Override
  public Batch batch(int[] indices) {
    Batch batch = examples.batch(indices);
    boolean stepwise = weights.shape().rank() == 2;
    int columns = stepwise ? weights.shape().dim(1) : 1;
    int time = stepwise ? batch.time() : 1;
    if (time > columns) {
      throw new IllegalArgumentException(
          "WeightedDataset expects a weight for each of the "
              + time
              + " steps of its longest sequence; received "
              + weights.shape()
              + ". Give the steps past a sequence's length any weight, such as 0.");
    }
    float[] own = new float[indices.length * time];
    for (int at = 0; at < indices.length; at++) {
      System.arraycopy(weights.data(), indices[at] * columns, own, at * time, time);
    }
    return batch.withSampleWeights(
        stepwise ? Tensor.of(own, indices.length, time) : Tensor.of(own, indices.length));
  }

  @Override
  public String describe() {
    CRC32 crc = new CRC32();
    Checksum.add(crc, weights);
    return examples.describe()
        + ", weights "
        + weights.shape()
        + ", checksum "
        + Long.toHexString(crc.getValue());
  }
}
