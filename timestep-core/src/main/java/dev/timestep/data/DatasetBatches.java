package dev.timestep.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Cuts the examples of a dataset, in order or shuffled, into batches. */
final class DatasetBatches<B> implements Batches<B> {
  /** The order of one epoch, kept because its batches are asked for one after the other. */
  private record Order(int epoch, int[] indices) {}

  private final Dataset<B> dataset;
  private final int batchSize;
  private final @Nullable Long seed;
  private volatile Order latest;

  DatasetBatches(Dataset<B> dataset, int batchSize, @Nullable Long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "Batches expects a batch size of 1 or more; received " + batchSize + ".");
    }
    if (dataset.size() == 0) {
      throw new IllegalArgumentException(
          "Batches expects a dataset with at least one example; received an empty one. Check the "
              + "row range or the filter that made it.");
    }
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.seed = seed;
    this.latest = new Order(-1, IntStream.range(0, dataset.size()).toArray());
  }

  @Override
  public int count() {
    return Math.ceilDiv(dataset.size(), batchSize);
  }

  @Override
  public int examples() {
    return dataset.size();
  }

  @Override
  public B get(int epoch, int index) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException(
          "Batch " + index + " requested; the epoch has the batches 0 to " + (count() - 1) + ".");
    }
    int from = index * batchSize;
    int to = (int) Math.min((long) from + batchSize, dataset.size());
    return dataset.batch(Arrays.copyOfRange(order(epoch), from, to));
  }

  private int[] order(int epoch) {
    Order order = latest;
    if (seed != null && order.epoch != epoch) {
      order = new Order(epoch, Shuffle.order(dataset.size(), seed, epoch));
      latest = order;
    }
    return order.indices;
  }

  @Override
  public String describe() {
    return dataset.describe()
        + ", "
        + batchSize
        + " a batch, "
        + (seed == null ? "in order" : "shuffled with seed " + seed);
  }
}
