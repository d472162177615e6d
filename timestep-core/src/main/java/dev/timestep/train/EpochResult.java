package dev.timestep.train;

import java.util.OptionalDouble;

/**
 * The result of one epoch.
 *
 * @param epoch from 1
 * @param trainLoss mean over the epoch, of each batch before its own update: over real time steps
 *     or over examples, as the loss is a mean, so that it does not depend on the size of batches
 * @param validationLoss after the epoch; empty without validation data
 * @param learningRate of the epoch's last step
 * @param best whether this is the lowest validation loss so far
 * @param seconds spent on training steps
 */
public record EpochResult(
    int epoch,
    double trainLoss,
    OptionalDouble validationLoss,
    double learningRate,
    boolean best,
    double seconds) {}
