package dev.timestep.nn.cell;

import dev.timestep.autograd.Activation;
import java.util.random.RandomGenerator;

/**
 * Settings of an {@link ElmanCell}.
 *
 * @param units width of the output layer, H
 * @param hidden width of the hidden layer; as wide as the output by default
 * @param activation of the hidden layer; tanh by default
 * @param outputActivation of the output layer; tanh by default
 * @param bias whether there are biases; true by default
 * @param init how weights start; Keras' way by default
 */
public record ElmanConfig(
    int units,
    int hidden,
    Activation activation,
    Activation outputActivation,
    boolean bias,
    Init init)
    implements CellConfig {
  public ElmanConfig {
    Settings.of("Elman")
        .given("activation", activation)
        .given("outputActivation", outputActivation)
        .given("init", init);
    Weights.checkUnits("Elman", units);
    Weights.checkUnits("Elman's hidden layer", hidden);
  }

  /** The defaults at a width. */
  public static ElmanConfig of(int units) {
    return new ElmanConfig(units, units, Activation.TANH, Activation.TANH, true, Init.KERAS);
  }

  /** Another width of the hidden layer. */
  public ElmanConfig hidden(int width) {
    return new ElmanConfig(units, width, activation, outputActivation, bias, init);
  }

  @Override
  public String kind() {
    return "elman";
  }

  @Override
  public ElmanCell build(int features, RandomGenerator random) {
    return new ElmanCell(this, features, random);
  }
}
