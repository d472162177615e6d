package dev.timestep.task.message;

import java.util.List;

/**
 * Checks of settings, with one form of message for all: who, what was expected, what was received.
 *
 * <pre>{@code
 * Require.atLeast(setting("hidden"), 1, hidden);
 * // hidden expects a whole number of 1 or more; received 0.
 * }</pre>
 */
public final class Require {
  private Require() {}

  /**
   * Refuses a value that does not hold.
   *
   * @param who {@link Setting#setting} of the name, or the plain name where no program offers it
   * @param holds whether the value is one that is expected
   * @param expected what is expected, for example {@code a number above 0}
   * @param received the value
   * @throws TaskException when it does not hold
   */
  public static void that(String who, boolean holds, String expected, Object received) {
    if (!holds) {
      throw new TaskException(who + " expects " + expected + "; received " + received + ".");
    }
  }

  /** Expects one of some words; else as {@link #that}. */
  public static void oneOf(String who, List<String> known, String received) {
    that(who, known.contains(received), "one of " + String.join(", ", known), '"' + received + '"');
  }

  /** Expects a whole number that is not below {@code least}; else as {@link #that}. */
  public static void atLeast(String who, int least, int received) {
    that(who, received >= least, "a whole number of " + least + " or more", received);
  }

  /** Expects a number above 0 that is not infinite; else as {@link #that}. */
  public static void positive(String who, String example, double received) {
    that(
        who,
        received > 0 && Double.isFinite(received),
        "a number above 0, for example " + example,
        received);
  }

  /** Expects a rate from 0 up to, not including, 1; else as {@link #that}. */
  public static void rate(String who, double received) {
    that(who, received >= 0 && received < 1, "a rate from 0 up to, not including, 1", received);
  }
}
