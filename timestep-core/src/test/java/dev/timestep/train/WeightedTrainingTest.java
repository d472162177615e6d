package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.NamedBatch;
import dev.timestep.data.NamedDataset;
import dev.timestep.data.SequenceDataset;
import dev.timestep.data.TensorDataset;
import dev.timestep.data.WeightedDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.ClassWeights;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Weights of cases, steps and classes on their way from a dataset to the loss of an epoch. */
class WeightedTrainingTest {
  private static final Engine ENGINE = Engine.withThreads(1);

  @Test
  void aWeightedSetHasTheLossOfTheRepeatedOneInAnyBatches() {
    TensorDataset walks = Fixtures.walks(12, 3);
    Tensor weights = Tensor.zeros(12);
    for (int at = 0; at < 12; at++) {
      weights.data()[at] = at % 4;
    }
    int[] repeated =
        IntStream.range(0, 12).flatMap(at -> IntStream.range(0, at % 4).map(time -> at)).toArray();
    var trainer =
        new Trainer<>(
            Fixtures.forecast(Fixtures.forecaster()),
            new Adam(0.01),
            TrainerConfig.defaults(),
            ENGINE);
    double expected = trainer.evaluate(Batches.of(List.of(walks.batch(repeated))));
    for (int size : new int[] {12, 5, 1}) {
      var weighted = new WeightedDataset(walks, weights);
      assertThat(trainer.evaluate(Batches.inOrder(weighted, size)))
          .isCloseTo(expected, within(1e-6));
    }
    assertThat(trainer.evaluate(Batches.inOrder(walks, 12))).isNotCloseTo(expected, within(1e-3));
  }

  @Test
  void classWeightsDoNotDependOnTheSizeOfBatches() {
    SequenceDataset tags = Fixtures.tags(20, 6);
    Sequential model = Sequential.of(1, 3, Layers.gru(8).sequences(), Layers.dense(2));
    var trainer =
        new Trainer<>(
            new Supervised(model, Losses.softmaxCrossEntropy(ClassWeights.of(1, 5))),
            new Adam(0.01),
            TrainerConfig.defaults(),
            ENGINE);
    double whole = trainer.evaluate(Batches.inOrder(tags, 20));
    assertThat(trainer.evaluate(Batches.inOrder(tags, 3))).isCloseTo(whole, within(1e-6));
    assertThat(
            new Trainer<>(Fixtures.tagger(), new Adam(1), TrainerConfig.defaults(), ENGINE)
                .evaluate(Batches.inOrder(tags, 20)))
        .isNotCloseTo(whole, within(1e-3));
  }

  /** With all steps but the first at weight 0 a tagger learns of the first step only. */
  @Test
  void stepsHaveWeightsOfTheirOwn() {
    SequenceDataset tags = Fixtures.tags(20, 6);
    Tensor firstOnly = Tensor.zeros(20, 6);
    for (int row = 0; row < 20; row++) {
      firstOnly.set(1, row, 0);
    }
    var weighted = new WeightedDataset(tags, firstOnly);
    Batch cut = weighted.batch(new int[] {0, 1, 2});
    assertThat(cut.sampleWeights().shape().toArray()).containsExactly(3, cut.time());
    var trainer =
        new Trainer<>(Fixtures.tagger(), new Adam(0.01), TrainerConfig.defaults(), ENGINE);
    double expected = 0;
    for (int row = 0; row < 20; row++) {
      Batch one = tags.batch(new int[] {row});
      expected +=
          trainer.evaluate(
                  Batches.of(
                      List.of(
                          new Batch(
                              Tensor.of(new float[] {one.inputs().get(0, 0, 0)}, 1, 1, 1),
                              null,
                              Tensor.of(new float[] {one.targets().get(0, 0)}, 1, 1)))))
              / 20;
    }
    assertThat(trainer.evaluate(Batches.inOrder(weighted, 7))).isCloseTo(expected, within(1e-6));
  }

  @Test
  void aNamedDatasetKeepsTheWeightsWithTheirRows() {
    SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put("x", Tensor.of(new float[] {1, 2, 3}, 3, 1));
    SequencedMap<String, Tensor> targets = new LinkedHashMap<>();
    targets.put("y", Tensor.vector(0, 1, 0));
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("y", Tensor.vector(1, 5, 9));
    var data = new NamedDataset(new NamedBatch(inputs, new LinkedHashMap<>(), targets, weights));
    assertThat(data.batch(new int[] {2, 1}).sampleWeights().get("y").data()).containsExactly(9, 5);
    weights.put("z", Tensor.vector(1, 1, 1));
    assertThatThrownBy(() -> new NamedBatch(inputs, new LinkedHashMap<>(), targets, weights))
        .hasMessageContaining("for outputs with targets");
  }

  @Test
  void badWeightsAreRefusedByExample() {
    TensorDataset walks = Fixtures.walks(3, 3);
    assertThatThrownBy(() -> new WeightedDataset(walks, Tensor.vector(1, 2)))
        .hasMessageContaining("one weight for each example, [3]");
    assertThatThrownBy(() -> new WeightedDataset(walks, Tensor.vector(1, Float.NaN, 2)))
        .hasMessageContaining("received NaN for example 1, counted from 0");
    assertThatThrownBy(() -> new WeightedDataset(walks, Tensor.vector(0, 0, 0)))
        .hasMessageContaining("expects a weight above 0");
    assertThatThrownBy(
            () ->
                new WeightedDataset(Fixtures.tags(3, 1), Tensor.of(new float[] {1, 1, 1}, 3, 1))
                    .batch(new int[] {0, 1, 2}))
        .hasMessageContaining("steps of its longest sequence");
  }

  @Test
  void aRunDoesNotGoOnUnderOtherWeights() {
    InMemoryCheckpoints store = new InMemoryCheckpoints();
    var config = TrainerConfig.defaults().withEpochs(1);
    var data = new WeightedDataset(Fixtures.walks(3, 3), Tensor.vector(1, 2, 3));
    var other = new WeightedDataset(Fixtures.walks(3, 3), Tensor.vector(1, 2, 4));
    Sequential model = Fixtures.forecaster();
    new Trainer<>(Fixtures.forecast(model), new Adam(0.01), config, ENGINE)
        .fit(Batches.inOrder(data, 2), null, TrainingListener.NONE, store);
    assertThatThrownBy(
            () ->
                new Trainer<>(Fixtures.forecast(model), new Adam(0.01), config, ENGINE)
                    .resume(Batches.inOrder(other, 2), null, TrainingListener.NONE, store))
        .isInstanceOf(CheckpointMismatchException.class)
        .hasMessageContaining("training data");
    var weighted =
        new Supervised(model, Losses.binaryCrossEntropy(ClassWeights.of(1, 2))).describe();
    assertThat(weighted).endsWith(", class weights [1.0, 2.0]");
    assertThat(new Supervised(model, Losses.binaryCrossEntropy()).describe())
        .isEqualTo(model.configs().toString());
  }
}
