package dev.timestep.task.table;

/** Looks sideways to another task: shows that the rule of this package can fail. */
final class BreaksThePlan {
  dev.timestep.task.forecast.BreaksThePlan door;
}
