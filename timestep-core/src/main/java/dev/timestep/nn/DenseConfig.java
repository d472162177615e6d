package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.nn.cell.Settings;
import dev.timestep.nn.cell.Weights;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link Dense} layer.
 *
 * @param units width of the output
 * @param activation linear by default
 * @param bias whether there is a bias; true by default
 */
public record DenseConfig(int units, Activation activation, boolean bias) implements LayerConfig {
  public DenseConfig {
    Settings.of("Dense").given("activation", activation);
    Weights.checkUnits("Dense", units);
  }

  /** The same with another activation. */
  public DenseConfig activation(Activation newActivation) {
    return new DenseConfig(units, newActivation, bias);
  }

  @Override
  public String kind() {
    return "dense";
  }

  @Override
  public int outputFeatures(int features) {
    return units;
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return new Dense(features, units, activation, bias, random);
  }
}
