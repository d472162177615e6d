package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of an LSTM with a projected output.
 *
 * @param hidden width H of the cell state; PyTorch's hidden_size
 * @param units width P of the output; PyTorch's proj_size, there smaller than H
 * @param bias whether there is a bias; true by default
 * @param forgetBias what the forget gate's bias starts at under {@link Init#KERAS}; 1 by default
 * @param init how weights start; Keras' way by default
 */
public record ProjectedLstmConfig(int hidden, int units, boolean bias, float forgetBias, Init init)
    implements CellConfig {
  public ProjectedLstmConfig {
    Settings.of("ProjectedLstm").finite("forgetBias", forgetBias).given("init", init);
    Weights.checkUnits("ProjectedLstm", units);
    if (hidden < 1) {
      throw new IllegalArgumentException(
          "ProjectedLstm expects a hidden width of 1 or more; received " + hidden + ".");
    }
  }

  /** The defaults at a width of the cell state and one of the output. */
  public static ProjectedLstmConfig of(int hidden, int units) {
    return new ProjectedLstmConfig(hidden, units, true, 1f, Init.KERAS);
  }

  /** With another choice of a bias. */
  public ProjectedLstmConfig bias(boolean newBias) {
    return new ProjectedLstmConfig(hidden, units, newBias, forgetBias, init);
  }

  /** With another forget bias. */
  public ProjectedLstmConfig forgetBias(float newForgetBias) {
    return new ProjectedLstmConfig(hidden, units, bias, newForgetBias, init);
  }

  /** With another start. */
  public ProjectedLstmConfig init(Init newInit) {
    return new ProjectedLstmConfig(hidden, units, bias, forgetBias, newInit);
  }

  @Override
  public String kind() {
    return "projected_lstm";
  }

  @Override
  public ProjectedLstmCell build(int features, RandomGenerator random) {
    return new ProjectedLstmCell(this, features, random);
  }
}
