package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.ReadOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All options of a forecast; whatever is left empty is chosen from the data.
 *
 * @param targets columns to forecast, one or more
 * @param read how the file is read
 * @param horizon rows to forecast; chosen by the frequency (a day of hours, four weeks of days …)
 * @param lookback rows before the origin that are read; a year where that is affordable
 * @param season rows of the shortest cycle; found from the frequency
 * @param holidays country whose public holidays are inputs
 * @param split fractions or row counts of training, validation and test rows
 * @param network cell, width, depth, dropout
 * @param training epochs, batch, learning rate, loss
 * @param seed of weights, shuffling, dropout and bootstrap
 * @param threads how many threads; the result is the same for any number
 * @param checkpoint where training is saved on the way and resumed from; empty for nowhere
 * @param resume whether to go on from the checkpoint
 */
public record ForecastOptions(
    List<String> targets,
    ReadOptions read,
    OptionalInt horizon,
    OptionalInt lookback,
    OptionalInt season,
    Optional<String> holidays,
    String split,
    NetworkConfig network,
    TrainingOptions training,
    long seed,
    int threads,
    Optional<Path> checkpoint,
    boolean resume) {

  private static final int MOST_THREADS = 1024;

  public ForecastOptions {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new TaskException(
          "A forecast expects one target column or more; received none. Give "
              + setting("target")
              + " COLUMN.");
    }
    if (targets.stream().distinct().count() < targets.size()) {
      throw new TaskException(
          "A forecast expects each target once; received " + String.join(", ", targets) + ".");
    }
    requireAtLeastOne(setting("horizon"), horizon);
    requireAtLeastOne(setting("lookback"), lookback);
    requireAtLeastOne(setting("season"), season);
    requireAtLeastOne(setting("threads"), OptionalInt.of(threads));
    if (threads > MOST_THREADS) {
      throw new TaskException(
          setting("threads") + " expects at most " + MOST_THREADS + "; received " + threads + ".");
    }
  }

  /** The defaults for some targets. */
  public static ForecastOptions of(String... targets) {
    return new ForecastOptions(
        List.of(targets),
        ReadOptions.defaults(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Split.DEFAULT,
        NetworkConfig.DEFAULT,
        TrainingOptions.DEFAULT,
        42,
        Runtime.getRuntime().availableProcessors(),
        Optional.empty(),
        false);
  }

  private static void requireAtLeastOne(String option, OptionalInt value) {
    if (value.isPresent() && value.getAsInt() < 1) {
      throw new TaskException(
          option + " expects a whole number of 1 or more; received " + value.getAsInt() + ".");
    }
  }
}
