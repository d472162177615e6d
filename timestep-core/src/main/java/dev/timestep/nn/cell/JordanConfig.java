package dev.timestep.nn.cell;

import dev.timestep.autograd.Activation;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link JordanCell}.
 *
 * @param units width of the output, H
 * @param hidden width of the hidden layer; as wide as the output by default
 * @param memory how much of the context stays from step to step, μ from 0 to below 1; 0 by default
 * @param activation of the hidden layer; tanh by default
 * @param outputActivation of the output; tanh by default, since the output is fed back
 * @param bias whether there are biases; true by default
 * @param init how weights start; Keras' way by default
 */
public record JordanConfig(
    int units,
    int hidden,
    float memory,
    Activation activation,
    Activation outputActivation,
    boolean bias,
    Init init)
    implements CellConfig {
  public JordanConfig {
    Settings.of("Jordan")
        .finite("memory", memory)
        .given("activation", activation)
        .given("outputActivation", outputActivation)
        .given("init", init);
    Weights.checkUnits("Jordan", units);
    Weights.checkUnits("Jordan's hidden layer", hidden);
    if (!(memory >= 0 && memory < 1)) {
      throw new IllegalArgumentException(
          "Jordan expects a memory from 0 to below 1; received "
              + memory
              + ". 0 keeps the last output only.");
    }
  }

  /** The defaults at a width. */
  public static JordanConfig of(int units) {
    return new JordanConfig(units, units, 0f, Activation.TANH, Activation.TANH, true, Init.KERAS);
  }

  /** Another width of the hidden layer. */
  public JordanConfig hidden(int width) {
    return new JordanConfig(units, width, memory, activation, outputActivation, bias, init);
  }

  /** Another memory of the context. */
  public JordanConfig memory(float kept) {
    return new JordanConfig(units, hidden, kept, activation, outputActivation, bias, init);
  }

  @Override
  public String kind() {
    return "jordan";
  }

  @Override
  public JordanCell build(int features, RandomGenerator random) {
    return new JordanCell(this, features, random);
  }
}
