package dev.timestep.examples;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.Dataset;
import dev.timestep.data.WindowDataset;
import dev.timestep.data.Windows;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.CosineDecay;
import dev.timestep.train.RmsProp;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;

/**
 * Forecasts the next value of a sine wave from the last twenty: SimpleRNN(50) and Dense(1),
 * RMSProp, MSE.
 *
 * <p>What is different from the published versions:
 *
 * <ul>
 *   <li>Windows are {@code [batch, time, 1]}. A series given as {@code [batch, time]} either fails
 *       or is read as one step of twenty features, and then there is no recurrence.
 *   <li>The test part of the wave comes after the training part. Test windows drawn at random would
 *       share nineteen of twenty values with a training window.
 *   <li>The error is compared with that of the naive forecast, which repeats the last value.
 * </ul>
 */
public final class SineForecast {
  private static final int LOOKBACK = 20;

  private SineForecast() {}

  /** Trains from a seed; returns the mean squared error on the part of the wave not trained on. */
  public static double run(long seed) {
    Tensor wave = wave(1000);
    Dataset<Batch> train = windows(wave, 0, 800);
    Dataset<Batch> test = windows(wave, 800, 1000);

    Sequential model = Sequential.of(1, seed, Layers.simpleRnn(50), Layers.dense(1));
    Trainer<Batch> trainer =
        new Trainer<>(
            new Supervised(model, Losses.mse()),
            new RmsProp(1e-3),
            TrainerConfig.defaults().withEpochs(40).withSchedule(new CosineDecay(40)));
    trainer.fit(Batches.shuffled(train, 32, seed), null);
    return trainer.evaluate(Batches.inOrder(test, 200));
  }

  /** The mean squared error of the naive forecast: the last value again. */
  public static double naive() {
    float[] wave = wave(1000).data();
    double sum = 0;
    for (int t = 800; t < 1000; t++) {
      double error = wave[t] - wave[t - 1];
      sum += error * error;
    }
    return sum / 200;
  }

  /** sin(0.1·t), one column. */
  private static Tensor wave(int steps) {
    Tensor wave = Tensor.zeros(steps, 1);
    for (int t = 0; t < steps; t++) {
      wave.set((float) Math.sin(0.1 * t), t, 0);
    }
    return wave;
  }

  /** Every window that predicts a row of [from, to). */
  private static Dataset<Batch> windows(Tensor wave, int from, int to) {
    int[] column = {0};
    return new WindowDataset(wave, Windows.over(from, to, LOOKBACK, 1), column, column);
  }

  static void main() {
    IO.println("Mean squared error on new data: %.6f".formatted(run(42)));
    IO.println("of repeating the last value:    %.6f".formatted(naive()));
  }
}
