package dev.timestep.task;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.data.Batches;
import dev.timestep.io.model.FileCheckpointStore;
import dev.timestep.io.model.ModelFileException;
import dev.timestep.kernel.Engine;
import dev.timestep.task.message.TaskException;
import dev.timestep.train.CheckpointStore;
import dev.timestep.train.Objective;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainingResult;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Trains the network of any job by a {@link Recipe}: with checkpoints, resuming, and a stop that a
 * user can ask for. A network that training does not improve is put back to what it was.
 */
public final class Fitting {
  private Fitting() {}

  /**
   * Trains.
   *
   * @param objective network and loss
   * @param train training examples
   * @param validation examples that choose the epoch
   * @param plan what the listener is told before training
   * @param undo puts the network back to what it was before training
   * @throws TrainingStoppedException when the listener asked for it; if there is a checkpoint, a
   *     later run goes on from it
   * @throws IllegalArgumentException when a run shall go on that left no checkpoint
   */
  public static <B> TrainingResult fit(
      Objective<B> objective,
      Batches<B> train,
      Batches<B> validation,
      Recipe recipe,
      RunOptions run,
      Engine engine,
      TaskPlan plan,
      TaskListener listener,
      Runnable undo) {
    Optional<CheckpointStore> checkpoints = checkpoints(run);
    Trainer<B> trainer =
        new Trainer<>(objective, recipe.optimizer(), recipe.config(run.seed()), engine);
    listener.planned(plan, trainer::requestStop);
    double before = trainer.evaluate(validation);
    listener.starting(before);
    TrainingResult result;
    if (run.resume()) {
      CheckpointStore store = checkpoints.orElseThrow();
      store.load().ifPresent(listener::resuming);
      result = trainer.resume(train, validation, listener, store);
    } else {
      result = trainer.fit(train, validation, listener, checkpoints.orElse(null));
    }
    if (result.reason() == TrainingResult.Reason.STOP_REQUESTED) {
      throw new TrainingStoppedException(result);
    }
    if (result.bestLoss().orElse(Double.POSITIVE_INFINITY) < before) {
      return result;
    }
    undo.run();
    return new TrainingResult(
        result.reason(),
        result.history(),
        OptionalInt.of(0),
        OptionalDouble.of(before),
        result.steps());
  }

  /** The checkpoint of a run; one that shall be resumed must be there. */
  private static Optional<CheckpointStore> checkpoints(RunOptions run) {
    Optional<CheckpointStore> checkpoints = run.checkpoint().map(FileCheckpointStore::new);
    requireCheckpoint(run);
    return checkpoints;
  }

  /**
   * Refuses to resume where there is nothing to go on from; asked before data are read, too.
   *
   * @throws IllegalArgumentException naming the checkpoint that is missing
   */
  public static void requireCheckpoint(RunOptions run) {
    if (run.resume()
        && run.checkpoint()
            .map(FileCheckpointStore::new)
            .flatMap(store -> checkpoint(store::load))
            .isEmpty()) {
      throw noCheckpoint(run);
    }
  }

  /**
   * Reads a checkpoint; a damaged one is refused with what helps here.
   *
   * @throws IllegalArgumentException when it cannot be read
   */
  public static <T> T checkpoint(Supplier<T> load) {
    try {
      return load.get();
    } catch (ModelFileException e) {
      throw new TaskException(
          e.getMessage() + " Or leave " + setting("resume") + " out to train from the start.", e);
    }
  }

  /**
   * The same for a job that keeps checkpoints of a form of its own: only the file must be there.
   *
   * @throws IllegalArgumentException naming the checkpoint that is missing
   */
  public static void requireCheckpointFile(RunOptions run) {
    if (run.resume() && run.checkpoint().filter(Files::exists).isEmpty()) {
      throw noCheckpoint(run);
    }
  }

  private static TaskException noCheckpoint(RunOptions run) {
    return new TaskException(
        setting("resume")
            + " expects the checkpoint of an interrupted run; received "
            + run.checkpoint().map(path -> path + ", which does not exist").orElse("none")
            + ". Leave "
            + setting("resume")
            + " out to train from the start.");
  }
}
