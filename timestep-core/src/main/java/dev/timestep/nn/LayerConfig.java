package dev.timestep.nn;

import java.util.random.RandomGenerator;

/**
 * The settings of a layer, from which it is built once its input width is known. Configs are
 * records, checked when made, and are what a model file holds.
 */
public interface LayerConfig {
  /** A short name, for example {@code "dense"}. */
  String kind();

  /** Width of the output for inputs of this width. */
  int outputFeatures(int features);

  /** Whether the input is token ids rather than features; false by default. */
  default boolean readsTokens() {
    return false;
  }

  /** Builds the layer with fresh weights. */
  Layer build(int features, RandomGenerator random);
}
