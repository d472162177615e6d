package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of an {@link RgLruCell}.
 *
 * @param units width H
 * @param decay how fast the state fades where Λ is 0 and the gate is open, as a factor; 8 by
 *     default, as in the paper
 * @param bias whether the gates have biases; true by default
 * @param init how kernels start; Keras' way by default
 */
public record RgLruConfig(int units, float decay, boolean bias, Init init) implements CellConfig {
  public RgLruConfig {
    Settings.of("RgLru").finite("decay", decay).given("init", init);
    Weights.checkUnits("RgLru", units);
    if (!(decay > 0)) {
      throw new IllegalArgumentException(
          "RgLru expects a decay above 0; received " + decay + ". The paper's is 8.");
    }
  }

  /** The defaults at a width. */
  public static RgLruConfig of(int units) {
    return new RgLruConfig(units, 8f, true, Init.KERAS);
  }

  @Override
  public String kind() {
    return "rg_lru";
  }

  @Override
  public RgLruCell build(int features, RandomGenerator random) {
    return new RgLruCell(this, features, random);
  }
}
