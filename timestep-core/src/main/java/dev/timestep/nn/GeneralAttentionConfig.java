package dev.timestep.nn;

import java.util.random.RandomGenerator;

/**
 * Settings of a {@link GeneralAttention}.
 *
 * @param scaled whether scores are multiplied by 1/√n for a memory of width n; false by default, as
 *     in the paper
 */
public record GeneralAttentionConfig(boolean scaled) implements AttentionConfig {

  /** Scores as they are. */
  public static GeneralAttentionConfig of() {
    return new GeneralAttentionConfig(false);
  }

  /** The same with or without the scale. */
  public GeneralAttentionConfig scaled(boolean newScaled) {
    return new GeneralAttentionConfig(newScaled);
  }

  @Override
  public String kind() {
    return "general_attention";
  }

  @Override
  public GeneralAttention build(int queryFeatures, int memoryFeatures, RandomGenerator random) {
    return new GeneralAttention(queryFeatures, memoryFeatures, scaled, random);
  }
}
