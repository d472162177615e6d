package dev.timestep.task;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.Require;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a run, whatever its job is.
 *
 * <pre>{@code
 * RunOptions.defaults().withFrom(Optional.of(Path.of("births.timestep"))).withGiven(Set.of("hidden"));
 * }</pre>
 *
 * @param seed of weights, shuffling, dropout and resampling
 * @param threads 1 or more; the result is the same for any number
 * @param checkpoint where training is saved on the way, or nothing for a run that is not
 * @param resume whether to go on from that checkpoint
 * @param from a model of the same job that is trained further, or nothing for a new one
 * @param given names of settings that were chosen on purpose, such as {@code hidden}. A value that
 *     is as by default would else count as not chosen; see {@link OwnSettings}
 */
public record RunOptions(
    long seed,
    int threads,
    Optional<Path> checkpoint,
    boolean resume,
    Optional<Path> from,
    Set<String> given) {
  private static final long SEED = 42;
  private static final int MOST_THREADS = 1024;

  /** The seed {@value #SEED}, all processors, no checkpoint. */
  public static RunOptions defaults() {
    return new RunOptions(
        SEED,
        Runtime.getRuntime().availableProcessors(),
        Optional.empty(),
        false,
        Optional.empty(),
        Set.of());
  }

  /** Checks the threads and the names. */
  public RunOptions {
    Require.atLeast(setting("threads"), 1, threads);
    Require.that(setting("threads"), threads <= MOST_THREADS, "at most " + MOST_THREADS, threads);
    given = Set.copyOf(given);
    for (String name : given) {
      Require.that("given", !name.startsWith("-"), "names of settings such as hidden", name);
    }
  }

  /** The same with another seed. */
  public RunOptions withSeed(long other) {
    return new RunOptions(other, threads, checkpoint, resume, from, given);
  }

  /** The same with another number of threads. */
  public RunOptions withThreads(int other) {
    return new RunOptions(seed, other, checkpoint, resume, from, given);
  }

  /** The same with a checkpoint. */
  public RunOptions withCheckpoint(Path file, boolean goOn) {
    return new RunOptions(seed, threads, Optional.of(file), goOn, from, given);
  }

  /** The same that trains a model further. */
  public RunOptions withFrom(Optional<Path> model) {
    return new RunOptions(seed, threads, checkpoint, resume, model, given);
  }

  /** The same with the names of the settings that were chosen on purpose. */
  public RunOptions withGiven(Set<String> names) {
    return new RunOptions(seed, threads, checkpoint, resume, from, names);
  }
}
