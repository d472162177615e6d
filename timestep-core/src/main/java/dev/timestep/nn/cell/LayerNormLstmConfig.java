package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of an LSTM with layer normalisation.
 *
 * @param units width H
 * @param epsilon added to each variance; 1e-5 by default, as PyTorch's layer norm
 * @param forgetBias what the forget gate's bias starts at under {@link Init#KERAS}; 1 by default
 * @param init how weights start; Keras' way by default
 */
public record LayerNormLstmConfig(int units, float epsilon, float forgetBias, Init init)
    implements CellConfig {
  public LayerNormLstmConfig {
    Settings.of("LayerNormLstm")
        .finite("epsilon", epsilon)
        .finite("forgetBias", forgetBias)
        .given("init", init);
    Weights.checkUnits("LayerNormLstm", units);
    Weights.checkEpsilon("LayerNormLstm", epsilon);
  }

  /** The defaults at a width. */
  public static LayerNormLstmConfig of(int units) {
    return new LayerNormLstmConfig(units, 1e-5f, 1f, Init.KERAS);
  }

  /** With another epsilon. */
  public LayerNormLstmConfig epsilon(float newEpsilon) {
    return new LayerNormLstmConfig(units, newEpsilon, forgetBias, init);
  }

  /** With another forget bias. */
  public LayerNormLstmConfig forgetBias(float newForgetBias) {
    return new LayerNormLstmConfig(units, epsilon, newForgetBias, init);
  }

  /** With another start. */
  public LayerNormLstmConfig init(Init newInit) {
    return new LayerNormLstmConfig(units, epsilon, forgetBias, newInit);
  }

  @Override
  public String kind() {
    return "layer_norm_lstm";
  }

  @Override
  public LayerNormLstmCell build(int features, RandomGenerator random) {
    return new LayerNormLstmCell(this, features, random);
  }
}
