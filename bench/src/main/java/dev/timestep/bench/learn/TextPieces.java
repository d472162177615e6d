package dev.timestep.bench.learn;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.StreamBatch;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;

/**
 * A text read by several readers at once, each in a stretch of its own, piece by piece in order:
 * what truncated backpropagation through time trains on.
 *
 * <p>Reader b begins at {@code from + b · stretch}. Inputs are one-hot characters [readers, time,
 * symbols], targets the characters one further on.
 *
 * @param text ids of the characters
 * @param part which steps of the text are read, and by how many
 * @param time steps of a piece
 * @param symbols different characters
 * @param carried whether a piece continues where the one before it ended; else each starts fresh
 */
public record TextPieces(int[] text, Part part, int time, int symbols, boolean carried)
    implements Batches<StreamBatch> {

  /**
   * Stretches of a text.
   *
   * @param from where the first reader begins
   * @param stretch from one reader's beginning to the next one's
   * @param steps that each reads, at most as many as the stretch
   * @param readers how many
   */
  public record Part(int from, int stretch, int steps, int readers) {
    /** All between two places, in {@code readers} stretches that touch; a rest is left out. */
    static Part between(int from, int to, int readers) {
      int stretch = (to - from - 1) / readers;
      return new Part(from, stretch, stretch, readers);
    }

    /** The first steps of each stretch. */
    Part first(int count) {
      return new Part(from, stretch, count, readers);
    }

    /** Each stretch without its first steps. */
    Part after(int count) {
      return new Part(from + count, stretch, steps - count, readers);
    }
  }

  @Override
  public int count() {
    return part.steps() / time;
  }

  @Override
  public int examples() {
    return count() * part.readers();
  }

  @Override
  public StreamBatch get(int epoch, int index) {
    Tensor inputs = Tensor.zeros(part.readers(), time, symbols);
    Tensor next = Tensor.zeros(part.readers(), time);
    for (int reader = 0; reader < part.readers(); reader++) {
      int from = part.from() + reader * part.stretch() + index * time;
      for (int step = 0; step < time; step++) {
        inputs.data()[(reader * time + step) * symbols + text[from + step]] = 1;
        next.data()[reader * time + step] = text[from + step + 1];
      }
    }
    boolean[] begins = new boolean[part.readers()];
    Arrays.fill(begins, index == 0 || !carried);
    return new StreamBatch(new Batch(inputs, null, next), begins);
  }

  @Override
  public String describe() {
    return part + ", pieces of " + time + (carried ? ", state carried" : ", each anew");
  }
}
