package dev.timestep.nn;

import dev.timestep.nn.cell.Settings;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link Masking} layer.
 *
 * @param inner the layer that sees the real steps only; it answers each of them, or once per
 *     sequence
 * @param value of which a masked step consists, finite; 0 in Keras
 * @param zeroOutput zeros at masked steps rather than the output computed last; false by default,
 *     as in Keras' {@code zero_output_for_mask}
 */
public record MaskingConfig(LayerConfig inner, float value, boolean zeroOutput)
    implements LayerConfig {
  public MaskingConfig {
    Settings.of("Masking").given("inner", inner);
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(
          "Masking expects a finite value of which a masked step consists; received "
              + value
              + ". Write a number that no real step has, such as -1, to the steps that are"
              + " missing.");
    }
    if (inner.readsTokens()) {
      throw new IllegalArgumentException(
          "Masking expects a layer that reads features; received "
              + inner.kind()
              + ", which reads token ids. Give it a padding id instead.");
    }
  }

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
    Masking masking = new Masking(inner.build(features, random), value, zeroOutput);
    masking.checkKeepsSteps(features);
    return masking;
  }
}
