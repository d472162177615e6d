package dev.timestep.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the engine: a fixed set of daemon threads that run the tasks of one parallel loop
 * together with the caller. The only class that makes threads.
 *
 * <p>A loop costs well under a microsecond to hand over while the threads still spin from the loop
 * before, and nothing while they sleep: a thread that finds no work spins for {@value #SPIN_NANOS}
 * ns, giving way to others after a fiftieth of it, and then parks. No allocation in {@link
 * #parallel}. Which thread runs which task is left open, so a task must not depend on it; the
 * caller takes part, so a loop ends even if no other thread gets a core.
 *
 * <p>Any thread may call {@link #parallel} at any time. One caller at a time gets the threads;
 * another caller, or a task that starts a loop of its own, runs its loop alone. Nothing waits for
 * the threads to become free, so nothing can deadlock.
 */
public final class Workers implements AutoCloseable {

  /** The body of a parallel loop. */
  @FunctionalInterface
  public interface Body {
    /** Runs one task of the loop. */
    void run(int task);
  }

  // Longer than a sleeping processor of a virtual machine takes to wake, some 100 µs: a shorter
  // loop
  // would else be over each time before its threads are there, and they asleep before the next.
  private static final int SPIN_NANOS = 200_000;
  private static final int PURE_SPIN_NANOS = SPIN_NANOS / 50;
  private static final int SPINS_PER_CLOCK = 8;
  private static final Body NO_LOOP = task -> {};

  private final Worker[] workers;
  private final ReentrantLock owner = new ReentrantLock();

  /**
   * The loop's number in the upper half and the tasks not yet claimed in the lower one. A thread
   * claims a task by counting down; the number makes a late thread's attempt on an old loop fail.
   */
  private final AtomicLong unclaimed = new AtomicLong();

  private final AtomicInteger unfinished = new AtomicInteger();

  // Written by the owner before a loop is published in `unclaimed`, stable until it ends.
  private Body body = NO_LOOP;

  private volatile @Nullable Thread waitingOwner;
  private volatile boolean closed;
  private @Nullable Throwable failure;
  private int failedTask;

  /**
   * Starts {@code threads − 1} daemon threads; the caller of a loop is the last one.
   *
   * @param threads how many threads share a loop, at least 1
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "Workers expects at least 1 thread; received " + threads + ". Pass 1 to run inline.");
    }
    workers = new Worker[threads - 1];
    for (int w = 0; w < workers.length; w++) {
      workers[w] = new Worker("timestep-worker-" + (w + 1));
    }
    for (Worker worker : workers) {
      worker.start();
    }
  }

  /**
   * Runs {@code work} when the JVM is asked to end, by Ctrl-C for example; the JVM waits for it. It
   * stands here because no other class makes threads.
   */
  public static void atExit(Runnable work) {
    Runtime.getRuntime().addShutdownHook(new Thread(work, "timestep-exit"));
  }

  /** How many threads share a loop, the caller included. */
  public int threads() {
    return workers.length + 1;
  }

  /**
   * Runs {@code loop.run(t)} for every t in [0, tasks) and returns when all have ended. All tasks
   * run even if one throws; the exception of the lowest failed task is then thrown to the caller as
   * it is.
   */
  public void parallel(int tasks, Body loop) {
    boolean alone = workers.length == 0 || tasks <= 1;
    if (alone
        || closed
        || Thread.currentThread() instanceof Worker
        || owner.isHeldByCurrentThread()
        || !owner.tryLock()) {
      runInline(tasks, loop);
      return;
    }
    try {
      share(tasks, loop);
    } finally {
      owner.unlock();
    }
  }

  private static void runInline(int tasks, Body loop) {
    Throwable first = null;
    for (int t = 0; t < tasks; t++) {
      try {
        loop.run(t);
      } catch (Throwable e) {
        first = first == null ? e : first;
      }
    }
    rethrow(first);
  }

  private void share(int tasks, Body loop) {
    body = loop;
    failure = null;
    unfinished.set(tasks);
    long number = (unclaimed.get() >>> 32) + 1;
    unclaimed.set(number << 32 | tasks);
    int helpers = Math.min(tasks - 1, workers.length);
    for (int w = 0; w < helpers; w++) {
      workers[w].wake();
    }
    while (runOneTask()) {}
    awaitOthers();
    Throwable thrown = failure;
    body = NO_LOOP;
    failure = null;
    rethrow(thrown);
  }

  /** Claims and runs one task; false when there is none left to claim. */
  private boolean runOneTask() {
    long seen = unclaimed.get();
    while ((int) seen > 0) {
      if (unclaimed.compareAndSet(seen, seen - 1)) {
        // The claim holds the loop open, so body cannot change until the task is counted below.
        int task = (int) seen - 1;
        try {
          body.run(task);
        } catch (Throwable e) {
          recordFailure(task, e);
        }
        if (unfinished.decrementAndGet() == 0) {
          Thread waiting = waitingOwner;
          if (waiting != null) {
            LockSupport.unpark(waiting);
          }
        }
        return true;
      }
      seen = unclaimed.get();
    }
    return false;
  }

  private synchronized void recordFailure(int task, Throwable thrown) {
    if (failure == null || task < failedTask) {
      failure = thrown;
      failedTask = task;
    }
  }

  private void awaitOthers() {
    if (unfinished.get() == 0) {
      return;
    }
    long start = System.nanoTime();
    while (unfinished.get() != 0) {
      if (!spin(start)) {
        park();
        return;
      }
    }
  }

  private void park() {
    waitingOwner = Thread.currentThread();
    boolean interrupted = false;
    while (unfinished.get() != 0) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    waitingOwner = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Spins a little; false when the time for spinning, counted from {@code start}, is over. */
  private static boolean spin(long start) {
    for (int s = 0; s < SPINS_PER_CLOCK; s++) {
      Thread.onSpinWait();
    }
    long waited = System.nanoTime() - start;
    if (waited > PURE_SPIN_NANOS) {
      Thread.yield();
    }
    return waited < SPIN_NANOS;
  }

  private static void rethrow(@Nullable Throwable thrown) {
    if (thrown != null) {
      Workers.<RuntimeException>throwAsIs(thrown);
    }
  }

  /** Throws what a body threw, even a checked exception that it smuggled past the compiler. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwAsIs(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /** Ends the threads. A loop that is running is finished first; a later loop runs inline. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker);
    }
  }

  private final class Worker extends Thread {

    private volatile boolean parked;

    Worker(String name) {
      super(name);
      setDaemon(true);
    }

    void wake() {
      if (parked) {
        parked = false;
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      long idleSince = System.nanoTime();
      while (!closed) {
        if (runOneTask()) {
          idleSince = System.nanoTime();
        } else if (!spin(idleSince)) {
          sleep();
          idleSince = System.nanoTime();
        }
      }
    }

    private void sleep() {
      parked = true;
      while (parked && (int) unclaimed.get() == 0 && !closed) {
        LockSupport.park(Workers.this);
      }
      parked = false;
    }
  }
}
