package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of an {@link SruCell}.
 *
 * @param units width H
 * @param highwayBias where the bias of the highway's gate starts; 0 by default, negative (the paper
 *     tries −3) for deep stacks, so that much of the input gets through
 * @param scaling whether the highway is scaled by α = √(1 + 2e^highwayBias), which keeps the
 *     variance of stacked layers; true by default
 * @param bias whether the gates have biases; true by default
 */
public record SruConfig(int units, float highwayBias, boolean scaling, boolean bias)
    implements CellConfig {
  public SruConfig {
    Settings.of("Sru").finite("highwayBias", highwayBias);
    Weights.checkUnits("Sru", units);
  }

  /** The defaults at a width. */
  public static SruConfig of(int units) {
    return new SruConfig(units, 0f, true, true);
  }

  /** Another start of the highway's bias. */
  public SruConfig highwayBias(float start) {
    return new SruConfig(units, start, scaling, bias);
  }

  /** α. */
  float alpha() {
    return scaling ? (float) Math.sqrt(1 + 2 * Math.exp(highwayBias)) : 1f;
  }

  @Override
  public String kind() {
    return "sru";
  }

  @Override
  public SruCell build(int features, RandomGenerator random) {
    return new SruCell(this, features, random);
  }
}
