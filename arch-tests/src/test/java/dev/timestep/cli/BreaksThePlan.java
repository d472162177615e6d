package dev.timestep.cli;

/** Looks down to the kernels: shows that the rule of this package can fail. */
final class BreaksThePlan {
  dev.timestep.kernel.Kernels door;
}
