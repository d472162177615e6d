package dev.timestep.train;

/**
 * What one training step did.
 *
 * @param loss mean loss of the batch, before the update
 * @param gradientNorm ‖g‖₂ over all trained parameters, before clipping
 * @param clipped whether clipping changed the gradients
 * @param learningRate at which weights were updated
 * @param examples in the batch
 * @param seconds that the step took
 */
public record StepResult(
    double loss,
    double gradientNorm,
    boolean clipped,
    double learningRate,
    int examples,
    double seconds) {}
