package dev.timestep.nn;

import dev.timestep.nn.cell.Weights;
import java.util.random.RandomGenerator;

/**
 * Settings of an {@link AdditiveAttention}.
 *
 * @param units width of its inner layer
 */
public record AdditiveAttentionConfig(int units) implements AttentionConfig {
  public AdditiveAttentionConfig {
    Weights.checkUnits("AdditiveAttention", units);
  }

  /** Additive attention with an inner layer of this width. */
  public static AdditiveAttentionConfig of(int units) {
    return new AdditiveAttentionConfig(units);
  }

  @Override
  public String kind() {
    return "additive_attention";
  }

  @Override
  public AdditiveAttention build(int queryFeatures, int memoryFeatures, RandomGenerator random) {
    return new AdditiveAttention(queryFeatures, memoryFeatures, units, random);
  }
}
