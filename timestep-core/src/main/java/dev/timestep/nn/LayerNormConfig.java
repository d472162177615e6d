package dev.timestep.nn;

import dev.timestep.nn.cell.Settings;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link LayerNorm}.
 *
 * @param epsilon added to the variance, 1e-5 by default
 */
public record LayerNormConfig(float epsilon) implements LayerConfig {
  public LayerNormConfig {
    Settings.of("LayerNorm").finite("epsilon", epsilon);
    LayerNorm.checkEpsilon(epsilon);
  }

  @Override
  public String kind() {
    return "layer_norm";
  }

  @Override
  public int outputFeatures(int features) {
    return features;
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return new LayerNorm(features, epsilon);
  }
}
