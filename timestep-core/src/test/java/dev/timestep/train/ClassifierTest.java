package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.ClassNames;
import dev.timestep.data.SequenceDataset;
import dev.timestep.data.TensorDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Loss;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClassifierTest {
  private static final Engine ENGINE = Engine.withThreads(1);
  private static final ClassNames THREE = ClassNames.inOrder("down", "flat", "up");

  /** Series of 3 to 12 steps, of which the class says whether they fall, stay or rise. */
  private static SequenceDataset trends(int n, long seed, boolean binary) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> targets = new ArrayList<>();
    for (int example = 0; example < n; example++) {
      int label = binary ? example % 2 : example % 3;
      double slope = binary ? label - 0.5 : label - 1.0;
      Tensor input = Tensor.zeros(random.nextInt(3, 13), 1);
      for (int step = 0; step < input.data().length; step++) {
        input.set((float) (slope * step / 3 + 0.2 * random.nextGaussian()), step, 0);
      }
      inputs.add(input);
      targets.add(Tensor.scalar(label));
    }
    return SequenceDataset.labelled(inputs, targets);
  }

  @Test
  void saysClassesNamesAndProbabilities() {
    Sequential model = Sequential.of(1, 5, Layers.gru(12), Layers.dense(3));
    var objective = new Supervised(model, Losses.softmaxCrossEntropy());
    new Trainer<>(objective, new Adam(0.02), TrainerConfig.defaults(), ENGINE)
        .fit(Batches.shuffled(trends(120, 1, false), 16, 1), null);
    SequenceDataset held = trends(31, 2, false);
    Classifier<Batch> classifier = Classifier.of(model, THREE).on(ENGINE);
    List<Classification> said = classifier.predict(held);
    Metric accuracy = Metrics.accuracy();
    objective.measure(ENGINE, Batches.inOrder(held, 31), accuracy);
    int right = 0;
    for (int at = 0; at < 31; at++) {
      Classification one = said.get(at);
      right += one.number() == at % 3 ? 1 : 0;
      assertThat(one.name()).isEqualTo(THREE.name(one.number()));
      assertThat(one.probabilities().stream().mapToDouble(p -> p).sum())
          .isCloseTo(1, within(1e-12));
      assertThat(one.probability()).isEqualTo(one.top(1).getFirst().getValue());
    }
    assertThat(right / 31.0).isEqualTo(accuracy.value()).isGreaterThan(0.9);
    for (int size : new int[] {1, 4, 31}) {
      assertThat(classifier.predict(held, size)).isEqualTo(said);
    }
    assertThat(classifier.on(Engine.withThreads(3)).predict(held)).isEqualTo(said);
  }

  /** A dense layer whose weights are set, so that the probabilities are known. */
  private static Sequential dense(float... kernel) {
    Sequential model = Sequential.of(1, 1, Layers.averageOverTime(), Layers.dense(kernel.length));
    model
        .parameters()
        .forEach(
            (name, p) ->
                p.assign(
                    name.endsWith("kernel")
                        ? Tensor.of(kernel, 1, kernel.length)
                        : Tensor.zeros(kernel.length)));
    return model;
  }

  private static Batch ones(float... values) {
    return Batch.unlabelled(Tensor.of(values, values.length, 1, 1), null);
  }

  @Test
  void probabilitiesAreTheSoftmaxOfTheLogits() {
    Classification one =
        Classifier.of(dense(0, (float) Math.log(2), (float) Math.log(5)), THREE)
            .predict(ones(1))
            .getFirst();
    assertThat(one.probabilities().get(0)).isCloseTo(1 / 8.0, within(1e-7));
    assertThat(one.probability("flat")).isCloseTo(2 / 8.0, within(1e-7));
    assertThat(one.top(2)).extracting(Map.Entry::getKey).containsExactly("up", "flat");
    assertThatThrownBy(() -> one.top(0)).hasMessageContaining("of 1 or more");
    // Of equal ones the first.
    assertThat(Classifier.of(dense(1, 1, 1), THREE).predict(ones(1)).getFirst().name())
        .isEqualTo("down");
  }

  @Test
  void oneLogitIsAYesOrNoWithAThreshold() {
    ClassNames answers = ClassNames.inOrder("no", "yes");
    Classifier<Batch> classifier = Classifier.of(dense(1), answers);
    Batch logits = ones((float) Math.log(3), 1e-20f, 0, -1000, 1000);
    List<Classification> said = classifier.predict(logits);
    assertThat(said)
        .extracting(Classification::name)
        .containsExactly("yes", "yes", "no", "no", "yes");
    assertThat(said.getFirst().probability("yes")).isCloseTo(0.75, within(1e-7));
    assertThat(said.get(3).probability("yes")).isEqualTo(0);
    List<Classification> strict = classifier.withThreshold(0.76).predict(logits);
    assertThat(strict)
        .extracting(Classification::name)
        .containsExactly("no", "no", "no", "no", "yes");
    assertThat(strict.getFirst().probability("yes")).isCloseTo(0.75, within(1e-7));
    // Two logits are the same question.
    assertThat(Classifier.of(dense(0, 1), answers).predict(logits)).isEqualTo(said);
  }

  @Test
  void aBinaryClassifierIsTrainedEndToEnd() {
    Sequential model = Sequential.of(1, 5, Layers.gru(12), Layers.dense(1));
    var objective = new Supervised(model, Losses.binaryCrossEntropy());
    TrainerConfig config =
        TrainerConfig.defaults()
            .withMetrics(Metrics::accuracy, () -> Metrics.f1(1))
            .withGoal(Goal.highest("accuracy"))
            .withPatience(5);
    TrainingResult result =
        new Trainer<>(objective, new Adam(0.02), config, ENGINE)
            .fit(
                Batches.shuffled(trends(120, 1, true), 16, 1),
                Batches.inOrder(trends(40, 3, true), 16));
    assertThat(result.best().orElseThrow().metrics()).containsOnlyKeys("accuracy", "f1 of class 1");
    List<Classification> said =
        Classifier.of(model, ClassNames.inOrder("falls", "rises")).predict(trends(40, 2, true));
    long right = 0;
    for (int at = 0; at < 40; at++) {
      right += said.get(at).name().equals(at % 2 == 0 ? "falls" : "rises") ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(36);
  }

  @Test
  void whatCannotBeClassifiedIsRefused() {
    assertThatThrownBy(() -> Classifier.of(dense(1, 2), THREE).predict(ones(1)))
        .hasMessage(
            "Classifier of 3 classes expects logits [batch, 3]; received [1, 2]. Give the last"
                + " layer a unit for each class, or name as many classes.");
    Sequential steps = Sequential.of(1, 1, Layers.gru(2).sequences(), Layers.dense(3));
    assertThatThrownBy(() -> Classifier.of(steps, THREE).predict(ones(1, 2)))
        .hasMessageContaining("received a value per step, [2, 1, 3]");
    assertThatThrownBy(
            () ->
                Classifier.of(dense(1), ClassNames.inOrder("no", "yes"))
                    .predict(ones(0, Float.NaN)))
        .hasMessageContaining("received NaN for example 1");
    assertThatThrownBy(() -> Classifier.of(dense(1, 2, 3), THREE).withThreshold(0.4))
        .hasMessageContaining("A threshold expects two classes; received 3");
    assertThatThrownBy(() -> Classifier.of(dense(1), ClassNames.inOrder("a", "b")).withThreshold(1))
        .hasMessageContaining("between 0 and 1");
  }

  @Test
  void classNamesNumberLabels() {
    ClassNames names = ClassNames.of(List.of("walk", "run", "walk"));
    assertThat(names.names()).containsExactly("run", "walk");
    assertThat(names.numbers(List.of("walk", "run")).data()).containsExactly(1, 0);
    assertThat(names.count(List.of("walk", "run", "walk"))).containsExactly(1, 2);
    assertThatThrownBy(() -> names.number("Walk"))
        .hasMessageContaining("expects one of [run, walk]; received \"Walk\"");
    assertThatThrownBy(() -> ClassNames.of(List.of("walk", "walk")))
        .hasMessageContaining("two classes or more; received [walk]");
    assertThatThrownBy(() -> ClassNames.inOrder("a", "b", "a"))
        .hasMessageContaining("\"a\" is both class 0 and class 2");
  }

  /** The mistakes of a first classifier, each with what it is told. */
  @Test
  void targetsThatDoNotFitTheLossAreRefused() {
    Tensor inputs = Tensor.zeros(2, 4, 1);
    assertRefused(
        Losses.softmaxCrossEntropy(), 1, inputs, Tensor.vector(0, 0), "use binaryCrossEntropy");
    assertRefused(Losses.softmaxCrossEntropy(), 3, inputs, Tensor.vector(1, 3), "subtract 1");
    assertRefused(
        Losses.softmaxCrossEntropy(), 3, inputs, Tensor.vector(0.5f, 1), "were not scaled");
    assertRefused(
        Losses.softmaxCrossEntropy(), 3, inputs, Tensor.zeros(2, 3), "rather than a one-hot row");
    assertRefused(
        Losses.binaryCrossEntropy(),
        1,
        inputs,
        Tensor.vector(1, 2),
        "Write the classes as 0 and 1");
    assertRefused(
        Losses.binaryCrossEntropy(), 2, inputs, Tensor.vector(0, 1), "last layer's width");
  }

  private static void assertRefused(
      Loss loss, int units, Tensor inputs, Tensor targets, String advice) {
    Sequential model = Sequential.of(1, 1, Layers.gru(2), Layers.dense(units));
    var trainer =
        new Trainer<>(new Supervised(model, loss), new Adam(0.1), TrainerConfig.defaults(), ENGINE);
    assertThatThrownBy(
            () -> trainer.fit(Batches.inOrder(new TensorDataset(inputs, targets), 2), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(advice);
  }

  @Test
  void lengthsAreReadAndPaddingIsNot() {
    Tensor inputs = Tensor.of(new float[] {1, 2, 9, 3, 9, 9}, 2, 3, 1);
    List<Classification> said =
        Classifier.of(dense(1), ClassNames.inOrder("no", "yes"))
            .predict(Batch.unlabelled(inputs, Lengths.of(2, 1)));
    assertThat(said.getFirst().probability("yes"))
        .isCloseTo(1 / (1 + Math.exp(-1.5)), within(1e-7));
    assertThat(said.getLast().probability("yes")).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-7));
  }
}
