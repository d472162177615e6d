package dev.timestep.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * The result of one epoch.
 *
 * @param epoch from 1
 * @param trainLoss mean over the epoch, of each batch before its own update: over real time steps
 *     or over examples, as the loss is a mean, so that it does not depend on the size of batches
 * @param validationLoss after the epoch; empty without validation data
 * @param learningRate of the epoch's last step
 * @param best whether this is the best epoch so far: that of the lowest validation loss, unless the
 *     settings have another {@link Goal}
 * @param seconds spent on training steps
 * @param metrics on the validation data after the epoch, by name, in the order of the settings;
 *     empty if the settings have none
 */
public record EpochResult(
    int epoch,
    double trainLoss,
    OptionalDouble validationLoss,
    double learningRate,
    boolean best,
    double seconds,
    SequencedMap<String, Double> metrics) {
  public EpochResult {
    metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
  }

  /** The result of an epoch without metrics. */
  public EpochResult(
      int epoch,
      double trainLoss,
      OptionalDouble validationLoss,
      double learningRate,
      boolean best,
      double seconds) {
    this(epoch, trainLoss, validationLoss, learningRate, best, seconds, new LinkedHashMap<>());
  }
}
