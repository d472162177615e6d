package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.TrainingResult.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Metrics in {@link Trainer#fit}, and the best epoch by one of them. */
class GoalTest {
  private static final Engine ENGINE = Engine.withThreads(1);
  private static final Batches<Batch> TRAIN = Batches.shuffled(Fixtures.tags(60, 1), 8, 7);
  private static final Batches<Batch> HELD = Batches.inOrder(Fixtures.tags(30, 2), 7);

  /** Gives figures from a list, one for each epoch. */
  private static Supplier<Metric> scripted(double... figures) {
    int[] made = {0};
    return () -> {
      // Before the first epoch one is asked for its name and one is tried.
      double value = figures[Math.clamp(made[0]++ - 2, 0, figures.length - 1)];
      return new Metric() {
        @Override
        public String name() {
          return "script";
        }

        @Override
        public void add(Tensor prediction, Tensor target, Lengths lengths) {}

        @Override
        public double value() {
          return value;
        }
      };
    };
  }

  private static TrainingResult fit(TrainerConfig config) {
    return new Trainer<>(Fixtures.tagger(), new Adam(0.02), config, ENGINE).fit(TRAIN, HELD);
  }

  @Test
  void theHighestOrTheLowestFigureIsTheBest() {
    TrainerConfig config =
        TrainerConfig.defaults()
            .withEpochs(10)
            .withPatience(2)
            .withMetrics(scripted(3, 5, 4, 5, 1));
    TrainingResult highest = fit(config.withGoal(Goal.highest("script")));
    assertThat(highest.bestEpoch()).hasValue(2);
    assertThat(highest.reason()).isEqualTo(Reason.STOPPED_EARLY);
    assertThat(highest.history()).hasSize(4);
    assertThat(highest.best().orElseThrow().metrics()).containsExactly(Map.entry("script", 5.0));
    assertThat(highest.bestLoss().orElseThrow())
        .isEqualTo(highest.history().get(1).validationLoss().orElseThrow());

    TrainingResult lowest =
        fit(
            config
                .withMetrics(scripted(3, 2, 2, 1.5, 1.4, 1.4))
                .withMinimumGain(0.7)
                .withGoal(Goal.lowest("script")));
    // 3; 2; 1.5 and 1.4 are not better by 0.7.
    assertThat(lowest.bestEpoch()).hasValue(2);
    assertThat(lowest.history()).hasSize(4);
  }

  @Test
  void theModelHasTheWeightsOfTheBestEpoch() {
    Supervised tagger = Fixtures.tagger();
    TrainerConfig config =
        TrainerConfig.defaults()
            .withEpochs(12)
            .withMetrics(Metrics::accuracy, Metrics::macroF1)
            .withGoal(Goal.highest("accuracy"));
    TrainingResult result = new Trainer<>(tagger, new Adam(0.05), config, ENGINE).fit(TRAIN, HELD);
    double most =
        result.history().stream().mapToDouble(e -> e.metrics().get("accuracy")).max().orElseThrow();
    EpochResult best = result.best().orElseThrow();
    assertThat(best.metrics().get("accuracy")).isEqualTo(most).isGreaterThan(0.8);
    Metric after = Metrics.accuracy();
    Metric f1 = Metrics.macroF1();
    // In other batches.
    tagger.measure(ENGINE, Batches.inOrder(Fixtures.tags(30, 2), 30), after, f1);
    assertThat(after.value()).isEqualTo(most);
    assertThat(f1.value()).isCloseTo(best.metrics().get("macro f1"), within(1e-12));
  }

  @Test
  void metricsThatAreNoGoalChangeNothing() {
    TrainerConfig plain = TrainerConfig.defaults().withEpochs(3);
    TrainingResult without = fit(plain);
    TrainingResult with = fit(plain.withMetrics(Metrics::accuracy));
    assertThat(with.history())
        .extracting(EpochResult::validationLoss)
        .isEqualTo(without.history().stream().map(EpochResult::validationLoss).toList());
    assertThat(with.bestEpoch()).isEqualTo(without.bestEpoch());
  }

  @Test
  void everyCheckpointLeadsToTheSameBits() {
    List<TrainingState> states = new ArrayList<>();
    CheckpointStore all =
        new CheckpointStore() {
          @Override
          public void save(TrainingState state) {
            states.add(TrainingState.of(state.properties(), state.tensors()));
          }

          @Override
          public Optional<TrainingState> load() {
            return Optional.of(states.getLast());
          }
        };
    TrainerConfig config =
        TrainerConfig.defaults()
            .withEpochs(8)
            .withPatience(3)
            .withCheckpointSeconds(0)
            .withMetrics(Metrics::accuracy)
            .withGoal(Goal.highest("accuracy"));
    Supervised tagger = Fixtures.tagger();
    TrainingResult unbroken =
        new Trainer<>(tagger, new Adam(0.05), config, ENGINE)
            .fit(TRAIN, HELD, TrainingListener.NONE, all);
    for (int at : new int[] {0, states.size() / 2, states.size() - 2}) {
      InMemoryCheckpoints from = new InMemoryCheckpoints();
      from.save(states.get(at));
      Supervised again = Fixtures.tagger();
      TrainingResult resumed =
          new Trainer<>(again, new Adam(0.05), config, ENGINE)
              .resume(TRAIN, HELD, TrainingListener.NONE, from);
      assertThat(Fixtures.weights(again)).isEqualTo(Fixtures.weights(tagger));
      assertThat(resumed.bestEpoch()).isEqualTo(unbroken.bestEpoch());
      assertThat(resumed.history())
          .extracting(EpochResult::metrics)
          .isEqualTo(unbroken.history().stream().map(EpochResult::metrics).toList());
    }
    InMemoryCheckpoints store = new InMemoryCheckpoints();
    store.save(states.getFirst());
    assertThatThrownBy(
            () ->
                new Trainer<>(
                        Fixtures.tagger(),
                        new Adam(0.05),
                        config.withGoal(Goal.lowestLoss()),
                        ENGINE)
                    .resume(TRAIN, HELD, TrainingListener.NONE, store))
        .isInstanceOf(CheckpointMismatchException.class)
        .hasMessageContaining("goal was highest accuracy and is none");
  }

  @Test
  void whatCannotBeMeasuredIsRefusedBeforeTheFirstStep() {
    TrainerConfig config = TrainerConfig.defaults();
    assertThatThrownBy(() -> fit(config.withGoal(Goal.highest("f1"))))
        .hasMessageContaining(
            "the goal (highest f1) to be one of its metrics; received the metrics []");
    assertThatThrownBy(() -> fit(config.withMetrics(Metrics::accuracy, Metrics::accuracy)))
        .hasMessageContaining("metrics of different names");
    assertThatThrownBy(
            () ->
                new Trainer<>(Fixtures.tagger(), new Adam(1), config.withMetrics(Metrics::accuracy))
                    .fit(TRAIN, null))
        .hasMessageContaining("expects validation batches to measure [accuracy]");
    Fixtures.Pull pull = new Fixtures.Pull(1);
    assertThatThrownBy(
            () ->
                new Trainer<>(pull, new Sgd(0.1), config.withMetrics(Metrics::accuracy))
                    .fit(Fixtures.pulls(5), Fixtures.pulls(1)))
        .hasMessageContaining("Pull does not measure metrics; received [accuracy]");
    assertThat(pull.value()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                fit(
                    config
                        .withEpochs(1)
                        .withMetrics(scripted(Double.NaN))
                        .withGoal(Goal.lowest("script"))))
        .hasMessageContaining("received NaN after epoch 1");
    assertThatThrownBy(() -> Goal.highest("loss")).hasMessageContaining("Goal.lowestLoss()");
  }
}
