package dev.timestep.nn;

import java.util.random.RandomGenerator;

/**
 * Settings of an {@link Attention}; as a {@link LayerConfig} those of a layer in which a sequence
 * attends to itself.
 */
public interface AttentionConfig extends LayerConfig {
  /**
   * Builds the layer with fresh weights.
   *
   * @param queryFeatures width of a query
   * @param memoryFeatures width of a step of the memory
   */
  Attention build(int queryFeatures, int memoryFeatures, RandomGenerator random);

  @Override
  default Attention build(int features, RandomGenerator random) {
    return build(features, features, random);
  }

  /** Width of the output over a memory of this width. */
  @Override
  default int outputFeatures(int memoryFeatures) {
    return memoryFeatures;
  }
}
