package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Parameter;
import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.StandardScaler;
import dev.timestep.data.TensorDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Fixtures.Pull;
import dev.timestep.train.NonFiniteLossException.Cause;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Training that cannot go on is told what helps; each advice is followed here, and trains. */
class DivergenceAdviceTest {
  private static final Engine ENGINE = Engine.withThreads(1);
  private static final String NO_RATE =
      "No update has been made yet, so neither a lower learning rate nor clipping can help.";

  /** The mean of a sequence, times {@code scale}, is its target. */
  private static TensorDataset means(int time, float scale) {
    int examples = 24;
    Tensor inputs = Tensor.zeros(examples, time, 1);
    Tensor targets = Tensor.zeros(examples, 1);
    for (int b = 0; b < examples; b++) {
      float level = (float) Math.sin(b);
      targets.set(level * scale, b, 0);
      for (int t = 0; t < time; t++) {
        inputs.set((level + (t % 2 == 0 ? 0.1f : -0.1f)) * scale, b, t, 0);
      }
    }
    return new TensorDataset(inputs, targets);
  }

  private static Trainer<Batch> trainer(
      Sequential model, Optimizer optimizer, TrainerConfig config) {
    return new Trainer<>(new Supervised(model, Losses.mse()), optimizer, config, ENGINE);
  }

  private static Trainer<Batch> trainer(Sequential model) {
    return trainer(model, new Adam(0.01), TrainerConfig.defaults().withEpochs(40));
  }

  private static NonFiniteLossException failed(Trainer<Batch> trainer, TensorDataset data) {
    NonFiniteLossException thrown =
        catchThrowableOfType(
            NonFiniteLossException.class, () -> trainer.fit(Batches.inOrder(data, 8), null));
    assertThat(thrown).isNotNull();
    assertThat(thrown.likelyCause()).isEqualTo(Cause.DIVERGED);
    return thrown;
  }

  private static void trains(Trainer<Batch> trainer, TensorDataset data) {
    List<EpochResult> history = trainer.fit(Batches.inOrder(data, 8), null).history();
    assertThat(history.getLast().trainLoss()).isLessThan(0.5 * history.getFirst().trainLoss());
  }

  /** Recurrent weights of 3, as a bad start of a ReLU network has them. */
  private static Sequential growing(LayerConfig layer) {
    Sequential model = Sequential.of(1, 1, layer, Layers.dense(1));
    Parameter recurrent = model.parameters().get("0.rnn.recurrent_kernel");
    if (recurrent != null) {
      float[] weights = recurrent.value().data();
      for (int at = 0; at < weights.length; at++) {
        weights[at] = at % 9 == 0 ? 3 : 0.1f;
      }
      recurrent.changed();
    }
    return model;
  }

  @Test
  void aNetworkThatOverflowsBeforeAnyUpdateIsNotToldToSlowDown() {
    TensorDataset data = means(120, 1);
    LayerConfig relu = Layers.simpleRnn(8, Activation.RELU);
    for (Clipping clipping : List.of(Clipping.none(), Clipping.byNorm(1))) {
      var config = TrainerConfig.defaults().withEpochs(3).withClipping(clipping);
      var thrown = failed(trainer(growing(relu), new Adam(1e-3), config), data);
      assertThat(thrown.place()).isEqualTo("0.rnn");
      assertThat(thrown)
          .hasMessageContaining("in epoch 1, batch 1 (step 1)")
          .hasMessageContaining(NO_RATE)
          .hasMessageContaining("use tanh, an LSTM or a GRU, or shorter sequences")
          .hasMessageNotContaining("one step before");
    }
    // A lower rate or clipping cannot help, as the message says.
    failed(trainer(growing(relu), new Adam(1e-9), TrainerConfig.defaults()), data);
    // What it names does.
    trains(trainer(growing(Layers.simpleRnn(8))), data);
    trains(trainer(growing(Layers.lstm(8))), data);
    trains(trainer(growing(Layers.gru(8))), data);
    trains(trainer(growing(relu)), means(4, 1));
  }

  @Test
  void hugeInputsAreNamed() {
    TensorDataset data = means(6, 1e30f);
    var thrown = failed(trainer(Sequential.of(1, 1, Layers.lstm(4), Layers.dense(1))), data);
    assertThat(thrown)
        .hasMessageContaining(NO_RATE)
        .hasMessageContaining("The numbers of the batch reach 1.06e+30: scale inputs and targets");
    trains(trainer(Sequential.of(1, 1, Layers.lstm(4), Layers.dense(1))), scaled(data));
  }

  private static TensorDataset scaled(TensorDataset data) {
    return new TensorDataset(scaled(data.inputs()), scaled(data.targets()));
  }

  /** By {@code StandardScaler.fit}, as the messages say; one column. */
  private static Tensor scaled(Tensor tensor) {
    double[][] rows = new double[tensor.data().length][1];
    for (int at = 0; at < rows.length; at++) {
      rows[at][0] = tensor.data()[at];
    }
    StandardScaler scaler = StandardScaler.fit(rows, 0, rows.length);
    Tensor scaled = Tensor.zeros(tensor.shape().toArray());
    for (int at = 0; at < rows.length; at++) {
      scaled.data()[at] = (float) ((rows[at][0] - scaler.offset(0)) / scaler.scale(0));
    }
    return scaled;
  }

  @Test
  void hugeTargetsAreNamed() {
    TensorDataset data = means(6, 1);
    TensorDataset huge = new TensorDataset(data.inputs(), means(6, 1e22f).targets());
    var thrown = failed(trainer(Sequential.of(1, 1, Layers.lstm(4), Layers.dense(1))), huge);
    assertThat(thrown)
        .hasMessageContaining(NO_RATE)
        .hasMessageContaining("The predictions are finite: scale the targets");
    trains(
        trainer(Sequential.of(1, 1, Layers.lstm(4), Layers.dense(1))),
        new TensorDataset(data.inputs(), scaled(huge.targets())));
  }

  @Test
  void aRateThatIsTooHighIsToldOneThatTrains() {
    Pattern advised =
        Pattern.compile("ower the learning rate, for example from \\S+ to (\\S+)\\. ");
    TensorDataset data = means(5, 1);
    var config = TrainerConfig.defaults().withEpochs(400);
    for (double rate : new double[] {3, 50, 1e4}) {
      var thrown = failed(trainer(linear(), new Sgd(rate), config), data);
      assertThat(thrown).hasMessageContaining("a training that diverges");
      Matcher found = advised.matcher(thrown.getMessage());
      assertThat(found.find()).as(thrown.getMessage()).isTrue();
      trains(trainer(linear(), new Sgd(Double.parseDouble(found.group(1))), config), data);
    }
  }

  private static Sequential linear() {
    return Sequential.of(
        1, 1, Layers.dense(4), Layers.dense(4), Layers.lastStep(), Layers.dense(1));
  }

  @Test
  void clippingHelpsWhereItIsAdvised() {
    // Unscaled numbers, an ordinary rate: the first gradient is large already.
    TensorDataset data = means(5, 300);
    var config = TrainerConfig.defaults().withEpochs(200);
    var thrown = failed(trainer(linear(), new Sgd(0.01), config), data);
    assertThat(thrown)
        .hasMessageContaining("in the first step, before any update: the numbers are too large")
        .hasMessageContaining(
            "Clip gradients, for example with Clipping.byNorm(1), or scale inputs and targets");
    trains(trainer(linear(), new Sgd(0.01), config.withClipping(Clipping.byNorm(1))), data);
    trains(trainer(linear(), new Sgd(0.01), config), scaled(data));
  }

  @Test
  void aGradientThatCannotBeSquaredIsRefused() {
    for (Optimizer optimizer : List.of(new Adam(0.1), new AdamW(0.1), new RmsProp(0.1))) {
      var config = TrainerConfig.defaults().withEpochs(1);
      Pull pull = new Pull(1e19f);
      var thrown =
          catchThrowableOfType(
              NonFiniteLossException.class,
              () -> new Trainer<>(pull, optimizer, config, ENGINE).fit(Fixtures.pulls(0), null));
      // Without the check the square would be infinite, and the weight would never move again.
      assertThat(thrown)
          .hasMessageContaining("The gradient's norm became 2.00e+19 in epoch 1, batch 1")
          .hasMessageContaining("Clip gradients, for example with Clipping.byNorm(1)");
      assertThat(pull.value()).isEqualTo(1e19f);
      var clipped = config.withClipping(Clipping.byNorm(1));
      new Trainer<>(pull, optimizer, clipped, ENGINE).fit(Fixtures.pulls(0), null);
      new Trainer<>(pull, optimizer, config.withClipping(Clipping.byValue(1)), ENGINE)
          .fit(Fixtures.pulls(0), null);
    }
    Pull sgd = new Pull(1e18f);
    new Trainer<>(sgd, new Sgd(0.5), TrainerConfig.defaults().withEpochs(1), ENGINE)
        .fit(Fixtures.pulls(0), null);
    assertThat(sgd.value()).isZero();
  }
}
