package dev.timestep.data;

/**
 * A window of sequences that continue from batch to batch.
 *
 * @param batch the window's steps
 * @param begins for each row, whether a new sequence begins here; a row for which it does not
 *     continues where the row of the batch before ended
 */
public record StreamBatch(Batch batch, boolean[] begins) {
  public StreamBatch {
    begins = begins.clone();
    if (begins.length != batch.size()) {
      throw new IllegalArgumentException(
          "StreamBatch expects a flag for each of the "
              + batch.size()
              + " sequences; received "
              + begins.length
              + ".");
    }
  }

  @Override
  public boolean[] begins() {
    return begins.clone();
  }
}
