package dev.timestep.report;

/** Uses a library: shows that the rule of this package can fail. */
final class BreaksThePlan {
  com.google.gson.Gson door;
}
