package dev.timestep.io.safetensors;

/** Looks up to a task: shows that the rule of this package can fail. */
final class BreaksThePlan {
  dev.timestep.task.table.TimeTable door;
}
