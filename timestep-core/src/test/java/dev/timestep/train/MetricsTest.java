package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.data.Batches;
import dev.timestep.data.TensorDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void errorsAreMeansOverAllThatWasAdded() {
    Metric mae = Metrics.meanAbsoluteError();
    Metric mse = Metrics.meanSquaredError();
    Metric rmse = Metrics.rootMeanSquaredError();
    for (Metric metric : new Metric[] {mae, mse, rmse}) {
      assertThat(metric.value()).isNaN();
      metric.add(
          Tensor.of(new float[] {1, 2, 3, 4}, 2, 2),
          Tensor.of(new float[] {1, 0, 3, 7}, 2, 2),
          null);
      metric.add(Tensor.of(new float[] {0, 0}, 1, 2), Tensor.of(new float[] {-1, 0}, 1, 2), null);
    }
    assertThat(mae.value()).isEqualTo(1);
    assertThat(mse.value()).isCloseTo(14 / 6.0, within(1e-12));
    assertThat(rmse.value()).isCloseTo(Math.sqrt(14 / 6.0), within(1e-12));
    assertThat(mae.name()).isEqualTo("mae");
  }

  @Test
  void accuracyCountsRowsAndTakesTheFirstOfEquals() {
    Metric accuracy = Metrics.accuracy();
    Tensor scores = Tensor.of(new float[] {1, 3, 2, 5, 5, 1, 0, 0, 9}, 3, 3);
    accuracy.add(scores, Tensor.vector(1, 1, 2), null);
    assertThat(accuracy.value()).isCloseTo(2 / 3.0, within(1e-12));
    accuracy.add(scores, Tensor.vector(1, 0, 2), null);
    assertThat(accuracy.value()).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void aYesOrNoIsMeasuredAsBinaryCrossEntropyLearnsIt() {
    Tensor logits = Tensor.of(new float[] {2, -1, 0, 0.1f, -3}, 5, 1);
    for (Tensor answers :
        new Tensor[] {Tensor.vector(1, 1, 0, 1, 0), Tensor.of(new float[] {1, 1, 0, 1, 0}, 5, 1)}) {
      Metric accuracy = Metrics.accuracy();
      accuracy.add(logits, answers, null);
      assertThat(accuracy.value()).isCloseTo(4 / 5.0, within(1e-12));
    }
    Metric probabilities = Metrics.binaryAccuracy(0.5);
    probabilities.add(
        Tensor.of(new float[] {0.9f, 0.2f, 0.5f, 0.4f}, 2, 2),
        Tensor.of(new float[] {1, 0, 1, 1}, 2, 2),
        null);
    assertThat(probabilities.value()).isCloseTo(2 / 4.0, within(1e-12));
  }

  @Test
  void aClassifierOfTwoClassesIsTrainedAndMeasuredWithOneLogit() {
    Engine engine = Engine.withThreads(1);
    Tensor inputs = Tensor.zeros(256, 3, 1);
    Tensor answers = Tensor.zeros(256, 1);
    for (int row = 0; row < 256; row++) {
      inputs.set(row % 7 - 3, row, 2, 0);
      answers.set(row % 7 > 3 ? 1 : 0, row, 0);
    }
    var model =
        new Supervised(
            Sequential.of(1, 1, Layers.lstm(4), Layers.dense(1)), Losses.binaryCrossEntropy());
    var data = Batches.inOrder(new TensorDataset(inputs, answers), 256);
    new Trainer<>(model, new Adam(0.05), TrainerConfig.defaults().withEpochs(80), engine)
        .fit(data, null);
    Metric accuracy = Metrics.accuracy();
    model.measure(engine, data, accuracy);
    assertThat(accuracy.value()).isEqualTo(1);
  }

  @Test
  void paddingNeverCounts() {
    Tensor scores = Tensor.of(new float[] {1, 0, 0, 1, 9, Float.NaN, 0, 1, 7, 7, 7, 7}, 2, 3, 2);
    Tensor classes = Tensor.of(new float[] {0, 1, 1, 0, 1, 1}, 2, 3);
    Metric accuracy = Metrics.accuracy();
    accuracy.add(scores, classes, Lengths.of(2, 1));
    assertThat(accuracy.value()).isCloseTo(2 / 3.0, within(1e-12));
    Metric mae = Metrics.meanAbsoluteError();
    mae.add(scores, Tensor.zeros(2, 3, 2), Lengths.of(2, 1));
    assertThat(mae.value()).isCloseTo(3 / 6.0, within(1e-12));
  }

  @Test
  void aTaggerIsMeasuredTheSameInAnyBatches() {
    Supervised tagger = Fixtures.tagger();
    Metric whole = Metrics.accuracy();
    Metric parts = Metrics.accuracy();
    Engine engine = Engine.withThreads(1);
    tagger.measure(engine, Batches.inOrder(Fixtures.tags(40, 6), 40), whole);
    tagger.measure(engine, Batches.inOrder(Fixtures.tags(40, 6), 7), parts);
    assertThat(parts.value()).isEqualTo(whole.value()).isBetween(0.1, 0.9);
    var config = TrainerConfig.defaults().withEpochs(15);
    new Trainer<>(tagger, new Adam(0.02), config, engine)
        .fit(Batches.shuffled(Fixtures.tags(200, 1), 16, 1), null);
    Metric after = Metrics.accuracy();
    tagger.measure(engine, Batches.inOrder(Fixtures.tags(40, 6), 7), after);
    assertThat(after.value()).isGreaterThan(0.85);
  }

  /** Class 0: 3 rows, 2 hits. Class 1: 2 rows, 1 hit. Class 2: no row, predicted once. */
  @Test
  void figuresOfClassesComeFromTheConfusionCounts() {
    Tensor scores =
        Tensor.of(new float[] {1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 9, 9, 9}, 6, 3);
    Metric macroF1 = Metrics.macroF1();
    Metric balanced = Metrics.balancedAccuracy();
    Metric f1 = Metrics.f1(0);
    Metric precision = Metrics.precision(2);
    Metric recall = Metrics.recall(1);
    Metric missing = Metrics.recall(2);
    for (Metric metric : new Metric[] {macroF1, balanced, f1, precision, recall, missing}) {
      assertThat(metric.value()).isNaN();
      // In two batches; of the last row only padding is there.
      metric.add(
          scores.reshape(2, 3, 3),
          Tensor.of(new float[] {0, 0, 0, 1, 1, 7}, 2, 3),
          Lengths.of(3, 2));
    }
    // Predicted: 0, 0, 2, 1, 0; actual: 0, 0, 0, 1, 1.
    assertThat(f1.value()).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(precision.value()).isZero();
    assertThat(recall.value()).isEqualTo(0.5);
    assertThat(missing.value()).isNaN();
    assertThat(balanced.value()).isCloseTo((2 / 3.0 + 1 / 2.0) / 2, within(1e-12));
    assertThat(macroF1.value()).isCloseTo((4 / 6.0 + 2 / 3.0 + 0) / 3, within(1e-12));
    assertThat(f1.name()).isEqualTo("f1 of class 0");
    Metric yes = Metrics.f1(1);
    yes.add(Tensor.of(new float[] {2, -1, 3, -4}, 4, 1), Tensor.vector(1, 1, 0, 0), null);
    assertThat(yes.value()).isEqualTo(0.5);
    assertThatThrownBy(() -> Metrics.f1(3).add(scores, Tensor.zeros(6), null))
        .hasMessageContaining("expects a class from 0 to 2");
    assertThatThrownBy(() -> Metrics.macroF1().add(scores, Tensor.vector(0, 1, 2, 3, 0, 0), null))
        .hasMessageContaining("expects class indices from 0 to 2; received 3.0 as number 3");
    assertThatThrownBy(() -> yes.add(scores, Tensor.zeros(6), null))
        .hasMessageContaining("predictions of 2 classes, as before; received 3");
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> Metrics.accuracy().add(Tensor.zeros(2, 3), Tensor.zeros(2, 3), null))
        .hasMessageContaining("Metric accuracy expects")
        .hasMessage(
            "Metric accuracy expects class indices [2]; received predictions [2, 3] and targets"
                + " [2, 3]. Give the number of the class rather than a row of 0 and 1; for several"
                + " labels a row use Metrics.binaryAccuracy(0).");
    assertThatThrownBy(() -> Metrics.accuracy().add(Tensor.zeros(4, 3), Tensor.zeros(4, 1), null))
        .hasMessageEndingWith("Reshape them: targets.reshape(4).");
    assertThatThrownBy(() -> Metrics.accuracy().add(Tensor.zeros(4, 1), Tensor.zeros(3, 1), null))
        .hasMessageContaining("expects targets 0 or 1, [4, 1] or [4]; received predictions [4, 1]");
    assertThatThrownBy(() -> Metrics.accuracy().add(Tensor.zeros(2, 1), Tensor.vector(0, -1), null))
        .hasMessageContaining("expects targets 0 and 1; received -1.0 as number 1");
    assertThatThrownBy(() -> Metrics.binaryAccuracy(Double.NaN))
        .hasMessageContaining("0 for logits");
    assertThatThrownBy(
            () -> Metrics.meanAbsoluteError().add(Tensor.zeros(2, 3), Tensor.zeros(2, 1), null))
        .hasMessageContaining("Metric mae");
  }
}
