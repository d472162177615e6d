package dev.timestep.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Times slices of work in processor time of this thread, so that other programs on the machine
 * matter only through the caches.
 */
public final class Clock {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Clock() {}

  /** Processor time of this thread in nanoseconds. */
  public static long now() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Nanoseconds a run, averaged over one slice of {@code runs}. */
  public static double slice(int runs, Runnable work) {
    long start = now();
    for (int r = 0; r < runs; r++) {
      work.run();
    }
    return (now() - start) / (double) runs;
  }

  /** The best of a few slices, for a first idea of how long a run takes. */
  static double rough(Runnable work) {
    double best = Double.MAX_VALUE;
    for (int s = 0; s < 3; s++) {
      best = Math.min(best, slice(1, work));
    }
    return Math.max(best, 1);
  }

  /** The middle value. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
