package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.GradientCheck;
import dev.timestep.testing.ReferenceCell;
import dev.timestep.testing.ReferenceTime;
import dev.timestep.train.InMemoryCheckpoints;
import dev.timestep.train.NonFiniteLossException;
import dev.timestep.train.Sgd;
import dev.timestep.train.StepEvent;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import dev.timestep.train.TrainingListener;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What batch normalisation promises in training; prediction is a line of {@link LayerCase}. */
class BatchNormTest {
  private static final int[] STEPS = {5, 0, 2, 1};
  private final Random random = new Random(12);

  // ---------------------------------------------------------------- against the reference

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void trainingAgreesWithTheReferenceOverRealSteps(int features) {
    BatchNorm norm = new BatchNorm(BatchNormConfig.keras(), features);
    new GradientCheck(7)
        .training(3)
        .parameters(norm.parameters())
        .input("x", -1.5, 1.5, 5, 4, features)
        .run(
            (tape, in) ->
                List.of(norm.forward(tape, new Signal(in.get("x"), Lengths.of(STEPS))).value()),
            in -> {
              double[][][] x = ReferenceCell.cut(in.get("x"), 5, 4, features);
              return List.of(
                  ReferenceCell.join(ReferenceTime.batchNorm(1e-3, true).run(in, x, STEPS)));
            });
  }

  @Test
  void valuesWithoutATimeAxisAreNormalisedOverTheBatch() {
    BatchNorm norm = new BatchNorm(BatchNormConfig.torch(), 3);
    new GradientCheck(8)
        .training(3)
        .parameters(norm.parameters())
        .input("x", -1.5, 1.5, 6, 3)
        .run(
            (tape, in) -> List.of(norm.forward(tape, Signal.of(in.get("x"))).value()),
            in -> {
              double[][][] x = ReferenceCell.cut(in.get("x"), 1, 6, 3);
              int[] ones = {1, 1, 1, 1, 1, 1};
              return List.of(
                  ReferenceCell.join(ReferenceTime.batchNorm(1e-5, true).run(in, x, ones)));
            });
  }

  // ---------------------------------------------------------------- padding and threads

  private Map<String, float[]> train(BatchNorm norm, Tensor x, Lengths lengths, int threads) {
    try (var workers = new Workers(threads)) {
      Tape tape = Tape.training(new Engine(Engine.standard().kernels(), workers), 5);
      norm.parameters().values().forEach(Parameter::clearGradient);
      Signal out = norm.forward(tape, Signal.ofSequences(tape, x, lengths));
      Tensor target = Tensor.zeros(out.value().shape().toArray());
      Arrays.fill(target.data(), 0.3f);
      tape.backward(Losses.mse().apply(out.value(), target, out.lengths()));
      Map<String, float[]> found = new LinkedHashMap<>();
      found.put("outputs", out.toBatchFirst().data());
      norm.parameters().forEach((name, p) -> found.put(name, p.value().data().clone()));
      norm.parameters().forEach((name, p) -> found.put("d " + name, p.gradient().clone()));
      return found;
    }
  }

  @Test
  void paddingNeverMattersInTraining() {
    Tensor x = Init.uniform(1, random, 4, 5, 3);
    Map<String, float[]> clean =
        train(new BatchNorm(BatchNormConfig.keras(), 3), x, Lengths.of(STEPS), 1);
    Tensor garbage = Tensor.zeros(4, 7, 3);
    Arrays.fill(garbage.data(), Float.NaN);
    for (int b = 0; b < 4; b++) {
      System.arraycopy(x.data(), b * 15, garbage.data(), b * 21, STEPS[b] * 3);
    }
    Map<String, float[]> padded =
        train(new BatchNorm(BatchNormConfig.keras(), 3), garbage, Lengths.of(STEPS), 1);
    clean.forEach(
        (name, values) -> {
          if (!name.equals("outputs")) {
            assertThat(padded.get(name)).as(name).isEqualTo(values);
          }
        });
    for (int b = 0; b < 4; b++) {
      assertThat(Arrays.copyOfRange(padded.get("outputs"), b * 21, b * 21 + 15))
          .isEqualTo(Arrays.copyOfRange(clean.get("outputs"), b * 15, b * 15 + 15));
    }
  }

  /** A layer before it leaves something past the lengths, which must not count either. */
  @Test
  void whatALayerMakesOfPaddingDoesNotCount() {
    Tensor x = Init.uniform(1, random, 4, 5, 3);
    float[][] means = new float[2][];
    for (int run = 0; run < 2; run++) {
      Sequential model = Sequential.of(3, 1, Layers.dense(4), Layers.batchNorm());
      model.parameters().get("0.dense.bias").value().data()[1] = 100;
      Tape tape = Tape.training(Engine.withThreads(1), 1);
      Tensor in = run == 0 ? x : longer(x);
      model.forward(tape, Signal.ofSequences(tape, in, Lengths.of(STEPS)));
      means[run] = model.parameters().get("1.batch_norm.moving_mean").value().data();
    }
    assertThat(means[1]).isEqualTo(means[0]);
    assertThat(means[0][1]).isBetween(0.9f, 1.1f);
  }

  private static Tensor longer(Tensor x) {
    Tensor longer = Tensor.zeros(4, 9, 3);
    for (int b = 0; b < 4; b++) {
      System.arraycopy(x.data(), b * 15, longer.data(), b * 27, 15);
    }
    return longer;
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBitsInTraining() {
    Tensor x = Init.uniform(1, random, 40, 50, 37);
    Lengths lengths = Lengths.of(random.ints(40, 0, 51).toArray());
    Map<String, float[]> one = train(new BatchNorm(BatchNormConfig.keras(), 37), x, lengths, 1);
    for (int threads : new int[] {2, 3, 8}) {
      Map<String, float[]> some =
          train(new BatchNorm(BatchNormConfig.keras(), 37), x, lengths, threads);
      one.forEach((name, values) -> assertThat(some.get(name)).as(name).isEqualTo(values));
    }
  }

  // ---------------------------------------------------------------- moving statistics

  @Test
  void movingStatisticsFollowTheBatches() {
    Tensor x = Tensor.of(new float[] {1, 3, 99, 8, 99, 99}, 2, 3, 1);
    BatchNorm keras = new BatchNorm(BatchNormConfig.keras(), 1);
    train(keras, x, Lengths.of(2, 1), 1);
    // 1, 3 and 8: mean 4, variance 26/3.
    assertThat(keras.parameters().get("moving_mean").value().item())
        .isCloseTo(0.04f, within(1e-6f));
    assertThat(keras.parameters().get("moving_variance").value().item())
        .isCloseTo(0.99f + 0.01f * 26 / 3, within(1e-6f));
    BatchNorm torch = new BatchNorm(BatchNormConfig.torch(), 1);
    train(torch, x, Lengths.of(2, 1), 1);
    assertThat(torch.parameters().get("moving_mean").value().item()).isCloseTo(0.4f, within(1e-6f));
    assertThat(torch.parameters().get("moving_variance").value().item())
        .isCloseTo(0.9f + 0.1f * 13, within(1e-6f));
  }

  @Test
  void aFrozenLayerNormalisesByMovingStatisticsInTrainingToo() {
    BatchNorm norm = new BatchNorm(BatchNormConfig.keras(), 1);
    norm.parameters().values().forEach(p -> p.freeze(true));
    Tape tape = Tape.training(Engine.withThreads(1), 1);
    Tensor x = Tensor.of(new float[] {1, 3}, 1, 2, 1);
    float[] y = norm.forward(tape, Signal.ofSequences(tape, x, null)).toBatchFirst().data();
    float scale = (float) (1 / Math.sqrt(1.001));
    assertThat(y).containsExactly(new float[] {scale, 3 * scale}, within(1e-6f));
    assertThat(norm.parameters().get("moving_mean").value().item()).isZero();
    norm.parameters().values().forEach(p -> p.freeze(false));
    assertThat(norm.parameters().get("moving_mean").frozen()).isTrue();
  }

  @Test
  void aBatchWithoutStepsOrWithNanLeavesMovingStatisticsAlone() {
    BatchNorm norm = new BatchNorm(BatchNormConfig.keras(), 2);
    Tensor x = Init.uniform(1, random, 1, 3, 2);
    Tape tape = Tape.training(Engine.withThreads(1), 1);
    norm.forward(tape, Signal.ofSequences(tape, x, Lengths.of(0)));
    x.set(Float.NaN, 0, 1, 0);
    tape.reset(1);
    Signal out = norm.forward(tape, Signal.ofSequences(tape, x, null));
    assertThat(out.value().value().data()[0]).isNaN();
    assertThat(norm.parameters().get("moving_mean").value().data()).containsOnly(0);
    assertThat(norm.parameters().get("moving_variance").value().data()).containsOnly(1);
  }

  /** Its variance of 0 says nothing; an epoch's last batch may be one value. */
  @Test
  void aSingleValueBecomesBetaAndLeavesMovingStatisticsAlone() {
    for (BatchNormConfig config : List.of(BatchNormConfig.keras(), BatchNormConfig.torch())) {
      BatchNorm norm = new BatchNorm(config, 2);
      norm.parameters().get("beta").assign(Tensor.vector(3, -4));
      Tape tape = Tape.training(Engine.withThreads(1), 1);
      Tensor x = Init.uniform(1, random, 1, 3, 2);
      Signal one = Signal.ofSequences(tape, x, Lengths.of(1));
      assertThat(norm.forward(tape, one).toBatchFirst().data()).containsExactly(3, -4, 0, 0, 0, 0);
      norm.forward(tape, Signal.of(tape.constant(7f, 1, 2)));
      assertThat(norm.parameters().get("moving_mean").value().data()).containsOnly(0);
      assertThat(norm.parameters().get("moving_variance").value().data()).containsOnly(1);
    }
  }

  @Test
  void atEachStepOfSequencesWithoutStepsMovingStatisticsStay() {
    Layer each = Layers.timeDistributed(Layers.batchNorm()).build(2, random);
    Layer recurrent = Layers.timeDistributed(Layers.gru(4)).steps(2).build(6, random);
    Tape tape = Tape.training(Engine.withThreads(1), 1);
    Lengths none = Lengths.of(0, 0);
    Signal out = each.forward(tape, Signal.ofSequences(tape, Tensor.zeros(2, 3, 2), none));
    assertThat(out.value().shape().toArray()).containsExactly(3, 2, 2);
    assertThat(out.value().data()).containsOnly(0);
    assertThat(each.parameters().get("moving_mean").value().data()).containsOnly(0);
    assertThat(each.parameters().get("moving_variance").value().data()).containsOnly(1);
    Signal wide = recurrent.forward(tape, Signal.ofSequences(tape, Tensor.zeros(2, 3, 6), none));
    assertThat(wide.value().shape().toArray()).containsExactly(3, 2, 4);
    assertThat(wide.lengths()).isEqualTo(none);
  }

  // ---------------------------------------------------------------- under a trainer

  private Trainer<Batch> trainer(double rate, double averageDecay) {
    Sequential model =
        Sequential.of(3, 1, Layers.conv1d(4, 2).causal(), Layers.batchNorm(), Layers.gru(3));
    TrainerConfig config = TrainerConfig.defaults().withEpochs(3).withAverageDecay(averageDecay);
    return new Trainer<>(new Supervised(model, Losses.mse()), new Sgd(rate), config);
  }

  private Batches<Batch> batches(int count) {
    Random own = new Random(5);
    return Batches.of(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Batch(
                        Init.uniform(1, own, 4, 5, 3),
                        Lengths.of(5, 3, 0, 1),
                        Init.uniform(1, own, 4, 3)))
            .toList());
  }

  private static float[] mean(Trainer<?> trainer) {
    return trainer.objective().parameters().get("1.batch_norm.moving_mean").value().data().clone();
  }

  @Test
  void resumedTrainingHasTheSameMovingStatistics() {
    Trainer<Batch> whole = trainer(0.1, 0);
    whole.fit(batches(4), null);
    Trainer<Batch> first = trainer(0.1, 0);
    var checkpoints = new InMemoryCheckpoints();
    first.fit(
        batches(4),
        null,
        new TrainingListener() {
          @Override
          public void stepEnded(StepEvent event) {
            if (first.steps() == 6) {
              first.requestStop();
            }
          }
        },
        checkpoints);
    Trainer<Batch> second = trainer(0.1, 0);
    second.resume(batches(4), null, TrainingListener.NONE, checkpoints);
    assertThat(mean(second)).isEqualTo(mean(whole)).isNotEqualTo(mean(first));
  }

  @Test
  void anAverageOfWeightsKeepsTheMovingStatisticsAsTheyAre() {
    Trainer<Batch> plain = trainer(0.1, 0);
    plain.fit(batches(4), null);
    Trainer<Batch> averaged = trainer(0.1, 0.9);
    averaged.fit(batches(4), null);
    assertThat(mean(averaged)).isEqualTo(mean(plain));
    assertThat(mean(plain)[0]).isNotZero();
  }

  @Test
  void aReportOrAFailedStepLeavesMovingStatisticsAlone() {
    Trainer<Batch> trainer = trainer(0.1, 0);
    Batch good = batches(1).get(0, 0);
    trainer.step(good);
    float[] before = mean(trainer);
    trainer.gradientReport(good);
    assertThat(mean(trainer)).isEqualTo(before);
    Tensor targets = good.targets().copy();
    targets.data()[0] = Float.NaN;
    Batch bad = new Batch(good.inputs(), good.lengths(), targets);
    assertThatThrownBy(() -> trainer.step(bad)).isInstanceOf(NonFiniteLossException.class);
    assertThat(mean(trainer)).isEqualTo(before);
  }
}
