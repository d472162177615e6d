package dev.timestep.bench.learn;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.tensor.Tensor;
import java.util.SplittableRandom;

/**
 * The adding problem: of a long row of numbers two are marked, and their sum is asked for.
 *
 * <p>Each step has a number drawn from [0, 1) and a mark, 1 at two different steps drawn uniformly
 * and 0 elsewhere. Always to answer 1 has an error of 1/6 = 0.167; to do better a network must
 * carry a number over hundreds of steps. Every batch is new, so nothing can be learned by heart.
 *
 * <p>Source: Hochreiter and Schmidhuber 1997; in this form Le, Jaitly and Hinton 2015.
 *
 * @param length T, steps of a sequence
 * @param size sequences of a batch
 * @param count batches of an epoch
 * @param seed of the numbers; sets of different seeds share no sequence
 */
public record AddingProblem(int length, int size, int count, long seed) implements Batches<Batch> {
  /** Mean squared error of the answer 1: the variance of the sum of two numbers, 2 · 1/12. */
  public static final double GUESS = 1.0 / 6;

  /** Columns of the input: the number and its mark. */
  public static final int FEATURES = 2;

  public AddingProblem {
    if (length < 2) {
      throw new IllegalArgumentException(
          "AddingProblem expects 2 steps or more, for two marks; received " + length + ".");
    }
  }

  @Override
  public int examples() {
    return size * count;
  }

  @Override
  public Batch get(int epoch, int index) {
    SplittableRandom random = Draw.of(seed, epoch, index);
    Tensor inputs = Tensor.zeros(size, length, FEATURES);
    Tensor sums = Tensor.zeros(size, 1);
    float[] numbers = inputs.data();
    for (int row = 0; row < size; row++) {
      int from = row * length;
      for (int step = 0; step < length; step++) {
        numbers[(from + step) * FEATURES] = random.nextFloat();
      }
      int first = random.nextInt(length);
      int second = random.nextInt(length - 1);
      second += second >= first ? 1 : 0;
      for (int marked : new int[] {first, second}) {
        numbers[(from + marked) * FEATURES + 1] = 1;
        sums.data()[row] += numbers[(from + marked) * FEATURES];
      }
    }
    return new Batch(inputs, null, sums);
  }

  @Override
  public String describe() {
    return toString();
  }
}
