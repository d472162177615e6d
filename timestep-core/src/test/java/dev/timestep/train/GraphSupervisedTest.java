package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.data.Batches;
import dev.timestep.data.ClassNames;
import dev.timestep.data.NamedBatch;
import dev.timestep.data.NamedDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.graph.Graph;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** A graph under the trainer: what each input alone does not tell, all of them together do. */
class GraphSupervisedTest {
  private static final int EXAMPLES = 256;

  private static Graph graph() {
    return Graph.builder()
        .tokens("text")
        .sequence("numbers", 1)
        .values("image", 2)
        .layer("words", Layers.embedding(4, 4), "text")
        .layer("reading", Layers.gru(6), "words")
        .layer("trend", Layers.gru(6), "numbers")
        .concat("all", "reading", "trend", "image")
        .layer("sum", Layers.dense(1), "all")
        .layer("step", Layers.gru(6).sequences(), "numbers")
        .layer("doubled", Layers.dense(1), "step")
        .output("sum", "doubled")
        .build(42);
  }

  /** sum = first token + last number + both features of the image; doubled = 2 · each number. */
  private static NamedBatch data() {
    Random random = new Random(6);
    Tensor text = Tensor.zeros(EXAMPLES, 3);
    Tensor numbers = Tensor.zeros(EXAMPLES, 4, 1);
    Tensor image = Tensor.zeros(EXAMPLES, 2);
    Tensor sum = Tensor.zeros(EXAMPLES, 1);
    Tensor doubled = Tensor.zeros(EXAMPLES, 4, 1);
    int[] lengths = new int[EXAMPLES];
    for (int e = 0; e < EXAMPLES; e++) {
      for (int t = 0; t < 3; t++) {
        text.set(random.nextInt(4), e, t);
      }
      lengths[e] = 1 + random.nextInt(4);
      for (int t = 0; t < 4; t++) {
        numbers.set(t < lengths[e] ? random.nextFloat() : Float.NaN, e, t, 0);
        doubled.set(2 * numbers.get(e, t, 0), e, t, 0);
      }
      image.set(random.nextFloat(), e, 0);
      image.set(random.nextFloat(), e, 1);
      sum.set(
          text.get(e, 0) / 4
              + numbers.get(e, lengths[e] - 1, 0)
              + image.get(e, 0)
              + image.get(e, 1),
          e,
          0);
    }
    SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put("text", text);
    inputs.put("numbers", numbers);
    inputs.put("image", image);
    SequencedMap<String, Tensor> targets = new LinkedHashMap<>();
    targets.put("sum", sum);
    targets.put("doubled", doubled);
    return new NamedBatch(
        inputs, new LinkedHashMap<>(Map.of("numbers", Lengths.of(lengths))), targets);
  }

  private static Trainer<NamedBatch> trainer(Graph graph, int epochs) {
    return new Trainer<>(
        GraphSupervised.of(graph, "sum", Losses.mse()).and("doubled", Losses.mse()),
        new Adam(0.02),
        TrainerConfig.defaults().withEpochs(epochs));
  }

  /** Always the mean: the variances of both targets, 0.33 and 0.33 in all 0.66. */
  @Test
  void aGraphLearnsFromAllOfItsInputs() {
    Graph graph = graph();
    Trainer<NamedBatch> trainer = trainer(graph, 15);
    NamedDataset data = new NamedDataset(data());
    trainer.fit(Batches.shuffled(data, 32, 1), null);
    assertThat(trainer.evaluate(Batches.inOrder(data, 64))).isLessThan(0.03);
  }

  @Test
  void oneOutputIsMeasuredInFitAndTwoAreRefused() {
    Graph graph = graph();
    NamedDataset data = new NamedDataset(data());
    TrainerConfig config =
        TrainerConfig.defaults()
            .withEpochs(2)
            .withMetrics(Metrics::meanSquaredError)
            .withGoal(Goal.lowest("mse"));
    var one = GraphSupervised.of(graph, "sum", Losses.mse());
    TrainingResult result =
        new Trainer<>(one, new Adam(0.02), config)
            .fit(Batches.shuffled(data, 32, 1), Batches.inOrder(data, 20));
    // The loss is the same mean.
    assertThat(result.best().orElseThrow().metrics().get("mse"))
        .isCloseTo(result.bestLoss().orElseThrow(), within(1e-6));
    var two = one.and("doubled", Losses.mse());
    assertThatThrownBy(
            () ->
                new Trainer<>(two, new Adam(0.02), config)
                    .fit(Batches.inOrder(data, 64), Batches.inOrder(data, 64)))
        .hasMessageContaining("expects one loss where metrics are measured in fit");
  }

  @Test
  void weightsOfAnOutputAreThoseOfItsLoss() {
    Graph graph = graph();
    NamedBatch all = data();
    Tensor firstTen = Tensor.zeros(EXAMPLES);
    int[] ten = new int[10];
    for (int at = 0; at < 10; at++) {
      firstTen.set(1, at);
      ten[at] = at;
    }
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("sum", firstTen);
    var weighted = new NamedBatch(all.inputs(), all.lengths(), all.targets(), weights);
    var trainer =
        new Trainer<>(
            GraphSupervised.of(graph, "sum", Losses.mse()),
            new Adam(0.02),
            TrainerConfig.defaults());
    double some = trainer.evaluate(Batches.of(List.of(new NamedDataset(all).batch(ten))));
    assertThat(trainer.evaluate(Batches.inOrder(new NamedDataset(weighted), 7)))
        .isCloseTo(some, within(1e-6));
  }

  @Test
  void aGraphsOutputIsClassified() {
    Graph graph = graph();
    NamedDataset data = new NamedDataset(data());
    ClassNames answers = ClassNames.inOrder("small", "large");
    List<Classification> said = Classifier.of(graph, "sum", answers).predict(data, 11);
    assertThat(said)
        .hasSize(EXAMPLES)
        .isEqualTo(Classifier.of(graph, "sum", answers).predict(data));
    Metric large = Metrics.accuracy();
    NamedBatch all = data();
    SequencedMap<String, Tensor> targets = new LinkedHashMap<>();
    Tensor predicted = Tensor.zeros(EXAMPLES);
    for (int at = 0; at < EXAMPLES; at++) {
      predicted.set(said.get(at).number(), at);
    }
    targets.put("sum", predicted);
    GraphSupervised.of(graph, "sum", Losses.mse())
        .measure(
            Engine.standard(),
            Batches.of(List.of(new NamedBatch(all.inputs(), all.lengths(), targets))),
            "sum",
            large);
    assertThat(large.value()).isEqualTo(1);
    assertThatThrownBy(() -> Classifier.of(graph, "label", answers))
        .hasMessageContaining("expects one of the graph's outputs [sum, doubled]; received label");
  }

  @Test
  void resumedTrainingEndsInTheSameBits() {
    NamedDataset data = new NamedDataset(data());
    Graph whole = graph();
    trainer(whole, 2).fit(Batches.shuffled(data, 64, 1), null);
    Graph graph = graph();
    Trainer<NamedBatch> first = trainer(graph, 2);
    var checkpoints = new InMemoryCheckpoints();
    first.fit(
        Batches.shuffled(data, 64, 1),
        null,
        new TrainingListener() {
          @Override
          public void stepEnded(StepEvent event) {
            if (first.steps() == 3) {
              first.requestStop();
            }
          }
        },
        checkpoints);
    Graph resumed = graph();
    trainer(resumed, 2)
        .resume(Batches.shuffled(data, 64, 1), null, TrainingListener.NONE, checkpoints);
    assertThat(Fixtures.weights(resumed)).isEqualTo(Fixtures.weights(whole));
    assertThat(Fixtures.weights(graph)).isNotEqualTo(Fixtures.weights(whole));
  }

  @Test
  void anOutputIsMeasuredAsAModelOfItsOwnWouldBe() {
    Graph graph = graph();
    var task = GraphSupervised.of(graph, "sum", Losses.mse()).and("doubled", Losses.mse());
    NamedBatch data = data();
    Engine engine = Engine.withThreads(1);
    SequencedMap<String, Tensor> found = graph.predict(engine, data.inputs(), data.lengths());
    for (String output : new String[] {"sum", "doubled"}) {
      Metric expected = Metrics.meanAbsoluteError();
      Lengths lengths = output.equals("sum") ? null : data.lengths().get("numbers");
      expected.add(found.get(output), data.targets().get(output), lengths);
      Metric measured = Metrics.meanAbsoluteError();
      task.measure(engine, Batches.inOrder(new NamedDataset(data), 64), output, measured);
      assertThat(measured.value()).isCloseTo(expected.value(), within(1e-9)).isPositive();
    }
    assertThatThrownBy(
            () -> task.measure(engine, Batches.inOrder(new NamedDataset(data), 64), "price"))
        .hasMessage(
            "GraphSupervised expects to measure one of the outputs [sum, doubled] with targets for"
                + " it; received price and targets for [sum, doubled].");
  }

  @Test
  void badDataIsNamed() {
    NamedBatch good = data();
    good.inputs().get("numbers").set(Float.NaN, 3, 0, 0);
    assertThatThrownBy(() -> trainer(graph(), 1).step(good))
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessageContaining("the input numbers of example 3, number 0 of it (NaN)");
    SequencedMap<String, Tensor> few = new LinkedHashMap<>(good.targets());
    few.put("sum", Tensor.zeros(5, 1));
    assertThatThrownBy(() -> new NamedBatch(good.inputs(), good.lengths(), few))
        .hasMessage(
            "NamedBatch expects the same number of examples of each input and target; received 256"
                + " of text and 5 of sum. Cut all of them from the same rows.");
    assertThatThrownBy(() -> GraphSupervised.of(graph(), "price", Losses.mse()))
        .hasMessage(
            "GraphSupervised expects a loss for one or more of the outputs [sum, doubled]; received"
                + " losses for [price].");
  }
}
