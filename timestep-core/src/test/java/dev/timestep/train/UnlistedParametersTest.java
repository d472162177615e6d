package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.data.Batch;
import dev.timestep.nn.Layer;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.Signal;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A weight that no parameters() lists cannot be trained, so training does not begin. */
class UnlistedParametersTest {

  /** y = x ⊙ scale, with the scale listed or not. */
  private record Scale(Parameter scale, boolean listed) implements Layer, LayerConfig {
    @Override
    public String kind() {
      return "scale";
    }

    @Override
    public int outputFeatures(int features) {
      return features;
    }

    @Override
    public Layer build(int features, RandomGenerator random) {
      return this;
    }

    @Override
    public SequencedMap<String, Parameter> parameters() {
      SequencedMap<String, Parameter> all = new LinkedHashMap<>();
      if (listed) {
        all.put("scale", scale);
      }
      return all;
    }

    @Override
    public Signal forward(Tape tape, Signal input) {
      return input.with(input.value().multiply(tape.parameter(scale)));
    }
  }

  private final Parameter scale = new Parameter(Tensor.vector(1f, 2f));
  private final Batch batch =
      new Batch(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 3, 2), null, target());

  private static Tensor target() {
    return Tensor.of(new float[] {1}, 1, 1);
  }

  private Trainer<Batch> trainer(boolean listed) {
    Sequential model =
        Sequential.of(2, 5, Layers.lstm(2), new Scale(scale, listed), Layers.dense(1));
    return new Trainer<>(
        new Supervised(model, Losses.mse()), new Adam(0.1), TrainerConfig.defaults());
  }

  @Test
  void theFirstStepNamesWhereItIsRead() {
    assertThatThrownBy(() -> trainer(false).step(batch))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a loss that also reads [2] in 1.scale.")
        .hasMessageContaining("neither trained nor saved")
        .hasMessageContaining("add it to the map that parameters() of its cell, layer");
    assertThat(scale.value().data()).containsExactly(1, 2);
  }

  @Test
  void aListedOneIsTrainedAndAFrozenOneMayBeAnybodys() {
    trainer(true).step(batch);
    assertThat(scale.value().data()).doesNotContain(1, 2);
    scale.freeze(true);
    assertThat(trainer(false).step(batch).loss()).isFinite();
  }
}
