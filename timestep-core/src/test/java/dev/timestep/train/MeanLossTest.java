package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batches;
import dev.timestep.data.Dataset;
import dev.timestep.data.NamedBatch;
import dev.timestep.data.NamedDataset;
import dev.timestep.data.SequenceDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Loss;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.graph.Graph;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The loss of an epoch is that of its data, however they are cut into batches. */
class MeanLossTest {
  private static final Engine ENGINE = Engine.withThreads(1);
  private static final int[] LENGTHS = {1, 9, 2, 2, 7, 1, 12, 3, 5, 1, 1};
  private static final int[] SIZES = {1, 3, 7, LENGTHS.length};

  private static Tensor steps(SplittableRandom random, int time, int width) {
    Tensor steps = Tensor.zeros(time, width);
    for (int at = 0; at < steps.data().length; at++) {
      steps.data()[at] = (float) random.nextDouble(-1, 1);
    }
    return steps;
  }

  /** Sequences of unequal lengths, with a target for each step that grows with the length. */
  private static SequenceDataset tagged() {
    var random = new SplittableRandom(3);
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> targets = new ArrayList<>();
    for (int length : LENGTHS) {
      inputs.add(steps(random, length, 2));
      Tensor target = steps(random, length, 1);
      for (int t = 0; t < length; t++) {
        target.data()[t] += length;
      }
      targets.add(target);
    }
    return SequenceDataset.tagged(inputs, targets);
  }

  private static Sequential model(LayerConfig... more) {
    List<LayerConfig> layers = new ArrayList<>();
    layers.add(Layers.gru(3).sequences());
    layers.addAll(List.of(more));
    layers.add(Layers.dense(1));
    return Sequential.of(2, 1, layers);
  }

  /** A mean over sequences of the mean over the steps of each. */
  private static final class OverSequences implements Loss {
    @Override
    public Variable apply(Variable prediction, Tensor target, @Nullable Lengths lengths) {
      Lengths all =
          lengths == null ? Lengths.full(target.shape().dim(1), target.shape().dim(0)) : lengths;
      Tensor share = Tensor.zeros(target.shape().toArray());
      int batch = all.batch();
      for (int row = 0; row < share.data().length; row++) {
        int length = all.at(row % batch);
        share.data()[row] = row / batch < length ? 1f / (length * batch) : 0;
      }
      var tape = prediction.tape();
      return prediction
          .subtract(tape.constant(target))
          .square()
          .multiply(tape.constant(share))
          .sum();
    }

    @Override
    public double weight(Variable prediction, @Nullable Lengths lengths) {
      return prediction.shape().dim(1);
    }
  }

  private static Stream<Arguments> objectives() {
    WeightRule penalty = WeightRule.penalty("*.kernel", 1e-3, 1e-2);
    return Stream.of(
        Arguments.of("mse", new Supervised(model(), Losses.mse()), TrainerConfig.defaults()),
        Arguments.of("mae", new Supervised(model(), Losses.mae()), TrainerConfig.defaults()),
        Arguments.of(
            "per sequence", new Supervised(model(), new OverSequences()), TrainerConfig.defaults()),
        Arguments.of(
            "penalties of activations",
            new Supervised(model(Layers.activationPenalty(2, 1)), Losses.mse()),
            TrainerConfig.defaults()),
        Arguments.of(
            "penalties of weights",
            new Supervised(model(), Losses.mse()),
            TrainerConfig.defaults().withRules(penalty)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("objectives")
  void theLossDoesNotDependOnTheSizeOfBatches(
      String name, Supervised objective, TrainerConfig config) {
    check(objective, config, size -> Batches.shuffled(tagged(), size, 5));
  }

  private static <B> void check(
      Objective<B> objective, TrainerConfig config, Function<Integer, Batches<B>> cut) {
    List<Double> trained = new ArrayList<>();
    List<Double> evaluated = new ArrayList<>();
    for (int size : SIZES) {
      // A rate of 0 leaves the weights as they are.
      var trainer = new Trainer<>(objective, new Sgd(0), config.withEpochs(1), ENGINE);
      EpochResult epoch = trainer.fit(cut.apply(size), cut.apply(size)).history().getFirst();
      trained.add(epoch.trainLoss());
      evaluated.add(epoch.validationLoss().orElseThrow());
      assertThat(trainer.evaluate(cut.apply(size))).isEqualTo(evaluated.getLast());
    }
    assertThat(trained.getFirst()).isGreaterThan(1);
    assertThat(trained)
        .allSatisfy(loss -> assertThat(loss).isCloseTo(trained.getFirst(), within(1e-5)));
    assertThat(evaluated)
        .allSatisfy(loss -> assertThat(loss).isCloseTo(evaluated.getFirst(), within(1e-5)));
  }

  @Test
  void theLossIsTheMeanOverSteps() {
    Sequential model = model();
    var objective = new Supervised(model, Losses.mse());
    double sum = 0;
    long steps = 0;
    for (int at = 0; at < LENGTHS.length; at++) {
      var one = tagged().batch(new int[] {at});
      Tensor answer = objective.predict(ENGINE, one.inputs(), one.lengths());
      for (int t = 0; t < LENGTHS[at]; t++) {
        double apart = (double) answer.data()[t] - one.targets().data()[t];
        sum += apart * apart;
      }
      steps += LENGTHS[at];
    }
    var trainer =
        new Trainer<>(objective, new Sgd(0), TrainerConfig.defaults().withEpochs(1), ENGINE);
    double reported =
        trainer.fit(Batches.inOrder(tagged(), 4), null).history().getFirst().trainLoss();
    assertThat(reported).isCloseTo(sum / steps, within(1e-5));
  }

  /** One output answers every step, the other once; each is a mean of its own. */
  @Test
  void theLossesOfAGraphAreMeansOfTheirOwn() {
    Graph graph =
        Graph.builder()
            .sequence("x", 2)
            .layer("steps", Layers.gru(3).sequences(), "x")
            .layer("tag", Layers.dense(1), "steps")
            .layer("end", Layers.lastStep(), "steps")
            .layer("label", Layers.dense(1), "end")
            .output("tag")
            .output("label")
            .build(4);
    SequenceDataset tags = tagged();
    int[] all = new int[LENGTHS.length];
    Tensor labels = Tensor.zeros(all.length, 1);
    for (int at = 0; at < all.length; at++) {
      all[at] = at;
      labels.data()[at] = at;
    }
    var whole = tags.batch(all);
    SequencedMap<String, Tensor> targets = new LinkedHashMap<>();
    targets.put("tag", whole.targets());
    targets.put("label", labels);
    NamedBatch batch =
        new NamedBatch(
            new TreeMap<>(Map.of("x", whole.inputs())),
            new TreeMap<>(Map.of("x", Lengths.of(LENGTHS))),
            targets);
    Dataset<NamedBatch> data = new NamedDataset(batch);
    check(
        GraphSupervised.of(graph, "tag", Losses.mse()).and("label", Losses.mae()),
        TrainerConfig.defaults(),
        size -> Batches.shuffled(data, size, 5));
  }

  @Test
  void aBatchOfWeightZeroDoesNotCount() {
    MeanLoss mean = new MeanLoss();
    assertThat(mean.value()).isNaN();
    mean.add(List.of(new MeanLoss.Part(Double.NaN, 0), new MeanLoss.Part(3, 2)));
    assertThat(mean.value()).isEqualTo(3);
    mean.add(List.of(new MeanLoss.Part(5, 1), new MeanLoss.Part(6, 1)));
    assertThat(mean.value()).isEqualTo(5 + (3 * 2 + 6) / 3.0);
    assertThatThrownBy(() -> mean.add(List.of(new MeanLoss.Part(1, 1))))
        .hasMessageContaining("received 1 after 2");
  }

  @Test
  void aTermIsAScalarWithAWeight() {
    Tape tape = Tape.inference(ENGINE);
    assertThatThrownBy(() -> new Objective.Term(tape.constant(1f), Double.NaN))
        .hasMessageContaining("received NaN");
    assertThatThrownBy(() -> new Objective.Term(tape.constant(1f, 3), 1))
        .hasMessageContaining("received the shape [3]. End it with mean()");
  }
}
