package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.TrainingResult.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that goes on from a checkpoint reaches the bits of one that was never ended. */
class ResumeTest {
  private static final Engine ENGINE = Engine.withThreads(1);

  /** A way to train; the model in it has dropout. */
  private record Setup(String name, Optimizer optimizer, TrainerConfig config, boolean validated) {
    Trainer<Batch> trainer(Sequential model) {
      return new Trainer<>(Fixtures.forecast(model), optimizer, config, ENGINE);
    }

    Batches<Batch> validation() {
      return validated ? Batches.inOrder(Fixtures.walks(10, 2), 4) : null;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Batches<Batch> TRAIN = Fixtures.shuffled(Fixtures.walks(30, 1));

  static Stream<Setup> setups() {
    TrainerConfig base = TrainerConfig.defaults().withEpochs(5).withCheckpointSeconds(0);
    return Stream.of(
        new Setup("adam", new Adam(0.01), base, true),
        new Setup("no validation", new Sgd(0.05, 0.9), base, false),
        new Setup(
            "plateau",
            new RmsProp(0.05, 0.9, 1e-8, 0.5),
            base.withSchedule(new WarmUp(3, new ReduceOnPlateau(0.5, 0))),
            true),
        new Setup(
            "average, clipping, cosine",
            new AdamW(0.02),
            base.withAverageDecay(0.95)
                .withClipping(Clipping.byNorm(0.5))
                .withSchedule(new CosineDecay(5)),
            true),
        new Setup("average, no validation", new Adam(0.02), base.withAverageDecay(0.9), false),
        // So high a rate that validation soon gets worse.
        new Setup("early stopping", new Adam(0.3), base.withPatience(1).withEpochs(40), true));
  }

  /** Keeps every state, after a way through text. */
  private static final class All implements CheckpointStore {
    final List<TrainingState> states = new ArrayList<>();

    @Override
    public void save(TrainingState state) {
      states.add(TrainingState.of(state.properties(), state.tensors()));
    }

    @Override
    public Optional<TrainingState> load() {
      return states.isEmpty() ? Optional.empty() : Optional.of(states.getLast());
    }
  }

  private record Outcome(Map<String, Tensor> weights, List<List<Object>> history, Reason reason) {
    static Outcome of(Sequential model, TrainingResult result) {
      // Without the seconds, which no two runs share.
      List<List<Object>> history = new ArrayList<>();
      for (EpochResult e : result.history()) {
        history.add(
            List.of(e.epoch(), e.trainLoss(), e.validationLoss(), e.learningRate(), e.best()));
      }
      return new Outcome(Fixtures.weights(model), history, result.reason());
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  void everyCheckpointLeadsToTheSameBits(Setup setup) {
    All all = new All();
    Sequential model = Fixtures.forecaster();
    Outcome unbroken =
        Outcome.of(
            model, setup.trainer(model).fit(TRAIN, setup.validation(), TrainingListener.NONE, all));
    if (setup.name.equals("early stopping")) {
      assertThat(unbroken.reason).isEqualTo(Reason.STOPPED_EARLY);
    } else {
      // Each of 4 steps, the last together with its epoch.
      assertThat(all.states).hasSize(5 * 4);
    }
    SplittableRandom random = new SplittableRandom(13);
    for (int take = 0; take < 8; take++) {
      TrainingState from =
          take == 0 ? all.states.getLast() : all.states.get(random.nextInt(all.states.size()));
      assertThat(resume(setup, from)).as("from %s", from.counters()).isEqualTo(unbroken);
    }
  }

  /** Goes on in a model with other weights, so that nothing but the state can help. */
  private static Outcome resume(Setup setup, TrainingState from) {
    InMemoryCheckpoints store = new InMemoryCheckpoints();
    store.save(from);
    Sequential model = Fixtures.forecaster();
    model.parameters().values().forEach(p -> java.util.Arrays.fill(p.value().data(), 0.5f));
    return Outcome.of(
        model,
        setup.trainer(model).resume(TRAIN, setup.validation(), TrainingListener.NONE, store));
  }

  @ParameterizedTest
  @MethodSource("setups")
  void stoppingAtRandomStepsAgainAndAgainLeadsToTheSameBits(Setup setup) {
    Sequential model = Fixtures.forecaster();
    Outcome unbroken = Outcome.of(model, setup.trainer(model).fit(TRAIN, setup.validation()));
    SplittableRandom random = new SplittableRandom(29);
    InMemoryCheckpoints store = new InMemoryCheckpoints();
    int runs = 0;
    TrainingResult result;
    Sequential last;
    do {
      last = Fixtures.forecaster();
      Trainer<Batch> trainer = setup.trainer(last);
      TrainingListener stopper = stopAfter(trainer, random.nextInt(1, 7));
      result =
          runs == 0
              ? trainer.fit(TRAIN, setup.validation(), stopper, store)
              : trainer.resume(TRAIN, setup.validation(), stopper, store);
      runs++;
    } while (result.reason() == Reason.STOP_REQUESTED);
    assertThat(runs).isGreaterThan(2);
    assertThat(Outcome.of(last, result)).isEqualTo(unbroken);
  }

  private static TrainingListener stopAfter(Trainer<?> trainer, int steps) {
    return new TrainingListener() {
      private int left = steps;

      @Override
      public void stepEnded(StepEvent event) {
        if (--left == 0) {
          trainer.requestStop();
        }
      }
    };
  }

  @Test
  void aStopDuringValidationIsTakenUpAfterTheEpochsLastStep() {
    Setup setup = setups().findFirst().orElseThrow();
    Sequential model = Fixtures.forecaster();
    Outcome unbroken = Outcome.of(model, setup.trainer(model).fit(TRAIN, setup.validation()));
    Sequential broken = Fixtures.forecaster();
    Trainer<Batch> trainer = setup.trainer(broken);
    Batches<Batch> validation = setup.validation();
    Batches<Batch> stopping =
        new Batches<>() {
          @Override
          public int count() {
            return validation.count();
          }

          @Override
          public int examples() {
            return validation.examples();
          }

          @Override
          public Batch get(int epoch, int index) {
            trainer.requestStop();
            return validation.get(epoch, index);
          }

          @Override
          public String describe() {
            return validation.describe();
          }
        };
    InMemoryCheckpoints store = new InMemoryCheckpoints();
    TrainingResult result = trainer.fit(TRAIN, stopping, TrainingListener.NONE, store);
    assertThat(result.reason()).isEqualTo(Reason.STOP_REQUESTED);
    assertThat(result.history()).isEmpty();
    assertThat(store.load().orElseThrow().counters().batch()).isEqualTo(4);
    assertThat(resume(setup, store.load().orElseThrow())).isEqualTo(unbroken);
  }

  @Test
  void anInterruptStopsAndStaysPending() {
    Setup setup = setups().findFirst().orElseThrow();
    InMemoryCheckpoints store = new InMemoryCheckpoints();
    List<Boolean> pendingWhileSaving = new ArrayList<>();
    TrainingListener interrupter =
        new TrainingListener() {
          @Override
          public void stepEnded(StepEvent event) {
            Thread.currentThread().interrupt();
          }

          @Override
          public void checkpointWritten(TrainingState state) {
            pendingWhileSaving.add(Thread.currentThread().isInterrupted());
          }
        };
    TrainingResult result =
        setup.trainer(Fixtures.forecaster()).fit(TRAIN, setup.validation(), interrupter, store);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.reason()).isEqualTo(Reason.STOP_REQUESTED);
    assertThat(result.steps()).isEqualTo(1);
    assertThat(pendingWhileSaving).containsExactly(false);
  }

  @Test
  void moreEpochsMayBeAskedForLater() {
    TrainerConfig config = TrainerConfig.defaults().withEpochs(3);
    Setup shorter = new Setup("3", new Adam(0.01), config, true);
    Setup longer = new Setup("5", new Adam(0.01), config.withEpochs(5), true);
    Sequential model = Fixtures.forecaster();
    Outcome unbroken = Outcome.of(model, longer.trainer(model).fit(TRAIN, longer.validation()));
    InMemoryCheckpoints store = new InMemoryCheckpoints();
    shorter
        .trainer(Fixtures.forecaster())
        .fit(TRAIN, shorter.validation(), TrainingListener.NONE, store);
    assertThat(resume(longer, store.load().orElseThrow())).isEqualTo(unbroken);
  }

  @Test
  void otherSettingsAreRefusedByName() {
    InMemoryCheckpoints store = new InMemoryCheckpoints();
    TrainerConfig config = TrainerConfig.defaults().withEpochs(1);
    trainer(new Adam(0.01), config, 0.3).fit(TRAIN, null, TrainingListener.NONE, store);
    refused(trainer(new Adam(0.02), config, 0.3), TRAIN, store)
        .containsExactly(
            "optimizer was Adam[learningRate=0.01, beta1=0.9, beta2=0.999, epsilon=1.0E-8] and is"
                + " Adam[learningRate=0.02, beta1=0.9, beta2=0.999, epsilon=1.0E-8]");
    refused(trainer(new Adam(0.01), config.withSeed(1).withPatience(0), 0.3), TRAIN, store)
        .containsExactly("seed was 42 and is 1");
    refused(trainer(new Adam(0.01), config, 0.2), TRAIN, store)
        .singleElement()
        .asString()
        .startsWith("model was")
        .contains("0.3", "0.2");
    refused(trainer(new Adam(0.01), config, 0.3), Fixtures.shuffled(Fixtures.walks(30, 9)), store)
        .singleElement()
        .asString()
        .startsWith("training data was");
    var wider = Sequential.of(2, 5, Layers.lstm(7).layers(2).dropout(0.3), Layers.dense(1));
    refused(new Trainer<>(Fixtures.forecast(wider), new Adam(0.01), config, ENGINE), TRAIN, store)
        .contains("parameter 0.lstm.0.kernel was Parameter[2, 24] and is Parameter[2, 28]");
    assertThatThrownBy(
            () ->
                trainer(new Adam(0.01), config, 0.3)
                    .resume(TRAIN, null, TrainingListener.NONE, new InMemoryCheckpoints()))
        .hasMessageContaining("no checkpoint");
  }

  private static Trainer<Batch> trainer(Optimizer optimizer, TrainerConfig config, double dropout) {
    var model = Sequential.of(2, 5, Layers.lstm(6).layers(2).dropout(dropout), Layers.dense(1));
    return new Trainer<>(Fixtures.forecast(model), optimizer, config, ENGINE);
  }

  private static org.assertj.core.api.ListAssert<String> refused(
      Trainer<Batch> trainer, Batches<Batch> train, CheckpointStore store) {
    var thrown =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            CheckpointMismatchException.class,
            () -> trainer.resume(train, null, TrainingListener.NONE, store));
    assertThat(thrown).hasMessageContaining("start again without the checkpoint");
    return assertThat(thrown.differences());
  }

  @Test
  void aDamagedStateIsRefusedByName() {
    InMemoryCheckpoints store = new InMemoryCheckpoints();
    trainer(new Adam(0.01), TrainerConfig.defaults().withEpochs(1), 0.3)
        .fit(TRAIN, null, TrainingListener.NONE, store);
    TrainingState state = store.load().orElseThrow();
    var missing = new java.util.LinkedHashMap<>(state.properties());
    missing.remove("epoch");
    assertThatThrownBy(() -> TrainingState.of(missing, state.tensors()))
        .hasMessageContaining("the property epoch; it is missing");
    var wrong = new java.util.LinkedHashMap<>(state.properties());
    wrong.put("best-loss", "low");
    assertThatThrownBy(() -> TrainingState.of(wrong, state.tensors()))
        .hasMessageContaining("best-loss; received \"low\"");
  }
}
