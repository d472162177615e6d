package dev.timestep.bench;

import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.util.List;
import java.util.SplittableRandom;

/** A training step as a user would write it, of an LSTM of 64 units, on the calling thread. */
final class TrainingStep implements Runnable {

  private static final int TIME = 50;
  private static final int FEATURES = 16;
  private static final int UNITS = 64;
  private static final int BATCH = 32;
  private static final int GATES = 4;

  static final String NAME = "training step, LSTM " + UNITS;

  /** Three products with the state and two with the input, forward and backward. */
  static final double OPERATIONS = 2.0 * TIME * BATCH * GATES * UNITS * (3 * UNITS + 2 * FEATURES);

  private final Trainer<Batch> trainer;
  private final Batch batch;

  TrainingStep(Kernels kernels) {
    SplittableRandom random = new SplittableRandom(5);
    Sequential model = Sequential.of(FEATURES, 1, List.of(Layers.lstm(UNITS)));
    float[] inputs = Operands.random(random, BATCH * TIME * FEATURES);
    float[] targets = Operands.random(random, BATCH * UNITS);
    batch =
        new Batch(Tensor.of(inputs, BATCH, TIME, FEATURES), null, Tensor.of(targets, BATCH, UNITS));
    trainer =
        new Trainer<>(
            new Supervised(model, Losses.mse()),
            new Adam(1e-3),
            TrainerConfig.defaults(),
            new Engine(kernels, new Workers(1)));
  }

  @Override
  public void run() {
    trainer.step(batch);
  }
}
