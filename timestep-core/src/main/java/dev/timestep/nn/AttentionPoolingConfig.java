package dev.timestep.nn;

import dev.timestep.nn.cell.Weights;
import java.util.random.RandomGenerator;

/**
 * Settings of an {@link AttentionPooling}.
 *
 * @param units width of its inner layer
 */
public record AttentionPoolingConfig(int units) implements LayerConfig {
  public AttentionPoolingConfig {
    Weights.checkUnits("AttentionPooling", units);
  }

  /** Pooling with an inner layer of this width. */
  public static AttentionPoolingConfig of(int units) {
    return new AttentionPoolingConfig(units);
  }

  @Override
  public String kind() {
    return "attention_pooling";
  }

  @Override
  public int outputFeatures(int features) {
    return features;
  }

  @Override
  public AttentionPooling build(int features, RandomGenerator random) {
    return new AttentionPooling(features, units, random);
  }
}
