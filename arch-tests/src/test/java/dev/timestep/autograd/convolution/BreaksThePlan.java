package dev.timestep.autograd.convolution;

/** Looks up to nn: shows that the rule of this package can fail. */
final class BreaksThePlan {
  dev.timestep.nn.Layer door;
}
