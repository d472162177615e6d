package dev.timestep.data;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Long sequences cut into windows of a few steps, one batch for each window, in their order: what
 * truncated backpropagation through time reads. All sequences start again with each epoch.
 *
 * <pre>{@code
 * // A text as 32 streams side by side, 50 characters at a time.
 * Batches<StreamBatch> batches = StreamBatches.of(inputs, targets, null, 50);
 * }</pre>
 */
public final class StreamBatches implements Batches<StreamBatch> {
  private final Batch whole;
  private final int window;
  private final boolean[] all;
  private final boolean[] none;

  private StreamBatches(Batch whole, int window) {
    this.whole = whole;
    this.window = window;
    this.all = new boolean[whole.size()];
    this.none = new boolean[whole.size()];
    Arrays.fill(all, true);
  }

  /**
   * Windows of sequences.
   *
   * @param inputs {@code [streams, time, features]}, or token ids {@code [streams, time]}
   * @param targets a value per step, {@code [streams, time, n]} or class indices {@code [streams,
   *     time]}
   * @param lengths real steps of each sequence; null when all are full
   * @param window steps of a batch; the last batch may have fewer
   */
  public static StreamBatches of(
      Tensor inputs, Tensor targets, @Nullable Lengths lengths, int window) {
    Batch whole = new Batch(inputs, lengths, targets);
    if (window < 1) {
      throw new IllegalArgumentException(
          "StreamBatches expects a window of 1 step or more; received " + window + ".");
    }
    if (targets.shape().rank() < 2 || targets.shape().dim(1) != whole.time()) {
      throw new IllegalArgumentException(
          "StreamBatches expects a target for each of the "
              + whole.time()
              + " steps of the inputs "
              + inputs.shape()
              + "; received targets "
              + targets.shape()
              + ".");
    }
    return new StreamBatches(whole, window);
  }

  @Override
  public int count() {
    Lengths lengths = whole.lengths();
    int longest = lengths == null ? whole.time() : IntStream.of(lengths.toArray()).max().orElse(0);
    return Math.ceilDiv(longest, window);
  }

  /** Each row of each window counts as one. */
  @Override
  public int examples() {
    return count() * whole.size();
  }

  @Override
  public StreamBatch get(int epoch, int index) {
    int from = index * window;
    int to = Math.min(whole.time(), from + window);
    Lengths lengths = whole.lengths();
    Lengths own =
        lengths == null
            ? null
            : Lengths.of(
                IntStream.of(lengths.toArray())
                    .map(n -> Math.clamp((long) n - from, 0, to - from))
                    .toArray());
    Batch batch = new Batch(steps(whole.inputs(), from, to), own, steps(whole.targets(), from, to));
    return new StreamBatch(batch, index == 0 ? all : none);
  }

  private static Tensor steps(Tensor all, int from, int to) {
    Shape shape = all.shape();
    int time = shape.dim(1);
    Tensor some = Tensor.zeros(shape.with(1, to - from).toArray());
    int width = time == 0 || shape.dim(0) == 0 ? 0 : shape.size() / (shape.dim(0) * time);
    for (int b = 0; b < shape.dim(0); b++) {
      int source = (b * time + from) * width;
      int count = (to - from) * width;
      System.arraycopy(all.data(), source, some.data(), b * count, count);
    }
    return some;
  }

  @Override
  public String describe() {
    CRC32 crc = new CRC32();
    Checksum.add(crc, whole.inputs());
    Checksum.add(crc, whole.targets());
    return whole.size()
        + " streams of "
        + whole.time()
        + " steps"
        + (whole.lengths() == null ? "" : " " + whole.lengths())
        + " in windows of "
        + window
        + ", checksum "
        + Long.toHexString(crc.getValue());
  }
}
