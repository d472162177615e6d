package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of a GRU with layer normalisation.
 *
 * @param units width H
 * @param epsilon added to each variance; 1e-5 by default, as PyTorch's layer norm
 * @param init how weights start; Keras' way by default
 */
public record LayerNormGruConfig(int units, float epsilon, Init init) implements CellConfig {
  public LayerNormGruConfig {
    Settings.of("LayerNormGru").finite("epsilon", epsilon).given("init", init);
    Weights.checkUnits("LayerNormGru", units);
    Weights.checkEpsilon("LayerNormGru", epsilon);
  }

  /** The defaults at a width. */
  public static LayerNormGruConfig of(int units) {
    return new LayerNormGruConfig(units, 1e-5f, Init.KERAS);
  }

  /** With another epsilon. */
  public LayerNormGruConfig epsilon(float newEpsilon) {
    return new LayerNormGruConfig(units, newEpsilon, init);
  }

  /** With another start. */
  public LayerNormGruConfig init(Init newInit) {
    return new LayerNormGruConfig(units, epsilon, newInit);
  }

  @Override
  public String kind() {
    return "layer_norm_gru";
  }

  @Override
  public LayerNormGruCell build(int features, RandomGenerator random) {
    return new LayerNormGruCell(this, features, random);
  }
}
