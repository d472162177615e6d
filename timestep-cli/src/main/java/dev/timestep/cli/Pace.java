package dev.timestep.cli;

import java.util.OptionalDouble;

/**
 * How long the rest of some work takes.
 *
 * <p>The time of a step is a moving average. It adapts quickly at first, because a program that has
 * just started is slow, and slowly later. The time shown runs down like a clock and is corrected
 * only when it is clearly wrong, so that it does not flicker.
 */
final class Pace {
  /** Seconds before anything is said. */
  private static final double FIRST = 2;

  private static final double LONGEST_MEMORY = 20;

  /** Share of the rest, and seconds, by which what is shown may be wrong. */
  private static final double TOLERANCE = 0.15;

  private static final double TOLERATED_SECONDS = 2;

  private double start = Double.NaN;
  private double last;
  private double lastDone;
  private double perStep;
  private double shownEnd = Double.NaN;

  /**
   * Takes note of how far the work is.
   *
   * @param done steps, in any unit that takes about the same time each
   * @param now seconds of a clock that only goes forward
   */
  void reached(double done, double now) {
    if (Double.isNaN(start)) {
      start = now;
    } else if (done > lastDone && now > last) {
      double passed = now - last;
      double measured = passed / (done - lastDone);
      double memory = Math.clamp((now - start) / 6, 0.5, LONGEST_MEMORY);
      double share = perStep == 0 ? 1 : 1 - Math.exp(-passed / memory);
      perStep += share * (measured - perStep);
    } else {
      return;
    }
    last = now;
    lastDone = done;
  }

  /** Seconds until {@code all} steps are done; empty while there is nothing to go by. */
  OptionalDouble left(double all, double now) {
    if (perStep == 0 || now - start < FIRST) {
      return OptionalDouble.empty();
    }
    double rest = Math.max(0, (all - lastDone) * perStep - (now - last));
    double tolerated = Math.max(TOLERANCE * rest, TOLERATED_SECONDS);
    if (Double.isNaN(shownEnd) || Math.abs(now + rest - shownEnd) > tolerated) {
      shownEnd = now + rest;
    }
    return OptionalDouble.of(Math.max(0, shownEnd - now));
  }
}
