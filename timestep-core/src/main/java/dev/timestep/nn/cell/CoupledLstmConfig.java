package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of an LSTM with coupled input and forget gates.
 *
 * @param units width H
 * @param bias whether there is a bias; true by default
 * @param forgetBias what the forget gate's bias starts at under {@link Init#KERAS}; 1 by default
 * @param init how weights start; Keras' way by default
 */
public record CoupledLstmConfig(int units, boolean bias, float forgetBias, Init init)
    implements CellConfig {
  public CoupledLstmConfig {
    Settings.of("CoupledLstm").finite("forgetBias", forgetBias).given("init", init);
    Weights.checkUnits("CoupledLstm", units);
  }

  /** The defaults at a width. */
  public static CoupledLstmConfig of(int units) {
    return new CoupledLstmConfig(units, true, 1f, Init.KERAS);
  }

  /** With another choice of a bias. */
  public CoupledLstmConfig bias(boolean newBias) {
    return new CoupledLstmConfig(units, newBias, forgetBias, init);
  }

  /** With another forget bias. */
  public CoupledLstmConfig forgetBias(float newForgetBias) {
    return new CoupledLstmConfig(units, bias, newForgetBias, init);
  }

  /** With another start. */
  public CoupledLstmConfig init(Init newInit) {
    return new CoupledLstmConfig(units, bias, forgetBias, newInit);
  }

  @Override
  public String kind() {
    return "coupled_lstm";
  }

  @Override
  public CoupledLstmCell build(int features, RandomGenerator random) {
    return new CoupledLstmCell(this, features, random);
  }
}
