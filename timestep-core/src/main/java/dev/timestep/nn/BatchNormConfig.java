package dev.timestep.nn;

import dev.timestep.nn.cell.Settings;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link BatchNorm}.
 *
 * @param momentum share of the running statistics that a training step keeps; 0.99 by default
 *     (Keras). PyTorch's momentum 0.1 is 0.9 here
 * @param epsilon added to the variance; 1e-3 by default (Keras)
 * @param unbiased whether the running variance is that of N − 1 (PyTorch); false by default (Keras)
 */
public record BatchNormConfig(float momentum, float epsilon, boolean unbiased)
    implements LayerConfig {
  public BatchNormConfig {
    Settings.of("BatchNorm").finite("momentum", momentum).finite("epsilon", epsilon);
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "BatchNorm expects a momentum from 0 to 1; received "
              + momentum
              + ". It is the share that is kept: PyTorch's 0.1 is 0.9 here.");
    }
    if (!(epsilon > 0 && epsilon < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "BatchNorm expects an epsilon above 0; received " + epsilon + ". Keras has 0.001.");
    }
  }

  /** Keras' defaults: momentum 0.99, ε 1e-3. */
  public static BatchNormConfig keras() {
    return new BatchNormConfig(0.99f, 1e-3f, false);
  }

  /** PyTorch's defaults: 0.9 of the running statistics are kept, ε 1e-5. */
  public static BatchNormConfig torch() {
    return new BatchNormConfig(0.9f, 1e-5f, true);
  }

  @Override
  public String kind() {
    return "batch_norm";
  }

  @Override
  public int outputFeatures(int features) {
    return features;
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return new BatchNorm(this, features);
  }
}
