package dev.timestep.train;

import dev.timestep.kernel.Workers;

/** Leaves things in order when the process is asked to end while a training runs. */
public final class AtExit {

  private AtExit() {}

  /**
   * Runs {@code work} when the JVM is asked to end, by Ctrl-C for example; the JVM waits for it.
   * For programs, which do not reach down to the kernels themselves.
   */
  public static void run(Runnable work) {
    Workers.atExit(work);
  }
}
