package dev.timestep.train;

/**
 * A step of {@link Trainer#fit}, as a listener receives it. Epochs and batches count from 1.
 *
 * @param epoch the epoch
 * @param epochs in all, if training is not stopped early
 * @param batch the batch of the epoch
 * @param batches of an epoch
 * @param step what the step did
 * @param meanLoss of the epoch so far: over real time steps or over examples, as the loss is a mean
 * @param examplesPerSecond of the epoch so far
 */
public record StepEvent(
    int epoch,
    int epochs,
    int batch,
    int batches,
    StepResult step,
    double meanLoss,
    double examplesPerSecond) {}
