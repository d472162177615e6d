package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of an LSTM cell.
 *
 * @param units width H
 * @param bias whether there is a bias; true by default
 * @param forgetBias what the forget gate's bias starts at under {@link Init#KERAS}; 1 by default
 *     (Jozefowicz et al. 2015)
 * @param init how weights start; Keras' way by default
 */
public record LstmConfig(int units, boolean bias, float forgetBias, Init init)
    implements CellConfig {
  public LstmConfig {
    Settings.of("Lstm").finite("forgetBias", forgetBias).given("init", init);
    Weights.checkUnits("Lstm", units);
  }

  /** The defaults at a width. */
  public static LstmConfig of(int units) {
    return new LstmConfig(units, true, 1f, Init.KERAS);
  }

  @Override
  public String kind() {
    return "lstm";
  }

  @Override
  public LstmCell build(int features, RandomGenerator random) {
    return new LstmCell(this, features, random);
  }
}
