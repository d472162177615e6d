package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of an {@link MguCell}.
 *
 * @param units width H
 * @param bias whether there is a bias; true by default
 * @param forgetBias what the forget gate's bias starts at under {@link Init#KERAS}; 1 by default,
 *     as in the paper
 * @param init how weights start; Keras' way by default
 */
public record MguConfig(int units, boolean bias, float forgetBias, Init init)
    implements CellConfig {
  public MguConfig {
    Settings.of("Mgu").finite("forgetBias", forgetBias).given("init", init);
    Weights.checkUnits("Mgu", units);
  }

  /** The defaults at a width. */
  public static MguConfig of(int units) {
    return new MguConfig(units, true, 1f, Init.KERAS);
  }

  @Override
  public String kind() {
    return "mgu";
  }

  @Override
  public MguCell build(int features, RandomGenerator random) {
    return new MguCell(this, features, random);
  }
}
