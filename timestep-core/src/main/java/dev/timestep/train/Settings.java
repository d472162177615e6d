package dev.timestep.train;

/** Checks that the records of settings share. */
final class Settings {
  private Settings() {}

  /** Refuses a value outside [{@code least}, {@code most}), NaN included. */
  static void inRange(String who, String what, double value, double least, double most) {
    if (!(value >= least && value < most)) {
      throw new IllegalArgumentException(
          who
              + " expects "
              + what
              + (most == Double.POSITIVE_INFINITY
                  ? " of " + least + " or more"
                  : " from " + least + " to below " + most)
              + "; received "
              + value
              + ".");
    }
  }

  /** Refuses a value that is not a finite number above 0. */
  static void positive(String who, String what, double value) {
    if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          who + " expects " + what + " above 0; received " + value + ".");
    }
  }

  /** Refuses a count below {@code least}. */
  static void atLeast(String who, String what, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          who + " expects " + what + " of " + least + " or more; received " + value + ".");
    }
  }
}
