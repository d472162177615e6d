package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.TensorDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Fixtures.Pull;
import dev.timestep.train.NonFiniteLossException.Cause;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class NonFiniteLossTest {
  private static final Engine ENGINE = Engine.withThreads(1);
  private static final TrainerConfig CONFIG = TrainerConfig.defaults().withEpochs(3);

  private static NonFiniteLossException failed(Runnable training) {
    NonFiniteLossException thrown =
        catchThrowableOfType(NonFiniteLossException.class, training::run);
    assertThat(thrown).isNotNull();
    return thrown;
  }

  @Test
  void aNanInTheDataIsNamedWithItsPlace() {
    TensorDataset data = Fixtures.walks(20, 1);
    data.inputs().set(Float.NaN, 13, 5, 1);
    Sequential model = Fixtures.forecaster();
    var trainer = new Trainer<>(Fixtures.forecast(model), new Adam(0.01), CONFIG, ENGINE);
    // A twin makes the one good step only.
    Sequential twin = Fixtures.forecaster();
    new Trainer<>(Fixtures.forecast(twin), new Adam(0.01), CONFIG, ENGINE)
        .step(Batches.inOrder(data, 8).get(0, 0));
    var thrown = failed(() -> trainer.fit(Batches.inOrder(data, 8), null));
    assertThat(thrown.likelyCause()).isEqualTo(Cause.BAD_DATA);
    assertThat(thrown.epoch()).isEqualTo(1);
    assertThat(thrown.batch()).isEqualTo(2);
    assertThat(thrown)
        .hasMessageContaining("The loss became NaN in epoch 1, batch 2 (step 2)")
        .hasMessageContaining("inputs of example 5, step 5, feature 1 (NaN)")
        .hasMessageContaining("Fill or drop missing values");
    assertThat(Fixtures.weights(model)).isEqualTo(Fixtures.weights(twin));
  }

  @Test
  void aTrainingThatDivergesIsToldARateThatTrains() {
    Pull pull = new Pull(1);
    InMemoryCheckpoints store = new InMemoryCheckpoints();
    var config = CONFIG.withEpochs(500).withCheckpointSeconds(0);
    var trainer = new Trainer<>(pull, new Sgd(100), config, ENGINE);
    var thrown =
        failed(
            () ->
                trainer.fit(Fixtures.pulls(0, 0), Fixtures.pulls(0), TrainingListener.NONE, store));
    assertThat(thrown.likelyCause()).isEqualTo(Cause.DIVERGED);
    assertThat(thrown)
        .hasMessageContaining("became Infinity in epoch")
        .hasMessageContaining("gradient norm was")
        .hasMessageContaining("one step before")
        .hasMessageContaining("Lower the learning rate, for example from 100 to 0.01.");
    // The advice, followed.
    Pull slower = new Pull(1);
    new Trainer<>(slower, new Sgd(0.01), config, ENGINE)
        .fit(Fixtures.pulls(0, 0), Fixtures.pulls(0));
    assertThat(slower.value()).isBetween(-1e-3f, 1e-3f);
    assertThat(Float.isFinite(pull.value())).isTrue();
    // The best weights are in the last checkpoint: the first epoch was the least bad.
    TrainingState last = store.load().orElseThrow();
    assertThat(last.counters().bestEpoch()).isEqualTo(1);
    assertThat(last.tensors().get("best/w").data()[0]).isEqualTo(39601f);
  }

  @Test
  void badWeightsAreNamed() {
    Sequential model = Fixtures.forecaster();
    model.parameters().get("1.dense.kernel").value().data()[2] = Float.NaN;
    var trainer = new Trainer<>(Fixtures.forecast(model), new Adam(0.01), CONFIG, ENGINE);
    var thrown = failed(() -> trainer.step(Fixtures.walks(4, 1).batch(new int[] {0, 1})));
    assertThat(thrown.likelyCause()).isEqualTo(Cause.BAD_WEIGHTS);
    assertThat(thrown.place()).isEqualTo("1.dense.kernel");
    assertThat(thrown).hasMessageContaining("in step 1.").hasMessageContaining("1.dense.kernel");
  }

  @Test
  void theLayerThatOverflowsIsNamed() {
    Sequential model = Sequential.of(2, 1, Layers.simpleRnn(4), Layers.dense(3), Layers.dense(1));
    model.parameters().get("1.dense.kernel").value().data()[0] = 3e38f;
    model.parameters().get("1.dense.bias").value().data()[0] = 3e38f;
    // A bias that saturates tanh, so that the dense layer adds 3e38 to 3e38.
    Arrays.fill(model.parameters().get("0.rnn.bias").value().data(), 50f);
    var trainer = new Trainer<>(Fixtures.forecast(model), new Adam(0.01), CONFIG, ENGINE);
    var thrown = failed(() -> trainer.step(Fixtures.walks(4, 1).batch(new int[] {0, 1})));
    assertThat(thrown.likelyCause()).isEqualTo(Cause.DIVERGED);
    assertThat(thrown.place()).isEqualTo("1.dense");
    assertThat(thrown)
        .hasMessageContaining("come from 1.dense")
        .hasMessageContaining("The weights 1.dense.kernel reach 3.00e+38; start from fresh ones")
        .hasMessageContaining("neither a lower learning rate nor clipping can help");
  }

  @Test
  void aGradientThatOverflowsStopsTheStepToo() {
    Parameter w = new Parameter(Tensor.vector(0, 4));
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("w", w);
    Objective<Integer> root =
        new Objective<>() {
          @Override
          public Variable loss(Tape tape, Integer batch) {
            return tape.parameter(w).sqrt().sum();
          }

          @Override
          public int examples(Integer batch) {
            return 1;
          }

          @Override
          public SequencedMap<String, Parameter> parameters() {
            return all;
          }
        };
    var trainer = new Trainer<>(root, new Sgd(0.1), CONFIG, ENGINE);
    var thrown = failed(() -> trainer.step(1));
    assertThat(thrown)
        .hasMessageContaining("The gradient's norm became Infinity in step 1")
        .hasMessageContaining("the gradient of w");
    assertThat(w.value().data()).containsExactly(0, 4);
    assertThat(trainer.steps()).isZero();
  }

  @Test
  void aBadValidationLossIsToldApart() {
    var trainer = new Trainer<>(new Pull(0), new Sgd(0.1), CONFIG, ENGINE);
    var thrown = failed(() -> trainer.fit(Fixtures.pulls(1), Fixtures.pulls(1, Float.NaN)));
    assertThat(thrown)
        .hasMessageContaining("The loss of validation batch 2 became NaN after epoch 1")
        .hasMessageContaining("the pull (NaN)");
  }

  @Test
  void classIndicesThatAreNoNumbersAreRefusedByTheLoss() {
    var classifier =
        new Supervised(
            Sequential.of(1, 1, Layers.gru(3), Layers.dense(2)), Losses.softmaxCrossEntropy());
    var trainer = new Trainer<>(classifier, new Sgd(0.1), CONFIG, ENGINE);
    Batch batch = new Batch(Tensor.zeros(2, 3, 1), null, Tensor.vector(0, Float.NaN));
    assertThatThrownBy(() -> trainer.step(batch)).hasMessageContaining("received NaN at row 1");
  }
}
