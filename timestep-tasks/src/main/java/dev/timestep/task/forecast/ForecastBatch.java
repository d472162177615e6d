package dev.timestep.task.forecast;

import dev.timestep.tensor.Tensor;

/**
 * Some windows as the network reads them, time-major.
 *
 * @param past [encoder steps, windows, segment inputs]
 * @param future [horizon, windows, step inputs]
 * @param target [horizon, windows, targets], relative to level and scale; zeros where not known
 */
public record ForecastBatch(Tensor past, Tensor future, Tensor target) {
  /** Number of windows. */
  public int windows() {
    return future.shape().dim(1);
  }
}
