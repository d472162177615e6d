package dev.timestep.tensor;

/** Looks up to autograd: shows that the rule of this package can fail. */
final class BreaksThePlan {
  dev.timestep.autograd.Tape door;
}
