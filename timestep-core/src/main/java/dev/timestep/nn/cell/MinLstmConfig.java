package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of a {@link MinLstmCell}.
 *
 * @param units width H
 * @param positive whether candidates go through g, which makes them positive; false by default
 * @param bias whether there is a bias; true by default
 * @param init how weights start; Keras' way by default
 */
public record MinLstmConfig(int units, boolean positive, boolean bias, Init init)
    implements CellConfig {
  public MinLstmConfig {
    Settings.of("MinLstm").given("init", init);
    Weights.checkUnits("MinLstm", units);
  }

  /** The defaults at a width. */
  public static MinLstmConfig of(int units) {
    return new MinLstmConfig(units, false, true, Init.KERAS);
  }

  /** With candidates through g, or not. */
  public MinLstmConfig positive(boolean throughG) {
    return new MinLstmConfig(units, throughG, bias, init);
  }

  @Override
  public String kind() {
    return "min_lstm";
  }

  @Override
  public MinLstmCell build(int features, RandomGenerator random) {
    return new MinLstmCell(this, features, random);
  }
}
