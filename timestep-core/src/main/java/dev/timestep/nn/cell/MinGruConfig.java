package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of a {@link MinGruCell}.
 *
 * @param units width H
 * @param positive whether candidates go through g, which makes them positive; false by default
 * @param bias whether there is a bias; true by default
 * @param init how weights start; Keras' way by default
 */
public record MinGruConfig(int units, boolean positive, boolean bias, Init init)
    implements CellConfig {
  public MinGruConfig {
    Settings.of("MinGru").given("init", init);
    Weights.checkUnits("MinGru", units);
  }

  /** The defaults at a width. */
  public static MinGruConfig of(int units) {
    return new MinGruConfig(units, false, true, Init.KERAS);
  }

  /** With candidates through g, or not. */
  public MinGruConfig positive(boolean throughG) {
    return new MinGruConfig(units, throughG, bias, init);
  }

  @Override
  public String kind() {
    return "min_gru";
  }

  @Override
  public MinGruCell build(int features, RandomGenerator random) {
    return new MinGruCell(this, features, random);
  }
}
