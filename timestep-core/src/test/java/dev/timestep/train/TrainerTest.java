package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.TensorDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Fixtures.Pull;
import dev.timestep.train.TrainingResult.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private static final Engine ENGINE = Engine.withThreads(1);

  private static Trainer<Tensor> trainer(Pull pull, Optimizer optimizer, TrainerConfig config) {
    return new Trainer<>(pull, optimizer, config, ENGINE);
  }

  // ---------------------------------------------------------------- the step

  @Test
  void aStepIsForwardBackwardAndUpdate() {
    Pull pull = new Pull(3);
    var trainer = trainer(pull, new Sgd(0.1), TrainerConfig.defaults());
    StepResult result = trainer.step(Tensor.vector(1, 3));
    // (3−1)² and (3−3)²: loss 2; gradient 2·(mean of 2 and 0) = 2.
    assertThat(result.loss()).isEqualTo(2);
    assertThat(result.gradientNorm()).isEqualTo(2);
    assertThat(result.clipped()).isFalse();
    assertThat(result.learningRate()).isEqualTo(0.1);
    assertThat(result.examples()).isEqualTo(2);
    assertThat(result.seconds()).isPositive();
    assertThat(pull.value()).isCloseTo(2.8f, within(1e-6f));
    assertThat(trainer.steps()).isEqualTo(1);
    trainer.step(Tensor.vector(2.8f), 5);
    assertThat(trainer.step(Tensor.vector(1.8f), 0.5).learningRate()).isEqualTo(0.5);
    assertThat(pull.value()).isCloseTo(1.8f, within(1e-6f));
  }

  @Test
  void gradientsAreClippedByNorm() {
    Pull pull = new Pull(11);
    var config = TrainerConfig.defaults().withClipping(Clipping.byNorm(0.5));
    var trainer = trainer(pull, new Sgd(1), config);
    StepResult result = trainer.step(Tensor.vector(1));
    assertThat(result.gradientNorm()).isEqualTo(20);
    assertThat(result.clipped()).isTrue();
    assertThat(pull.value()).isCloseTo(10.5f, within(1e-5f));
    assertThat(trainer.step(Tensor.vector(10.4f)).clipped()).isFalse();
  }

  @Test
  void clippingByNormKeepsTheDirectionAndByValueDoesNot() {
    var sequential = Sequential.of(2, 5, Layers.simpleRnn(3), Layers.dense(1));
    Batch batch = Fixtures.walks(4, 1).batch(new int[] {0, 1, 2, 3});
    Map<String, Tensor> start = Fixtures.weights(sequential);
    double norm = move(sequential, batch, Clipping.none());
    Map<String, Tensor> free = Fixtures.weights(sequential);
    sequential.parameters().forEach((name, p) -> p.assign(start.get(name)));
    move(sequential, batch, Clipping.byNorm(norm / 4));
    sequential
        .parameters()
        .forEach(
            (name, p) -> {
              for (int at = 0; at < p.value().data().length; at++) {
                float before = start.get(name).data()[at];
                float whole = free.get(name).data()[at] - before;
                assertThat(p.value().data()[at] - before).isCloseTo(whole / 4, within(2e-7f));
              }
            });
    sequential.parameters().forEach((name, p) -> p.assign(start.get(name)));
    move(sequential, batch, Clipping.byValue(0.05));
    sequential
        .parameters()
        .forEach(
            (name, p) -> {
              for (int at = 0; at < p.value().data().length; at++) {
                float before = start.get(name).data()[at];
                float whole = free.get(name).data()[at] - before;
                assertThat(p.value().data()[at] - before)
                    .isCloseTo(Math.clamp(whole, -0.05f, 0.05f), within(2e-7f));
              }
            });
  }

  private static double move(Sequential model, Batch batch, Clipping clipping) {
    var config = TrainerConfig.defaults().withClipping(clipping);
    var trainer = new Trainer<>(Fixtures.forecast(model), new Sgd(1), config, ENGINE);
    StepResult result = trainer.step(batch);
    assertThat(result.clipped()).isEqualTo(!(clipping instanceof Clipping.None));
    return result.gradientNorm();
  }

  @Test
  void frozenParametersTakeNoPart() {
    Sequential model = Fixtures.forecaster();
    model.parameters().get("1.dense.kernel").freeze(true);
    Map<String, Tensor> start = Fixtures.weights(model);
    var config = TrainerConfig.defaults().withEpochs(1).withAverageDecay(0.9);
    new Trainer<>(Fixtures.forecast(model), new AdamW(0.01), config, ENGINE)
        .fit(Fixtures.shuffled(Fixtures.walks(16, 1)), null);
    model
        .parameters()
        .forEach(
            (name, p) -> {
              if (p.frozen()) {
                assertThat(p.value()).as(name).isEqualTo(start.get(name));
              } else {
                assertThat(p.value()).as(name).isNotEqualTo(start.get(name));
              }
            });
  }

  @Test
  void nothingButFrozenWeightsIsRefused() {
    Sequential model = Sequential.of(2, 5, Layers.dense(1));
    model.parameters().values().forEach(p -> p.freeze(true));
    Batch batch = new Batch(Tensor.zeros(1, 3, 2), null, Tensor.zeros(1, 3, 1));
    var trainer =
        new Trainer<>(
            new Supervised(model, Losses.mse()), new Sgd(1), TrainerConfig.defaults(), ENGINE);
    assertThatThrownBy(() -> trainer.step(batch))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Trainer expects a loss that depends on a weight which is not frozen; 2 of the 2"
                + " tensors of the model are frozen, [0.dense.kernel, 0.dense.bias]. Call"
                + " freeze(false) on those to train: model.parameters().get(name).freeze(false).");
  }

  // ---------------------------------------------------------------- the loop

  @Test
  void fitLearns() {
    Sequential model = Sequential.of(2, 5, Layers.gru(16), Layers.dense(1));
    Supervised objective = Fixtures.forecast(model);
    var config = TrainerConfig.defaults().withEpochs(30).withClipping(Clipping.byNorm(1));
    var trainer = new Trainer<>(objective, new Adam(0.01), config, ENGINE);
    Batches<Batch> held = Batches.inOrder(Fixtures.walks(50, 2), 50);
    double before = trainer.evaluate(held);
    TrainingResult result = trainer.fit(Fixtures.shuffled(Fixtures.walks(200, 1)), held);
    double after = trainer.evaluate(held);
    assertThat(after).isLessThan(before / 20).isEqualTo(result.bestLoss().getAsDouble());
    Metric mae = Metrics.meanAbsoluteError();
    Metric mse = Metrics.meanSquaredError();
    objective.measure(ENGINE, held, mae, mse);
    assertThat(mse.value()).isCloseTo(after, within(1e-6));
    assertThat(mae.value()).isPositive().isLessThan(Math.sqrt(after));
  }

  @Test
  void bestWeightsAreKeptAndTrainingStopsEarly() {
    // Training pulls w from 0 towards 10 by a tenth of the way; validation likes 4 best.
    Pull pull = new Pull(0);
    List<Float> path = new ArrayList<>();
    var config = TrainerConfig.defaults().withEpochs(50).withPatience(3);
    TrainingResult result =
        trainer(pull, new Sgd(0.05), config)
            .fit(
                Fixtures.pulls(10),
                Fixtures.pulls(4),
                new TrainingListener() {
                  @Override
                  public void epochEnded(EpochResult epoch) {
                    path.add(pull.value());
                  }
                },
                null);
    int best = 0;
    for (int epoch = 1; epoch < path.size(); epoch++) {
      best = Math.abs(path.get(epoch) - 4) < Math.abs(path.get(best) - 4) ? epoch : best;
    }
    assertThat(result.reason()).isEqualTo(Reason.STOPPED_EARLY);
    assertThat(result.bestEpoch()).hasValue(best + 1);
    assertThat(best).isBetween(3, 6);
    assertThat(result.history()).hasSize(best + 1 + 3);
    assertThat(pull.value()).isEqualTo(path.get(best)).isNotEqualTo(path.getLast());
    assertThat(result.history().get(best).best()).isTrue();
    assertThat(result.history().getLast().best()).isFalse();
  }

  @Test
  void minimumGainLetsSmallGainsPass() {
    Pull pull = new Pull(0);
    var config = TrainerConfig.defaults().withEpochs(50).withPatience(2).withMinimumGain(1000);
    TrainingResult result =
        trainer(pull, new Sgd(0.05), config).fit(Fixtures.pulls(10), Fixtures.pulls(10));
    assertThat(result.history()).hasSize(3);
    assertThat(result.bestEpoch()).hasValue(1);
  }

  @Test
  void withoutValidationTheLastWeightsStay() {
    Pull pull = new Pull(0);
    TrainingResult result =
        trainer(pull, new Sgd(0.5), TrainerConfig.defaults().withEpochs(2))
            .fit(Fixtures.pulls(10, 2), null);
    assertThat(result.reason()).isEqualTo(Reason.EPOCHS_DONE);
    assertThat(result.bestEpoch()).isEmpty();
    assertThat(pull.value()).isEqualTo(2);
    assertThat(result.history().get(0).trainLoss()).isEqualTo((100.0 + 64) / 2);
    assertThat(result.history().get(0).validationLoss()).isEqualTo(OptionalDouble.empty());
    assertThat(result.steps()).isEqualTo(4);
  }

  @Test
  void schedulesRunByEpochsAndPlateauByValidation() {
    List<Double> rates = rates(new StepDecay(2, 0.1), Fixtures.pulls(1));
    assertThat(rates).containsExactly(0.5, 0.5, 0.5, 0.5, 0.05, 0.05, 0.05, 0.05);
    // At 0.5 every epoch ends at w = 2, so the second gains nothing; at 0.25 it ends nearer to −5.
    List<Double> plateau = rates(new ReduceOnPlateau(0.5, 0), Fixtures.pulls(-5));
    assertThat(plateau).containsExactly(0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25);
  }

  private static List<Double> rates(Schedule schedule, Batches<Tensor> validation) {
    List<Double> rates = new ArrayList<>();
    trainer(
            new Pull(0),
            new Sgd(0.5),
            TrainerConfig.defaults().withEpochs(4).withSchedule(schedule))
        .fit(
            Fixtures.pulls(1, 2),
            validation,
            new TrainingListener() {
              @Override
              public void stepEnded(StepEvent event) {
                rates.add(event.step().learningRate());
              }
            },
            null);
    return rates;
  }

  @Test
  void eventsCountFromOneAndAverage() {
    List<StepEvent> steps = new ArrayList<>();
    List<TrainingResult> ends = new ArrayList<>();
    TrainingResult result =
        trainer(new Pull(0), new Sgd(0), TrainerConfig.defaults().withEpochs(2))
            .fit(
                Batches.of(List.of(Tensor.vector(1, 1, 1), Tensor.vector(3))),
                null,
                new TrainingListener() {
                  @Override
                  public void stepEnded(StepEvent event) {
                    steps.add(event);
                  }

                  @Override
                  public void trainingEnded(TrainingResult ended) {
                    ends.add(ended);
                  }
                },
                null);
    assertThat(
            steps.stream()
                .map(s -> s.epoch() + "/" + s.epochs() + " " + s.batch() + "/" + s.batches()))
        .containsExactly("1/2 1/2", "1/2 2/2", "2/2 1/2", "2/2 2/2");
    assertThat(steps.get(1).meanLoss()).isEqualTo((3 * 1 + 9) / 4.0);
    assertThat(steps.get(2).meanLoss()).isEqualTo(1);
    assertThat(steps.get(0).examplesPerSecond()).isPositive();
    assertThat(ends).containsExactly(result);
  }

  @Test
  void averageOfWeightsIsEvaluatedAndReturned() {
    double decay = 0.5;
    Pull pull = new Pull(0);
    var config = TrainerConfig.defaults().withEpochs(1).withAverageDecay(decay);
    trainer(pull, new Sgd(0.25), config).fit(Fixtures.pulls(8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8), null);
    double w = 0;
    double average = 0;
    for (int t = 0; t < 11; t++) {
      w += 0.5 * (8 - w);
      double keep = Math.min(decay, (1.0 + t) / (10 + t));
      average = keep * average + (1 - keep) * w;
    }
    assertThat((double) pull.value())
        .isCloseTo(average, within(1e-5))
        .isNotCloseTo(w, within(1e-3));
    Pull again = new Pull(0);
    TrainingResult result =
        trainer(again, new Sgd(0.25), config).fit(Fixtures.pulls(8, 8, 8), Fixtures.pulls(0));
    assertThat(result.bestLoss().getAsDouble())
        .isCloseTo(again.value() * again.value(), within(1e-6));
    assertThat(again.value()).isNotEqualTo(7f);
  }

  @Test
  void evaluationDoesNotDependOnTheSizeOfBatches() {
    var trainer = new Trainer<>(Fixtures.tagger(), new Sgd(0.1), TrainerConfig.defaults(), ENGINE);
    double whole = trainer.evaluate(Batches.inOrder(Fixtures.tags(23, 1), 23));
    for (int size : new int[] {1, 4, 10}) {
      assertThat(trainer.evaluate(Batches.inOrder(Fixtures.tags(23, 1), size)))
          .isCloseTo(whole, within(1e-6));
    }
  }

  @Test
  void dropoutActsInTrainingOnly() {
    Sequential model =
        Sequential.of(2, 5, Layers.simpleRnn(8), Layers.dropout(0.5), Layers.dense(1));
    var trainer =
        new Trainer<>(Fixtures.forecast(model), new Sgd(0), TrainerConfig.defaults(), ENGINE);
    TensorDataset data = Fixtures.walks(8, 1);
    Batch batch = data.batch(new int[] {0, 1, 2, 3, 4, 5, 6, 7});
    double evaluated = trainer.evaluate(Batches.inOrder(data, 8));
    double first = trainer.step(batch).loss();
    double second = trainer.step(batch).loss();
    assertThat(first).isNotEqualTo(second).isNotEqualTo(evaluated);
    assertThat(trainer.evaluate(Batches.inOrder(data, 8))).isEqualTo(evaluated);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void sameBitsOnAnyNumberOfThreads(int threads) {
    assertThat(trained(threads)).isEqualTo(trained(1));
  }

  private static Map<String, Tensor> trained(int threads) {
    Engine engine = Engine.withThreads(threads);
    try (var workers = engine.workers()) {
      Sequential model =
          Sequential.of(2, 9, Layers.lstm(48).layers(2).dropout(0.2), Layers.dense(1));
      var config = TrainerConfig.defaults().withEpochs(1).withClipping(Clipping.byNorm(0.1));
      new Trainer<>(Fixtures.forecast(model), new Adam(0.01), config, engine)
          .fit(
              Batches.shuffled(Fixtures.walks(100, 4), 40, 1),
              Batches.inOrder(Fixtures.walks(30, 5), 30));
      return Fixtures.weights(model);
    }
  }

  /** The first example of docs/training.md. */
  @Test
  void theExampleOfTheDocsLearns() {
    TensorDataset trainSet = Fixtures.walks(200, 1);
    TensorDataset validationSet = Fixtures.walks(50, 2);
    var model = Sequential.of(2, 42, Layers.lstm(32), Layers.dense(1));
    var objective = new Supervised(model, Losses.mse());
    var config =
        TrainerConfig.defaults().withEpochs(50).withPatience(5).withClipping(Clipping.byNorm(1));
    var trainer = new Trainer<>(objective, new Adam(1e-3), config);
    TrainingResult result =
        trainer.fit(Batches.shuffled(trainSet, 32, 42), Batches.inOrder(validationSet, 256));
    assertThat(result.bestLoss().getAsDouble())
        .isLessThan(result.history().getFirst().validationLoss().getAsDouble() / 10);
  }

  @Test
  void refusalsSayWhatToDo() {
    var patient = TrainerConfig.defaults().withPatience(2);
    assertThatThrownBy(() -> trainer(new Pull(0), new Sgd(1), patient).fit(Fixtures.pulls(1), null))
        .hasMessageContaining("Hold some data back");
    assertThatThrownBy(
            () ->
                trainer(new Pull(0), new Sgd(1), TrainerConfig.defaults())
                    .fit(Fixtures.pulls(), null))
        .hasMessageContaining("received none");
    assertThatThrownBy(() -> TrainerConfig.defaults().withEpochs(0))
        .hasMessageContaining("1 or more; received 0");
    assertThatThrownBy(() -> Clipping.byNorm(0)).hasMessageContaining("above 0");
    var stepwise =
        new Supervised(
            Sequential.of(2, 5, Layers.gru(4).sequences(), Layers.dense(1)), Losses.mse());
    var one = new Batch(Tensor.zeros(3, 2, 2), null, Tensor.zeros(3));
    assertThatThrownBy(
            () -> new Trainer<>(stepwise, new Sgd(1), TrainerConfig.defaults(), ENGINE).step(one))
        .hasMessageContaining("a value per step");
  }
}
