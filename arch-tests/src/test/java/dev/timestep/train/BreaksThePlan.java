package dev.timestep.train;

/** Uses a module other than java.base: shows that the rule of this package can fail. */
final class BreaksThePlan {
  java.util.logging.Logger door;
}
