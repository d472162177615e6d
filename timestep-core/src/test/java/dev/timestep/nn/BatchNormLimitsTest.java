package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Parameter;
import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.StandardScaler;
import dev.timestep.data.TensorDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Batch normalisation of numbers whose variance a float holds barely, or not at all. */
class BatchNormLimitsTest {
  /** Two features; the second varies by {@code size}. */
  private static Tensor varying(float size) {
    Tensor x = Tensor.zeros(4, 5, 2);
    for (int at = 0; at < x.data().length; at++) {
      x.data()[at] = (float) Math.sin(at) * (at % 2 == 0 ? 1 : size);
    }
    return x;
  }

  private static Trainer<Batch> trainer(Sequential model) {
    return new Trainer<>(
        new Supervised(model, Losses.mse()),
        new Adam(0.01),
        TrainerConfig.defaults().withEpochs(3),
        Engine.withThreads(1));
  }

  private static Sequential normalised(LayerConfig... before) {
    List<LayerConfig> layers = new ArrayList<>(List.of(before));
    layers.addAll(List.of(Layers.batchNorm(), Layers.lstm(3), Layers.dense(1)));
    return Sequential.of(2, 1, layers);
  }

  @Test
  void aVarianceThatNoFloatHoldsIsRefused() {
    Sequential model = normalised();
    Batch batch = new Batch(varying(1e20f), null, Tensor.zeros(4, 1));
    assertThatThrownBy(() -> trainer(model).step(batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "BatchNorm(features=2) expects inputs whose variance is at most 3.4e+38")
        .hasMessageContaining("in feature 1, counted from 0")
        .hasMessageContaining("StandardScaler.fit");
    // Refused whole: the statistics are as before.
    Map<String, Parameter> all = model.parameters();
    assertThat(all.get("0.batch_norm.moving_mean").value().data()).containsExactly(0, 0);
    assertThat(all.get("0.batch_norm.moving_variance").value().data()).containsExactly(1, 1);
  }

  @Test
  void theAdviceOnItTrains() {
    var scaler = new double[20][2];
    Tensor x = varying(1e20f);
    for (int row = 0; row < 20; row++) {
      scaler[row] = new double[] {x.data()[2 * row], x.data()[2 * row + 1]};
    }
    StandardScaler fitted = StandardScaler.fit(scaler, 0, 20);
    Tensor scaled = Tensor.zeros(4, 5, 2);
    for (int at = 0; at < 40; at++) {
      scaled.data()[at] = (float) ((x.data()[at] - fitted.offset(at % 2)) / fitted.scale(at % 2));
    }
    checkLearns(normalised(), scaled);
    checkLearns(normalised(Layers.dense(3).activation(Activation.TANH)), x);
  }

  @Test
  void whatAFloatStillHoldsIsNormalised() {
    checkLearns(normalised(), varying(1e18f));
    checkLearns(normalised(), varying(1e-20f));
  }

  /** Trains, with finite statistics, to predictions that depend on the inputs. */
  private static void checkLearns(Sequential model, Tensor x) {
    Tensor targets = Tensor.of(new float[] {1, -1, 2, 0}, 4, 1);
    var data = Batches.inOrder(new TensorDataset(x, targets), 4);
    trainer(model).fit(data, null);
    model
        .parameters()
        .forEach(
            (name, p) -> {
              for (float number : p.value().data()) {
                assertThat(number).as(name).isFinite();
              }
            });
    float[] answers = model.predict(x).data();
    assertThat(answers[0]).isFinite().isNotEqualTo(answers[1]);
  }

  @Test
  void anInfiniteVarianceOfAFileIsRefused() {
    Sequential model = normalised();
    Parameter variance = model.parameters().get("0.batch_norm.moving_variance");
    variance.assign(Tensor.vector(1, Float.POSITIVE_INFINITY));
    assertThatThrownBy(() -> model.predict(varying(1)))
        .hasMessageContaining(
            "expects a finite moving_variance of 0 or more; it holds Infinity for" + " feature 1")
        .hasMessageContaining("train again");
  }
}
