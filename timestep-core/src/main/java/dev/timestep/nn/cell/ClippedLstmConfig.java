package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of an LSTM with a clipped cell state.
 *
 * @param units width H
 * @param clip bound of the cell state; 3 by default, as in ELMo (Peters et al. 2018)
 * @param bias whether there is a bias; true by default
 * @param forgetBias what the forget gate's bias starts at under {@link Init#KERAS}; 1 by default
 * @param init how weights start; Keras' way by default
 */
public record ClippedLstmConfig(int units, float clip, boolean bias, float forgetBias, Init init)
    implements CellConfig {
  public ClippedLstmConfig {
    Settings.of("ClippedLstm")
        .finite("clip", clip)
        .finite("forgetBias", forgetBias)
        .given("init", init);
    Weights.checkUnits("ClippedLstm", units);
    if (!(clip > 0)) {
      throw new IllegalArgumentException(
          "ClippedLstm expects a clip above 0; received "
              + clip
              + ". An LSTM without one is LstmConfig.of("
              + units
              + ").");
    }
  }

  /** The defaults at a width. */
  public static ClippedLstmConfig of(int units) {
    return new ClippedLstmConfig(units, 3f, true, 1f, Init.KERAS);
  }

  /** With another bound. */
  public ClippedLstmConfig clip(float newClip) {
    return new ClippedLstmConfig(units, newClip, bias, forgetBias, init);
  }

  /** With another choice of a bias. */
  public ClippedLstmConfig bias(boolean newBias) {
    return new ClippedLstmConfig(units, clip, newBias, forgetBias, init);
  }

  /** With another forget bias. */
  public ClippedLstmConfig forgetBias(float newForgetBias) {
    return new ClippedLstmConfig(units, clip, bias, newForgetBias, init);
  }

  /** With another start. */
  public ClippedLstmConfig init(Init newInit) {
    return new ClippedLstmConfig(units, clip, bias, forgetBias, newInit);
  }

  @Override
  public String kind() {
    return "clipped_lstm";
  }

  @Override
  public ClippedLstmCell build(int features, RandomGenerator random) {
    return new ClippedLstmCell(this, features, random);
  }
}
