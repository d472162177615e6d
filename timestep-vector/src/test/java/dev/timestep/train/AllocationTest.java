package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Workers;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A training step like the one before makes next to no garbage, on no thread of the engine. */
class AllocationTest {
  private static final int BYTES_PER_STEP = 1024;
  private static final int STEPS = 50;

  /** Until the vector kernels are compiled, their vectors are objects; then the test ends. */
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  static Stream<Arguments> cases() {
    return TrainingCase.kernels()
        .flatMap(kernels -> TrainingCase.all().map(training -> Arguments.of(training, kernels)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aStepAllocatesLessThanAKilobyte(TrainingCase training, Kernels kernels) {
    try (var workers = new Workers(2)) {
      Trainer<Batch> trainer = training.trainer(training.model(), new Engine(kernels, workers));
      double perStep = Double.POSITIVE_INFINITY;
      long start = System.nanoTime();
      while (perStep > BYTES_PER_STEP && System.nanoTime() - start < PATIENCE_NANOS) {
        perStep = Math.min(perStep, allocatedPerStep(training, trainer));
      }
      assertThat(perStep).isBetween(0.0, (double) BYTES_PER_STEP);
    }
  }

  private static double allocatedPerStep(TrainingCase training, Trainer<Batch> trainer) {
    step(training, trainer, STEPS);
    long[] threads = threads();
    long[] before = allocated(threads);
    step(training, trainer, STEPS);
    long[] after = allocated(threads);
    // A worker of the test before may end late, and has no count then.
    return IntStream.range(0, threads.length)
            .filter(i -> before[i] > 0 && after[i] > 0)
            .mapToDouble(i -> after[i] - before[i])
            .sum()
        / STEPS;
  }

  private static void step(TrainingCase training, Trainer<Batch> trainer, int steps) {
    for (int step = 0; step < steps; step++) {
      trainer.step(training.batches().get(step % training.batches().size()));
    }
  }

  /** This thread and all workers. */
  private static long[] threads() {
    LongStream workers =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("timestep-worker"))
            .mapToLong(Thread::threadId);
    return LongStream.concat(LongStream.of(Thread.currentThread().threadId()), workers).toArray();
  }

  private static long[] allocated(long[] threads) {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(threads);
  }
}
