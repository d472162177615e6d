package dev.timestep.nn;

import dev.timestep.nn.cell.Settings;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link DotAttention}.
 *
 * @param scale of the scores; none by default, as in Keras
 */
public record DotAttentionConfig(AttentionScale scale) implements AttentionConfig {
  public DotAttentionConfig {
    Settings.of("DotAttention").given("scale", scale);
  }

  /** Scores as they are. */
  public static DotAttentionConfig of() {
    return new DotAttentionConfig(AttentionScale.NONE);
  }

  /** The same with another scale. */
  public DotAttentionConfig scale(AttentionScale newScale) {
    return new DotAttentionConfig(newScale);
  }

  @Override
  public String kind() {
    return "dot_attention";
  }

  @Override
  public DotAttention build(int queryFeatures, int memoryFeatures, RandomGenerator random) {
    if (queryFeatures != memoryFeatures) {
      throw new IllegalArgumentException(
          "DotAttention expects queries as wide as the memory, "
              + memoryFeatures
              + "; received "
              + queryFeatures
              + ". Use GeneralAttention, which projects them.");
    }
    return new DotAttention(memoryFeatures, scale);
  }
}
