package dev.timestep.io.model;

/** Looks up to a task: shows that the rule of this package can fail. */
final class BreaksThePlan {
  dev.timestep.task.table.TimeTable door;
}
