package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.Init;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Loss;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training step like the one before makes next to no garbage, on no thread of the engine. */
class AllocationTest {
  private static final int BYTES_PER_STEP = 1024;
  private static final int WARM_UP = 300;
  private static final int STEPS = 100;
  private static final int BATCH = 16;
  private static final int TIME = 12;
  private static final int FEATURES = 5;

  record Case(
      String name, Loss loss, TrainerConfig config, List<Batch> batches, LayerConfig... of) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    TrainerConfig plain = TrainerConfig.defaults();
    TrainerConfig all = plain.withClipping(Clipping.byNorm(1e-3)).withAverageDecay(0.99);
    return Stream.of(
        new Case(
            "dense and layer norm, clipping and averaging",
            Losses.huber(1),
            all,
            batches(null, 1),
            Layers.dense(32),
            Layers.layerNorm(),
            Layers.dropout(0.2),
            Layers.dense(1)));
  }

  /** Batches of one shape with different numbers. */
  private static List<Batch> batches(@Nullable Lengths lengths, int out) {
    SplittableRandom random = new SplittableRandom(3);
    List<Batch> batches = new ArrayList<>();
    for (int batch = 0; batch < 3; batch++) {
      Tensor inputs = Init.uniform(1, random, BATCH, TIME, FEATURES);
      batches.add(new Batch(inputs, lengths, Init.uniform(1, random, BATCH, TIME, out)));
    }
    return batches;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aStepAllocatesLessThanAKilobyte(Case c) {
    try (var workers = new Workers(2)) {
      Sequential model = Sequential.of(FEATURES, 1, c.of());
      var trainer =
          new Trainer<>(
              new Supervised(model, c.loss()),
              new Adam(1e-3),
              c.config(),
              new Engine(Engine.standard().kernels(), workers));
      train(trainer, c.batches(), WARM_UP);
      long[] threads = threads();
      long before = allocated(threads);
      train(trainer, c.batches(), STEPS);
      double perStep = (double) (allocated(threads) - before) / STEPS;
      assertThat(perStep).isBetween(0.0, (double) BYTES_PER_STEP);
    }
  }

  private static void train(Trainer<Batch> trainer, List<Batch> batches, int steps) {
    for (int step = 0; step < steps; step++) {
      trainer.step(batches.get(step % batches.size()));
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

  private static long allocated(long[] threads) {
    var counter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(counter.getThreadAllocatedBytes(threads)).filter(b -> b > 0).sum();
  }
}
