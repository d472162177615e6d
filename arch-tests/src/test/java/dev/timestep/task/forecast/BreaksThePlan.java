package dev.timestep.task.forecast;

/** Looks up to the program: shows that the rule of this package can fail. */
public final class BreaksThePlan {
  dev.timestep.cli.Main door;
}
