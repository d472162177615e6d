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

  /** A piece of work over the rows {@code [from, to)}, the part {@code part} of all. */
  @FunctionalInterface
  public interface PartWork {
    /** Does the rows {@code [from, to)}; no two that run at once have the same part. */
    void run(int part, int from, int to);
  }

  /**
   * Runs {@code work} over {@code rows} rows, split evenly over the threads if it is large enough.
   * The work of a row must not depend on the split.
   *
   * @param costPerRow multiply-adds per row, roughly
   */
  public void forRows(int rows, long costPerRow, RowWork work) {
    int parts = parts(rows, costPerRow);
    if (parts <= 1) {
      if (rows > 0) {
        work.run(0, rows);
      }
      return;
    }
    workers.parallel(
        parts, part -> work.run(start(rows, part, parts), start(rows, part + 1, parts)));
  }

  /**
   * As {@link #forRows}, for work that needs memory of its own for each part: there are no more
   * parts than threads.
   */
  public void forParts(int rows, long costPerRow, PartWork work) {
    int parts = parts(rows, costPerRow);
    if (parts <= 1) {
      if (rows > 0) {
        work.run(0, 0, rows);
      }
      return;
    }
    workers.parallel(
        parts, part -> work.run(part, start(rows, part, parts), start(rows, part + 1, parts)));
  }

  private int parts(int rows, long costPerRow) {
    return (int) Math.min(Math.min(workers.threads(), rows), rows * costPerRow / WORTH_SPLITTING);
  }

  private static int start(int rows, int part, int parts) {
    return (int) ((long) rows * part / parts);
  }
}
