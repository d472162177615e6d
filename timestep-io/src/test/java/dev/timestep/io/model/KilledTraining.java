package dev.timestep.io.model;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.TensorDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.CheckpointStore;
import dev.timestep.train.CosineDecay;
import dev.timestep.train.StepEvent;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import dev.timestep.train.TrainingListener;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A training run that {@link KillAndResumeTest} starts as a process and kills. It goes on from its
 * checkpoint if there is one, prints a dot after every step, and leaves the model when it is done.
 */
final class KilledTraining {
  static final int STEPS = 8 * 20;
  private static final double SECONDS_BETWEEN_CHECKPOINTS = 0.003;

  private KilledTraining() {}

  /** Arguments: the checkpoint, the model file. */
  public static void main(String[] arguments) {
    Sequential model = run(new FileCheckpointStore(Path.of(arguments[0])), KilledTraining::dot);
    SequentialModels.save(Path.of(arguments[1]), model);
  }

  private static void dot() {
    System.out.print('.');
    System.out.flush();
  }

  /** The whole run, or the rest of it. Dropout, averaged and best weights are all in play. */
  static Sequential run(@Nullable CheckpointStore checkpoints, Runnable afterStep) {
    Sequential model =
        Sequential.of(
            3,
            5,
            Layers.gru(16).sequences().layers(2).dropout(0.2),
            Layers.dropout(0.3),
            Layers.lstm(12),
            Layers.dense(1));
    TrainerConfig config =
        TrainerConfig.defaults()
            .withEpochs(8)
            .withSeed(99)
            .withSchedule(new CosineDecay(8, 0.1))
            .withAverageDecay(0.9)
            .withCheckpointSeconds(SECONDS_BETWEEN_CHECKPOINTS);
    var trainer =
        new Trainer<>(
            new Supervised(model, Losses.mse()), new Adam(3e-3), config, Engine.withThreads(1));
    Batches<Batch> train = Batches.shuffled(data(80, 1), 4, 7);
    Batches<Batch> validation = Batches.inOrder(data(12, 2), 6);
    var listener =
        new TrainingListener() {
          @Override
          public void stepEnded(StepEvent event) {
            afterStep.run();
          }
        };
    if (checkpoints != null && checkpoints.load().isPresent()) {
      trainer.resume(train, validation, listener, checkpoints);
    } else {
      trainer.fit(train, validation, listener, checkpoints);
    }
    return model;
  }

  private static TensorDataset data(int examples, long seed) {
    var random = new SplittableRandom(seed);
    Tensor inputs = Tensor.zeros(examples, 6, 3);
    Tensor targets = Tensor.zeros(examples, 1);
    for (int at = 0; at < inputs.data().length; at++) {
      float value = random.nextFloat() - 0.5f;
      inputs.data()[at] = value;
      targets.data()[at / 18] += value * value * (at % 3 - 1);
    }
    return new TensorDataset(inputs, targets);
  }
}
