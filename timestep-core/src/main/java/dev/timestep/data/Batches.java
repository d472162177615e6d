package dev.timestep.data;

import java.util.List;

/**
 * The batches of each epoch. A batch is a function of the epoch and its index alone, so training
 * can start again in the middle of an epoch and read the same batches as before.
 *
 * @param <B> the batch that an objective takes
 */
public interface Batches<B> {
  /** Batches in an epoch; the same in every epoch. */
  int count();

  /** Examples in an epoch. */
  int examples();

  /** Batch {@code index} (from 0) of epoch {@code epoch} (from 0). */
  B get(int epoch, int index);

  /** What is served and how, in one line; see {@link Dataset#describe()}. */
  default String describe() {
    return examples() + " examples in " + count() + " batches";
  }

  /** All examples in their order, {@code batchSize} at a time; the last batch may be smaller. */
  static <B> Batches<B> inOrder(Dataset<B> dataset, int batchSize) {
    return new DatasetBatches<>(dataset, batchSize, null);
  }

  /**
   * All examples, {@code batchSize} at a time, in an order that is a function of {@code seed} and
   * the epoch only; the last batch may be smaller. See {@link Shuffle}.
   */
  static <B> Batches<B> shuffled(Dataset<B> dataset, int batchSize, long seed) {
    return new DatasetBatches<>(dataset, batchSize, seed);
  }

  /** These batches in every epoch; each counts as one example. */
  static <B> Batches<B> of(List<B> batches) {
    List<B> copy = List.copyOf(batches);
    return new Batches<>() {
      @Override
      public int count() {
        return copy.size();
      }

      @Override
      public int examples() {
        return copy.size();
      }

      @Override
      public B get(int epoch, int index) {
        return copy.get(index);
      }
    };
  }
}
