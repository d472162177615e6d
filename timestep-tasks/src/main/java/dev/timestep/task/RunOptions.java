package dev.timestep.task;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.TaskException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is asked of a run, whatever its job is.
 *
 * @param seed of weights, shuffling, dropout and resampling
 * @param threads 1 or more; the result is the same for any number
 * @param checkpoint where training is saved on the way, or nothing for a run that is not
 * @param resume whether to go on from that checkpoint
 * @param from a model of the same job that is trained further, or nothing for a new one
 */
public record RunOptions(
    long seed, int threads, Optional<Path> checkpoint, boolean resume, Optional<Path> from) {
  private static final long SEED = 42;
  private static final int MOST_THREADS = 1024;

  /** The seed {@value #SEED}, all processors, no checkpoint. */
  public static RunOptions defaults() {
    return new RunOptions(
        SEED,
        Runtime.getRuntime().availableProcessors(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** Checks the threads. */
  public RunOptions {
    if (threads < 1) {
      throw new TaskException(
          setting("threads") + " expects a whole number of 1 or more; received " + threads + ".");
    }
    if (threads > MOST_THREADS) {
      throw new TaskException(
          setting("threads") + " expects at most " + MOST_THREADS + "; received " + threads + ".");
    }
  }

  /** The same with another seed. */
  public RunOptions withSeed(long other) {
    return new RunOptions(other, threads, checkpoint, resume, from);
  }

  /** The same with another number of threads. */
  public RunOptions withThreads(int other) {
    return new RunOptions(seed, other, checkpoint, resume, from);
  }

  /** The same with a checkpoint. */
  public RunOptions withCheckpoint(Path file, boolean goOn) {
    return new RunOptions(seed, threads, Optional.of(file), goOn, from);
  }

  /** The same that trains a model further. */
  public RunOptions withFrom(Optional<Path> model) {
    return new RunOptions(seed, threads, checkpoint, resume, model);
  }
}
