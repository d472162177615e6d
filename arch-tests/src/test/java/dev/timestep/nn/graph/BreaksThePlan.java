package dev.timestep.nn.graph;

/** Looks up to train: shows that the rule of this package can fail. */
final class BreaksThePlan {
  dev.timestep.train.TrainerConfig door;
}
