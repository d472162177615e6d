package dev.timestep.data;

/**
 * Examples that can be reached by index and collated into batches.
 *
 * @param <B> the batch that an objective takes
 */
public interface Dataset<B> {
  /** Number of examples. */
  int size();

  /** Collates the examples with these indices, in this order. */
  B batch(int[] indices);

  /**
   * What the examples are, in one line. A checkpoint stores it, and training resumes only over data
   * of the same description; so it should change when the examples do.
   */
  default String describe() {
    return size() + " examples";
  }
}
