package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of an {@link SlstmCell}.
 *
 * @param units width H
 * @param forget how the forget gate opens; SIGMOID by default
 * @param forgetBias what the forget gate's bias starts at under {@link Init#KERAS}; 1 by default,
 *     as in {@link LstmConfig}
 * @param bias whether there is a bias; true by default
 * @param init how weights start; Keras' way by default
 */
public record SlstmConfig(int units, Forget forget, float forgetBias, boolean bias, Init init)
    implements CellConfig {

  /** The two forget gates of the paper. */
  public enum Forget {
    /** σ: between 0 and 1. */
    SIGMOID,
    /** e^x, like the input gate: old things may grow against new ones. */
    EXPONENTIAL
  }

  public SlstmConfig {
    Settings.of("Slstm")
        .given("forget", forget)
        .finite("forgetBias", forgetBias)
        .given("init", init);
    Weights.checkUnits("Slstm", units);
  }

  /** The defaults at a width. */
  public static SlstmConfig of(int units) {
    return new SlstmConfig(units, Forget.SIGMOID, 1f, true, Init.KERAS);
  }

  /** Another forget gate. */
  public SlstmConfig forget(Forget gate) {
    return new SlstmConfig(units, gate, forgetBias, bias, init);
  }

  @Override
  public String kind() {
    return "slstm";
  }

  @Override
  public SlstmCell build(int features, RandomGenerator random) {
    return new SlstmCell(this, features, random);
  }
}
