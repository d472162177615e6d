package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batch;
import dev.timestep.data.StreamBatch;
import dev.timestep.data.StreamBatches;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.Signal;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long sequences learned window by window, the state carried and the gradient not. */
class CarriedStateTest {
  private static final Engine ENGINE = Engine.withThreads(1);
  private static final Tensor X = Init.uniform(1, new Random(1), 3, 11, 2);
  private static final Tensor Y = Init.uniform(1, new Random(2), 3, 11, 1);
  private static final Lengths LENGTHS = Lengths.of(11, 5, 8);

  private static Sequential model() {
    return Sequential.of(
        2, 4, Layers.lstm(5).learnedState().layers(2).dropout(0.3).sequences(), Layers.dense(1));
  }

  /** Windows at a rate of 0, as one run over all of it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void windowsGiveTheLossOfTheWholeRun(boolean convolution) {
    for (Lengths lengths : new Lengths[] {null, LENGTHS}) {
      Sequential model =
          convolution
              ? Sequential.of(
                  2, 4, Layers.conv1d(2, 3).causal(), Layers.lstm(5).sequences(), Layers.dense(1))
              : Sequential.of(2, 4, Layers.gru(5).sequences(), Layers.dense(1));
      Supervised whole = new Supervised(model, Losses.mse());
      double expected = whole.loss(Tape.inference(ENGINE), new Batch(X, lengths, Y)).data()[0];
      for (int window : new int[] {1, 4, 11, 20}) {
        var trainer =
            new Trainer<>(
                new CarriedState(model, Losses.mse()),
                new Sgd(0),
                TrainerConfig.defaults(),
                ENGINE);
        StreamBatches windows = StreamBatches.of(X, Y, lengths, window);
        assertThat(trainer.evaluate(windows)).isCloseTo(expected, within(1e-6));
        double sum = 0;
        long steps = 0;
        for (int index = 0; index < windows.count(); index++) {
          StreamBatch batch = windows.get(0, index);
          Lengths own = batch.batch().lengths();
          long count = own == null ? 3L * batch.batch().time() : own.total();
          sum += trainer.step(batch).loss() * count;
          steps += count;
        }
        assertThat(sum / steps).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void gradientsStopAtTheCut() {
    Sequential model = Sequential.of(2, 4, Layers.lstm(5).sequences(), Layers.dense(1));
    CarriedState carried = new CarriedState(model, Losses.mse());
    StreamBatches windows = StreamBatches.of(X, Y, null, 6);
    Tape tape = Tape.training(ENGINE, 1);
    carried.loss(tape, windows.get(0, 0));
    Map<String, Tensor> start = carried.carried();
    tape.reset(1);
    clear(model);
    tape.backward(carried.loss(tape, windows.get(0, 1)));
    Map<String, float[]> found = gradients(model);

    Tape own = Tape.training(ENGINE, 1);
    Map<String, Variable> constants = new LinkedHashMap<>();
    start.forEach((name, part) -> constants.put(name, own.constant(part)));
    Batch second = windows.get(0, 1).batch();
    Signal out =
        model.unroll(own, Signal.ofSequences(own, second.inputs(), null), constants).output();
    clear(model);
    own.backward(Losses.mse().apply(out.value(), second.targets().swapBatchAndTime(), null));
    gradients(model)
        .forEach((name, values) -> assertThat(found.get(name)).as(name).isEqualTo(values));
    assertThat(start.get("0.lstm.c").data()).isNotEqualTo(new float[15]);
  }

  private static void clear(Sequential model) {
    model.parameters().values().forEach(Parameter::clearGradient);
  }

  private static Map<String, float[]> gradients(Sequential model) {
    Map<String, float[]> all = new LinkedHashMap<>();
    model.parameters().forEach((name, p) -> all.put(name, p.gradient().clone()));
    return all;
  }

  @Test
  void aRowThatBeginsStartsFromTheModelsOwnState() {
    Sequential model = Sequential.of(2, 4, Layers.gru(5).learnedState().sequences());
    model.parameters().get("0.gru.initial_h").value().data()[2] = 0.7f;
    CarriedState carried = new CarriedState(model, Losses.mse());
    Tensor target = Tensor.zeros(3, 11, 5);
    Batch batch = new Batch(X, null, target);
    Tape tape = Tape.training(ENGINE, 1);
    carried.loss(tape, new StreamBatch(batch, new boolean[] {true, true, true}));
    float[] first = carried.carried().get("0.gru.h").data();
    carried.loss(tape, new StreamBatch(batch, new boolean[] {false, true, false}));
    float[] second = carried.carried().get("0.gru.h").data();
    for (int u = 0; u < 15; u++) {
      boolean begun = u / 5 == 1;
      assertThat(second[u] == first[u]).as("unit " + u).isEqualTo(begun);
    }
  }

  /** A report looks at a window and leaves the streams where they are. */
  @Test
  void aGradientReportMovesNoStream() {
    CarriedState carried = new CarriedState(model(), Losses.mse());
    var trainer = new Trainer<>(carried, new Adam(0.01), TrainerConfig.defaults(), ENGINE);
    StreamBatches windows = StreamBatches.of(X, Y, null, 4);
    trainer.step(windows.get(0, 0));
    Map<String, Tensor> before = carried.carried();
    trainer.gradientReport(windows.get(0, 1));
    assertThat(carried.carried().keySet()).isNotEmpty().isEqualTo(before.keySet());
    carried.carried().forEach((name, t) -> assertThat(t.data()).isEqualTo(before.get(name).data()));
  }

  /** What a refused batch made of the streams must not reach the next one. */
  @Test
  void aRefusedBatchLeavesTheStreamsWhereTheyWere() {
    CarriedState carried = new CarriedState(model(), Losses.mse());
    var trainer = new Trainer<>(carried, new Sgd(0), TrainerConfig.defaults(), ENGINE);
    Sequential other = model();
    var clean =
        new Trainer<>(
            new CarriedState(other, Losses.mse()), new Sgd(0), TrainerConfig.defaults(), ENGINE);
    StreamBatches windows = StreamBatches.of(X, Y, null, 4);
    trainer.step(windows.get(0, 0));
    clean.step(windows.get(0, 0));
    Tensor nan = Tensor.zeros(3, 4, 2);
    nan.data()[5] = Float.NaN;
    Tensor targets = Tensor.zeros(3, 4, 1);
    boolean[] goOn = new boolean[3];
    assertThatThrownBy(() -> trainer.step(new StreamBatch(new Batch(nan, null, targets), goOn)))
        .isInstanceOf(NonFiniteLossException.class);
    Tensor huge = Tensor.zeros(3, 4, 1);
    Arrays.fill(huge.data(), 1e38f);
    Batch far = new Batch(Tensor.zeros(3, 4, 2), null, huge);
    assertThatThrownBy(() -> trainer.step(new StreamBatch(far, goOn)))
        .isInstanceOf(NonFiniteLossException.class);
    Batch misfit = new Batch(Tensor.zeros(3, 4, 2), null, Tensor.zeros(3, 4, 2));
    assertThatThrownBy(() -> trainer.step(new StreamBatch(misfit, goOn)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(trainer.step(windows.get(0, 1)).loss())
        .isEqualTo(clean.step(windows.get(0, 1)).loss());
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

  @Test
  void aResumedRunReachesTheSameBitsFromEveryStep() {
    TrainerConfig config =
        TrainerConfig.defaults()
            .withEpochs(2)
            .withCheckpointSeconds(0)
            .withRules(WeightRule.gradientNoise(0.01), WeightRule.maxNorm("*kernel", 2));
    StreamBatches windows = StreamBatches.of(X, Y, LENGTHS, 4);
    All all = new All();
    Sequential whole = model();
    new Trainer<>(new CarriedState(whole, Losses.mse()), new Adam(0.01), config, ENGINE)
        .fit(windows, windows, TrainingListener.NONE, all);
    Map<String, Tensor> expected = Fixtures.weights(whole);
    assertThat(all.states).hasSizeGreaterThan(4);
    for (TrainingState state : all.states) {
      All one = new All();
      one.states.add(state);
      Sequential model = model();
      new Trainer<>(new CarriedState(model, Losses.mse()), new Adam(0.01), config, ENGINE)
          .resume(windows, windows, TrainingListener.NONE, one);
      Fixtures.weights(model)
          .forEach((name, t) -> assertThat(t.data()).isEqualTo(expected.get(name).data()));
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    CarriedState carried = new CarriedState(model(), Losses.mse());
    StreamBatches windows = StreamBatches.of(X, Y, null, 4);
    assertThatThrownBy(() -> carried.loss(Tape.training(ENGINE, 1), windows.get(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("for row 0, which goes on");
    assertThatThrownBy(() -> StreamBatches.of(X, Y, null, 0)).hasMessageContaining("received 0.");
    assertThatThrownBy(() -> StreamBatches.of(X, Tensor.zeros(3, 10, 1), null, 4))
        .hasMessageContaining("a target for each of the 11 steps");
    Sequential backwards = Sequential.of(2, 1, Layers.gru(2).sequences().reversed());
    assertThatThrownBy(() -> new CarriedState(backwards, Losses.mse()))
        .hasMessageContaining("cannot run step by step");
    assertThatThrownBy(() -> new StreamBatch(windows.get(0, 0).batch(), new boolean[] {true}))
        .hasMessageContaining("a flag for each of the 3 sequences; received 1.");
  }
}
