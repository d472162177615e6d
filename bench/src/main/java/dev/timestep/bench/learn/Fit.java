package dev.timestep.bench.learn;

import dev.timestep.data.Batches;
import dev.timestep.io.model.FileCheckpointStore;
import dev.timestep.kernel.Engine;
import dev.timestep.train.EpochResult;
import dev.timestep.train.Objective;
import dev.timestep.train.Optimizer;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import dev.timestep.train.TrainingListener;
import dev.timestep.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One training run that reports each epoch, leaves a checkpoint after it, continues from one, and
 * may end early at a validation loss.
 *
 * @param engine the threads
 * @param folder of checkpoints; none for nowhere
 * @param enough ends the run at a validation loss at or below it; 0 never does
 * @param log where lines go
 */
record Fit(Engine engine, Optional<Path> folder, double enough, Consumer<String> log) {

  /** Trains; the model has its best weights afterwards. */
  <B> TrainingResult run(
      String name,
      Objective<B> objective,
      Optimizer optimizer,
      TrainerConfig config,
      Batches<B> train,
      Batches<B> validation)
      throws IOException {
    Trainer<B> trainer = new Trainer<>(objective, optimizer, config, engine);
    TrainingListener progress =
        new TrainingListener() {
          @Override
          public void epochEnded(EpochResult epoch) {
            log.accept(line(name, epoch, trainer.steps()));
            if (epoch.validationLoss().orElseThrow() <= enough) {
              trainer.requestStop();
            }
          }
        };
    if (folder.isEmpty()) {
      return trainer.fit(train, validation, progress, null);
    }
    Files.createDirectories(folder.get());
    var checkpoints = new FileCheckpointStore(folder.get().resolve(name + ".checkpoint"));
    return checkpoints.load().isPresent()
        ? trainer.resume(train, validation, progress, checkpoints)
        : trainer.fit(train, validation, progress, checkpoints);
  }

  private static String line(String name, EpochResult epoch, long steps) {
    return "%s  epoch %d  steps %d  seconds %.1f  cpu %.0f  rate %.2e  train %.5f  validation %.5f%s"
        .formatted(
            name,
            epoch.epoch(),
            steps,
            epoch.seconds(),
            cpuSeconds(),
            epoch.learningRate(),
            epoch.trainLoss(),
            epoch.validationLoss().orElseThrow(),
            epoch.best() ? "  best" : "");
  }

  /** What this process has computed so far, on all cores together. */
  static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis()
        * 1e-3;
  }
}
