package dev.timestep.kernel;

/** Looks up to tensor: shows that the rule of this package can fail. */
final class BreaksThePlan {
  dev.timestep.tensor.Tensor door;
}
