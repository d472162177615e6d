package dev.timestep.bench;

import java.util.function.DoubleSupplier;

/**
 * One piece of work that must not be much slower than expected.
 *
 * @param name how it is reported
 * @param operations floating-point operations of a run; two an element for an elementwise kernel
 * @param expected share of the multiply-add peak
 * @param floor the least part of what is expected
 * @param reset puts fresh numbers in place
 * @param work one run
 */
record GuardCheck(
    String name, double operations, double expected, double floor, Runnable reset, Runnable work) {

  private static final int SLICES = 7;
  private static final double SLICE_NANOS = 2e6;
  private static final double WARM_NANOS = 1.2e8;
  private static final int WARM_RUNS = 2_000;
  private static final double LONGEST_WARM_NANOS = 6e8;

  /** Until the optimising compiler is done with it, or for a while if all is terribly slow. */
  void warm() {
    reset.run();
    long start = Clock.now();
    double passed = 0;
    for (int runs = 0;
        passed < WARM_NANOS || (runs < WARM_RUNS && passed < LONGEST_WARM_NANOS);
        runs++) {
      work.run();
      passed = Clock.now() - start;
    }
  }

  /**
   * The best share of the peak in several slices of processor time. The peak is taken right before
   * and right after a slice and the better one counts, so that a disturbance can only make a share
   * too low, and the best of them forgets it.
   *
   * @param peak operations in a nanosecond, measured at each call
   */
  double measure(DoubleSupplier peak) {
    reset.run();
    int runs = (int) Math.max(1, SLICE_NANOS / Clock.rough(work));
    double best = 0;
    for (int slice = 0; slice < SLICES; slice++) {
      reset.run();
      double before = peak.getAsDouble();
      double rate = operations / Clock.slice(runs, work);
      best = Math.max(best, rate / Math.max(before, peak.getAsDouble()));
    }
    return best;
  }

  boolean passes(double share) {
    return share >= floor * expected;
  }
}
