package dev.timestep.task.forecast;

import dev.timestep.tensor.Tensor;
import java.util.Optional;

/**
 * Some windows as the network reads them, time-major.
 *
 * @param past [encoder steps, windows, segment inputs]
 * @param future [horizon, windows, step inputs]
 * @param near [near rows, windows, row inputs]; nothing where no row is read by itself
 * @param spread how wide each window's values lie, relative to the usual [1, windows, targets]
 * @param target what the anchor misses, in scales of the column [horizon, windows, targets]; zeros
 *     where not known
 * @param counts 1 for a target that counts and 0 for one that was filled, of the same shape;
 *     nothing where all count
 */
public record ForecastBatch(
    Tensor past,
    Tensor future,
    Optional<Tensor> near,
    Tensor spread,
    Tensor target,
    Optional<Tensor> counts) {
  /** Number of windows. */
  public int windows() {
    return future.shape().dim(1);
  }
}
