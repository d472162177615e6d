package dev.timestep.bench.learn;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Copy memory: some letters, a long pause, a signal, and then the letters in their order.
 *
 * <p>Ten symbols: eight letters, the blank and the signal. The input is K letters, T − 1 blanks,
 * the signal and K blanks; the target T + K blanks and the K letters. Without a memory the best is
 * to say blank and then any letter: K · ln 8 / (T + 2K) nats a step.
 *
 * <p>Source: Hochreiter and Schmidhuber 1997; in this form Arjovsky, Shah and Bengio 2016.
 *
 * @param silence T, steps between the letters and the answer
 * @param copied K, letters to be said again; 10 in the papers
 * @param size sequences of a batch
 * @param count batches of an epoch
 * @param seed of the letters; sets of different seeds share no sequence but by chance
 */
public record CopyMemory(int silence, int copied, int size, int count, long seed)
    implements Batches<Batch> {
  /** Input columns, one a symbol, and classes of the output. */
  public static final int SYMBOLS = 10;

  private static final int LETTERS = 8;
  private static final int BLANK = 8;
  private static final int SIGNAL = 9;

  public CopyMemory {
    if (silence < 1 || copied < 1) {
      throw new IllegalArgumentException(
          "CopyMemory expects a silence of 1 step or more and 1 letter or more; received "
              + silence
              + " and "
              + copied
              + ".");
    }
  }

  /** Steps of a sequence. */
  public int time() {
    return silence + 2 * copied;
  }

  /** The loss of a network without memory, in nats a step. */
  public double memoryless() {
    return copied * Math.log(LETTERS) / time();
  }

  @Override
  public int examples() {
    return size * count;
  }

  @Override
  public Batch get(int epoch, int index) {
    SplittableRandom random = Draw.of(seed, epoch, index);
    int time = time();
    Tensor inputs = Tensor.zeros(size, time, SYMBOLS);
    Tensor targets = Tensor.zeros(size, time);
    Arrays.fill(targets.data(), BLANK);
    for (int row = 0; row < size; row++) {
      for (int step = 0; step < time; step++) {
        int symbol = step == copied + silence - 1 ? SIGNAL : BLANK;
        if (step < copied) {
          symbol = random.nextInt(LETTERS);
          targets.data()[row * time + copied + silence + step] = symbol;
        }
        inputs.data()[(row * time + step) * SYMBOLS + symbol] = 1;
      }
    }
    return new Batch(inputs, null, targets);
  }

  @Override
  public String describe() {
    return toString();
  }
}
