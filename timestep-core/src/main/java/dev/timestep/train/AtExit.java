package dev.timestep.train;

import dev.timestep.kernel.Workers;

/** Runs cleanup when the process has to end during a training. */
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
