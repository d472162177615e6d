package com.example.embed;

import dev.timestep.data.Batches;
import dev.timestep.data.TensorDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.io.IOException;

/**
 * Learns to continue a sine wave, then continues pieces of it that it has not seen. After that,
 * {@link SalesForecast} forecasts a file with one call and saves the model.
 */
public final class Main {

  private static final int STEPS = 20;
  private static final double WORST_ERROR = 0.1;

  /** Runs both; whatever fails ends the program with an exception. */
  public static void main(String[] args) throws IOException {
    continueSine();
    SalesForecast.run();
  }

  /** Trains, predicts, and fails if a forecast is far off. */
  private static void continueSine() {
    Sequential model = Sequential.of(1, 42, Layers.lstm(16), Layers.dense(1));
    var training = new TensorDataset(pieces(512, 0), valuesAfter(512, 0));
    var trainer =
        new Trainer<>(
            new Supervised(model, Losses.mse()),
            new Adam(1e-2),
            TrainerConfig.defaults().withEpochs(10));
    trainer.fit(Batches.shuffled(training, 32, 42), null);

    float[] forecast = model.predict(pieces(8, 10_000)).data();
    float[] truth = valuesAfter(8, 10_000).data();
    double worst = 0;
    for (int i = 0; i < truth.length; i++) {
      worst = Math.max(worst, Math.abs(forecast[i] - truth[i]));
    }
    System.out.printf(
        "%s kernels: the worst of %d forecasts is off by %.4f%n",
        Engine.standard().kernels().name(), truth.length, worst);
    if (!(worst < WORST_ERROR)) {
      throw new IllegalStateException("expected less than " + WORST_ERROR + ", got " + worst);
    }
  }

  /** Pieces of a sine wave, as [count, {@value #STEPS}, 1]; each begins somewhere else. */
  private static Tensor pieces(int count, int first) {
    float[] values = new float[count * STEPS];
    for (int i = 0; i < values.length; i++) {
      values[i] = sine(first + i / STEPS, i % STEPS);
    }
    return Tensor.of(values, count, STEPS, 1);
  }

  /** The value that comes after each piece, as [count, 1]. */
  private static Tensor valuesAfter(int count, int first) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = sine(first + i, STEPS);
    }
    return Tensor.of(values, count, 1);
  }

  private static float sine(int piece, int step) {
    return (float) Math.sin(0.37 * piece + 0.3 * step);
  }

  private Main() {}
}
