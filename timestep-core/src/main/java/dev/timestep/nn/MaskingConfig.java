package dev.timestep.nn;

import java.util.random.RandomGenerator;

/**
 * Settings of a {@link Masking} layer.
 *
 * @param inner the layer that sees the real steps only
 * @param value of which a masked step consists; 0 in Keras
 * @param zeroOutput zeros at masked steps rather than the output computed last; false by default,
 *     as in Keras' {@code zero_output_for_mask}
 */
public record MaskingConfig(LayerConfig inner, float value, boolean zeroOutput)
    implements LayerConfig {
  /** The same with zeros at masked steps. */
  public MaskingConfig zeros() {
    return new MaskingConfig(inner, value, true);
  }

  @Override
  public String kind() {
    return inner.kind();
  }

  @Override
  public int outputFeatures(int features) {
    return inner.outputFeatures(features);
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return new Masking(inner.build(features, random), value, zeroOutput);
  }
}
