package dev.timestep.bench.compare;

import java.util.List;

/**
 * One fresh JVM of {@link WarmupRun}: trains for some seconds, notes when each step ended, and
 * prints when the first one did and from when on speed was nine tenths of what it was at the end.
 */
final class WarmupCase {
  static final ShapeSpec SHAPE = ShapeSpec.layer(Cell.LSTM, 24, 7, 64, 32);
  static final String MARK = "warm-up ";

  /** Said to a JVM that only records which classes are loaded. */
  static final String REHEARSAL = "rehearsal";

  private static final double SECONDS = 6;
  private static final int MOST_STEPS = 200_000;

  /** A step can be unlucky; many together show the speed. */
  private static final int WINDOW = 20;

  private WarmupCase() {}

  /**
   * Arguments: the clock, in milliseconds, when the JVM was started; {@value #REHEARSAL} if no
   * figures are wanted.
   */
  public static void main(String[] arguments) {
    // From the process's start to here by the wall clock, from here on by the finer one.
    double before = (System.currentTimeMillis() - Long.parseLong(arguments[0])) / 1e3;
    long origin = System.nanoTime();
    Contender contender = new TimestepContender(List.of("vector", "2"));
    Contender.Task task = contender.prepare(new Problem(SHAPE), Contender.PLAIN);
    Runnable step = task.jobs().sequencedValues().getFirst();
    double[] ends = new double[MOST_STEPS];
    int count = 0;
    double now = before;
    while (now < SECONDS && count < MOST_STEPS) {
      step.run();
      now = before + (System.nanoTime() - origin) * 1e-9;
      ends[count++] = now;
    }
    if (arguments.length > 1 && arguments[1].equals(REHEARSAL)) {
      return;
    }
    System.out.println(MARK + ends[0] + " " + atSpeed(ends, count, 0.9));
  }

  /** The end of the first window of steps that is at least this share of the final speed. */
  static double atSpeed(double[] ends, int count, double share) {
    int tail = Math.max(WINDOW, count / 4);
    if (count <= tail + WINDOW) {
      throw new IllegalStateException("Only " + count + " steps; too few to tell their speed.");
    }
    double fullSpeed = tail / (ends[count - 1] - ends[count - 1 - tail]);
    for (int last = WINDOW; last < count; last++) {
      if (WINDOW / (ends[last] - ends[last - WINDOW]) >= share * fullSpeed) {
        return ends[last];
      }
    }
    return ends[count - 1];
  }
}
