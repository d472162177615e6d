package dev.timestep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyTaskRunsOnceInEveryLoop(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int loop = 0; loop < 3_000; loop++) {
        int tasks = loop % 23;
        AtomicIntegerArray runs = new AtomicIntegerArray(tasks + 1);
        workers.parallel(tasks, runs::incrementAndGet);
        for (int t = 0; t < tasks; t++) {
          assertThat(runs.get(t)).as("loop %d task %d", loop, t).isOne();
        }
        assertThat(runs.get(tasks)).isZero();
      }
    }
  }

  @Test
  void theCallerSeesWhatTheTasksWrote() {
    try (Workers workers = new Workers(4)) {
      int[] plain = new int[64];
      for (int loop = 1; loop <= 5_000; loop++) {
        int value = loop;
        workers.parallel(plain.length, t -> plain[t] = value + t);
        for (int t = 0; t < plain.length; t++) {
          assertThat(plain[t] == loop + t).isTrue();
        }
      }
    }
  }

  @Test
  void tasksAreSharedWithTheOtherThreads() throws InterruptedException {
    try (Workers workers = new Workers(2)) {
      CountDownLatch bothRun = new CountDownLatch(2);
      AtomicInteger met = new AtomicInteger();
      workers.parallel(
          2,
          t -> {
            bothRun.countDown();
            if (await(bothRun)) {
              met.incrementAndGet();
            }
          });
      assertThat(met).as("two tasks that wait for each other").hasValue(2);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void theLowestFailureReachesTheCallerAndAllTasksRun(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int loop = 0; loop < 200; loop++) {
        AtomicInteger ran = new AtomicInteger();
        assertThatThrownBy(
                () ->
                    workers.parallel(
                        10,
                        t -> {
                          ran.incrementAndGet();
                          if (t % 4 == 3) {
                            throw new IllegalArgumentException("task " + t);
                          }
                        }))
            .isExactlyInstanceOf(IllegalArgumentException.class)
            .hasMessage("task 3");
        assertThat(ran).hasValue(10);
        workers.parallel(5, t -> ran.incrementAndGet());
        assertThat(ran).as("a loop after a failed one").hasValue(15);
      }
    }
  }

  @Test
  void aLoopInsideATaskRunsInline() {
    try (Workers workers = new Workers(4)) {
      AtomicInteger inner = new AtomicInteger();
      Set<String> strays = ConcurrentHashMap.newKeySet();
      workers.parallel(
          8,
          outer -> {
            Thread outerThread = Thread.currentThread();
            workers.parallel(
                8,
                t -> {
                  inner.incrementAndGet();
                  if (Thread.currentThread() != outerThread) {
                    strays.add(Thread.currentThread().getName());
                  }
                });
          });
      assertThat(inner).hasValue(64);
      assertThat(strays).isEmpty();
    }
  }

  @Test
  void severalCallersShareOnePoolWithoutDeadlock() throws InterruptedException {
    try (Workers workers = new Workers(3)) {
      int callers = 6;
      int loops = 2_000;
      AtomicInteger tasks = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int c = 0; c < callers; c++) {
        Thread caller =
            new Thread(
                () -> {
                  for (int l = 0; l < loops; l++) {
                    workers.parallel(7, t -> tasks.incrementAndGet());
                  }
                });
        caller.start();
        threads.add(caller);
      }
      for (Thread caller : threads) {
        caller.join();
      }
      assertThat(tasks).hasValue(callers * loops * 7);
    }
  }

  @Test
  void anIdlePoolUsesNoProcessorTime() throws InterruptedException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (Workers workers = new Workers(3)) {
      Set<Thread> seen = ConcurrentHashMap.newKeySet();
      for (int loop = 0; loop < 1_000; loop++) {
        workers.parallel(12, t -> seen.add(Thread.currentThread()));
      }
      List<Thread> pool =
          Thread.getAllStackTraces().keySet().stream()
              .filter(t -> t.getName().startsWith("timestep-worker-"))
              .toList();
      assertThat(pool).isNotEmpty();
      TimeUnit.MILLISECONDS.sleep(200);
      long[] before =
          pool.stream().mapToLong(t -> threads.getThreadCpuTime(t.threadId())).toArray();
      TimeUnit.MILLISECONDS.sleep(500);
      long[] after = pool.stream().mapToLong(t -> threads.getThreadCpuTime(t.threadId())).toArray();
      long used = Arrays.stream(after).sum() - Arrays.stream(before).sum();
      assertThat(TimeUnit.NANOSECONDS.toMillis(used)).isLessThan(20);
    }
  }

  @Test
  void aSleepingPoolWakes() throws InterruptedException {
    try (Workers workers = new Workers(2)) {
      for (int loop = 0; loop < 20; loop++) {
        TimeUnit.MILLISECONDS.sleep(5);
        CountDownLatch bothRun = new CountDownLatch(2);
        AtomicInteger met = new AtomicInteger();
        workers.parallel(
            2,
            t -> {
              bothRun.countDown();
              if (await(bothRun)) {
                met.incrementAndGet();
              }
            });
        assertThat(met).hasValue(2);
      }
    }
  }

  @Test
  void aClosedPoolEndsItsThreadsAndRunsLoopsInline() throws InterruptedException {
    Workers workers = new Workers(3);
    Set<Thread> before = threadsOfPools();
    workers.close();
    for (Thread t : before) {
      if (!t.isDaemon()) {
        throw new AssertionError(t + " would keep the JVM alive");
      }
    }
    AtomicInteger ran = new AtomicInteger();
    Thread caller = Thread.currentThread();
    workers.parallel(
        5,
        t -> {
          if (Thread.currentThread() == caller) {
            ran.incrementAndGet();
          }
        });
    assertThat(ran).hasValue(5);
  }

  private static Set<Thread> threadsOfPools() {
    Set<Thread> pool = ConcurrentHashMap.newKeySet();
    for (Thread t : Thread.getAllStackTraces().keySet()) {
      if (t.getName().startsWith("timestep-worker-")) {
        pool.add(t);
      }
    }
    return pool;
  }

  @Test
  void anInterruptOfTheCallerIsKept() {
    try (Workers workers = new Workers(2)) {
      Thread.currentThread().interrupt();
      AtomicInteger ran = new AtomicInteger();
      workers.parallel(50, t -> ran.incrementAndGet());
      assertThat(ran).hasValue(50);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void noThreadsAreRefused() {
    assertThatThrownBy(() -> new Workers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 thread; received 0");
  }
}
