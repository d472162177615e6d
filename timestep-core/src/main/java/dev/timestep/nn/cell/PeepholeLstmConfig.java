package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of an LSTM with peepholes.
 *
 * @param units width H
 * @param bias whether there is a bias; true by default
 * @param forgetBias what the forget gate's bias starts at under {@link Init#KERAS}; 1 by default
 * @param init how weights start; Keras' way by default
 */
public record PeepholeLstmConfig(int units, boolean bias, float forgetBias, Init init)
    implements CellConfig {
  public PeepholeLstmConfig {
    Settings.of("PeepholeLstm").finite("forgetBias", forgetBias).given("init", init);
    Weights.checkUnits("PeepholeLstm", units);
  }

  /** The defaults at a width. */
  public static PeepholeLstmConfig of(int units) {
    return new PeepholeLstmConfig(units, true, 1f, Init.KERAS);
  }

  /** With another choice of a bias. */
  public PeepholeLstmConfig bias(boolean newBias) {
    return new PeepholeLstmConfig(units, newBias, forgetBias, init);
  }

  /** With another forget bias. */
  public PeepholeLstmConfig forgetBias(float newForgetBias) {
    return new PeepholeLstmConfig(units, bias, newForgetBias, init);
  }

  /** With another start. */
  public PeepholeLstmConfig init(Init newInit) {
    return new PeepholeLstmConfig(units, bias, forgetBias, newInit);
  }

  @Override
  public String kind() {
    return "peephole_lstm";
  }

  @Override
  public PeepholeLstmCell build(int features, RandomGenerator random) {
    return new PeepholeLstmCell(this, features, random);
  }
}
