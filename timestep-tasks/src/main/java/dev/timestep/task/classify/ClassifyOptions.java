package dev.timestep.task.classify;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.RunOptions;
import dev.timestep.task.message.Require;
import dev.timestep.task.sequence.SequenceOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What can be chosen of a classification; what is left empty is chosen from the data.
 *
 * @param read how the files are read
 * @param test a file of test cases; without one some cases of the data are held back
 * @param testShare share of the cases that is held back where there is no test file
 * @param keep which model is kept: {@value #BEST}, {@value #NETWORK} or the id of an opponent
 * @param settings network and training
 * @param run seed, threads, checkpoint, and the model that is trained further
 */
public record ClassifyOptions(
    SequenceOptions read,
    Optional<Path> test,
    double testShare,
    String keep,
    ClassifySettings settings,
    RunOptions run) {
  /** Keeps the model with the fewest errors on cases that it had not seen in training. */
  public static final String BEST = "best";

  /** Keeps the network, whatever the opponents do. */
  public static final String NETWORK = "network";

  private static final double SHARE = 0.2;

  /** Checks the share. */
  public ClassifyOptions {
    Require.that(
        setting("test-share"),
        testShare > 0 && testShare < 1,
        "a share between 0 and 1, for example 0.2",
        testShare);
  }

  /** A fifth of the cases held back, the best model kept, everything else detected. */
  public static ClassifyOptions defaults() {
    RunOptions run = RunOptions.defaults();
    return new ClassifyOptions(
        SequenceOptions.defaults(),
        Optional.empty(),
        SHARE,
        BEST,
        ClassifySettings.of(run.seed(), run.threads()),
        run);
  }

  /** The same with test cases from a file. */
  public ClassifyOptions withTest(Path file) {
    return new ClassifyOptions(read, Optional.of(file), testShare, keep, settings, run);
  }

  /** The same with another way to read the files. */
  public ClassifyOptions withRead(SequenceOptions other) {
    return new ClassifyOptions(other, test, testShare, keep, settings, run);
  }

  /** The same with another network and training. */
  public ClassifyOptions withSettings(ClassifySettings other) {
    return new ClassifyOptions(read, test, testShare, keep, other, run);
  }

  /** The same keeping another model. */
  public ClassifyOptions keeping(String model) {
    return new ClassifyOptions(read, test, testShare, model, settings, run);
  }
}
