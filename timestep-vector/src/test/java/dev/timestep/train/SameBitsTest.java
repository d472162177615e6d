package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several training steps give the same bits on 1, 2, 3 and 8 threads. */
class SameBitsTest {
  private static final int STEPS = 7;

  static Stream<Arguments> cases() {
    return TrainingCase.kernels()
        .flatMap(kernels -> TrainingCase.all().map(training -> Arguments.of(training, kernels)));
  }

  private record Run(List<Double> losses, Map<String, Tensor> weights) {}

  @ParameterizedTest
  @MethodSource("cases")
  void onAnyNumberOfThreads(TrainingCase training, Kernels kernels) {
    Run one = run(training, kernels, 1);
    assertThat(one.losses).doesNotContain(Double.NaN).doesNotHaveDuplicates();
    for (int threads : new int[] {2, 3, 8}) {
      assertThat(run(training, kernels, threads)).as("%d threads", threads).isEqualTo(one);
    }
  }

  /** A trainer whose tape keeps nothing computes the same as one that goes on. */
  @ParameterizedTest
  @MethodSource("cases")
  void whetherTheTapeKeepsItsOpsOrNot(TrainingCase training, Kernels kernels) {
    try (var workers = new Workers(2)) {
      Engine engine = new Engine(kernels, workers);
      Sequential model = training.model();
      Trainer<Batch> going = training.trainer(model, engine);
      Run whole = new Run(training.train(going, STEPS), weights(model));
      Sequential other = training.model();
      Trainer<Batch> first = training.trainer(other, engine);
      List<Double> losses = new ArrayList<>(training.train(first, 3));
      // A batch of another size in between makes the tape drop all that it keeps.
      first.gradientReport(half(training.batches().getFirst()));
      for (int step = 3; step < STEPS; step++) {
        losses.add(first.step(training.batches().get(step % 3)).loss());
        first.gradientReport(half(training.batches().getFirst()));
      }
      assertThat(new Run(losses, weights(other))).isEqualTo(whole);
    }
  }

  private static Batch half(Batch batch) {
    return new Batch(firstRow(batch.inputs()), null, firstRow(batch.targets()));
  }

  private static Tensor firstRow(Tensor tensor) {
    Tensor row = Tensor.zeros(tensor.shape().with(0, 1).toArray());
    System.arraycopy(tensor.data(), 0, row.data(), 0, row.data().length);
    return row;
  }

  private static Run run(TrainingCase training, Kernels kernels, int threads) {
    try (var workers = new Workers(threads)) {
      Sequential model = training.model();
      var trainer = training.trainer(model, new Engine(kernels, workers));
      return new Run(training.train(trainer, STEPS), weights(model));
    }
  }

  private static Map<String, Tensor> weights(Sequential model) {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    model.parameters().forEach((name, p) -> copies.put(name, p.value().copy()));
    return copies;
  }
}
