package dev.timestep.examples;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.SequenceDataset;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.Clipping;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small version of the adding problem (Hochreiter and Schmidhuber 1997), solved by {@link
 * TwoLevelCell}: each step has a number and a mark; two steps are marked, and the answer is the sum
 * of their numbers. Sequences have 8 to 12 steps.
 *
 * <p>The answer "always 1" has a mean squared error of 1/6.
 */
public final class TwoLevelAdder {
  private TwoLevelAdder() {}

  /** Trains from a seed; returns the mean squared error on new sequences. */
  public static double run(long seed) {
    Sequential model =
        Sequential.of(2, seed, RecurrentConfig.of(new TwoLevelCell.Config(24)), Layers.dense(1));
    Trainer<Batch> trainer =
        new Trainer<>(
            new Supervised(model, Losses.mse()),
            new Adam(2e-3),
            TrainerConfig.defaults().withEpochs(40).withClipping(Clipping.byNorm(1)));
    trainer.fit(Batches.shuffled(sums(3000, seed), 50, seed), null);
    return trainer.evaluate(Batches.inOrder(sums(500, seed + 1), 500));
  }

  private static SequenceDataset sums(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> answers = new ArrayList<>();
    for (int sequence = 0; sequence < count; sequence++) {
      Tensor input = Tensor.zeros(random.nextInt(8, 13), 2);
      int time = input.shape().dim(0);
      for (int t = 0; t < time; t++) {
        input.set(random.nextFloat(), t, 0);
      }
      int first = random.nextInt(time / 2);
      int second = random.nextInt(time / 2, time);
      input.set(1f, first, 1);
      input.set(1f, second, 1);
      inputs.add(input);
      answers.add(Tensor.vector(input.get(first, 0) + input.get(second, 0)));
    }
    return SequenceDataset.labelled(inputs, answers);
  }

  static void main() {
    IO.println("Mean squared error: %.5f (always 1: %.5f)".formatted(run(42), 1.0 / 6));
  }
}
