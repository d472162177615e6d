package dev.timestep.kernel;

/**
 * What ops compute with: a set of kernels and the threads to spread them over.
 *
 * @param kernels the inner loops
 * @param workers the threads
 */
public record Engine(Kernels kernels, Workers workers) {
  /** Below this many multiply-adds a split over threads costs more than it saves. */
  private static final long WORTH_SPLITTING = 1 << 16;

  private static final class Standard {
    private static final Engine INSTANCE =
        new Engine(KernelChoice.chosen(), new Workers(Runtime.getRuntime().availableProcessors()));
  }

  /** The fastest kernels of this JVM on all of its processors; made at the first call. */
  public static Engine standard() {
    return Standard.INSTANCE;
  }

  /** The fastest kernels of this JVM on {@code threads} threads of its own. */
  public static Engine withThreads(int threads) {
    return new Engine(KernelChoice.chosen(), new Workers(threads));
  }

  /** A piece of work over the rows {@code [from, to)}. */
  @FunctionalInterface
  public interface RowWork {
    /** Does the rows {@code [from, to)}. */
    void run(int from, int to);
  }

  /**
   * Runs {@code work} over {@code rows} rows, split evenly over the threads if it is large enough.
   * The work of a row must not depend on the split.
   *
   * @param costPerRow multiply-adds per row, roughly
   */
  public void forRows(int rows, long costPerRow, RowWork work) {
    int parts =
        (int) Math.min(Math.min(workers.threads(), rows), rows * costPerRow / WORTH_SPLITTING);
    if (parts <= 1) {
      if (rows > 0) {
        work.run(0, rows);
      }
      return;
    }
    workers.parallel(
        parts,
        part ->
            work.run((int) ((long) rows * part / parts), (int) ((long) rows * (part + 1) / parts)));
  }
}
