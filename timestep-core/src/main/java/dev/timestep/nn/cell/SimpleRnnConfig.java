package dev.timestep.nn.cell;

import dev.timestep.autograd.Activation;
import java.util.random.RandomGenerator;

/**
 * Settings of a plain recurrent cell.
 *
 * @param units width H
 * @param activation tanh by default
 * @param bias whether there is a bias; true by default
 * @param init how weights start; Keras' way by default
 */
public record SimpleRnnConfig(int units, Activation activation, boolean bias, Init init)
    implements CellConfig {
  public SimpleRnnConfig {
    Settings.of("SimpleRnn").given("activation", activation).given("init", init);
    Weights.checkUnits("SimpleRnn", units);
  }

  /** The defaults at a width. */
  public static SimpleRnnConfig of(int units) {
    return new SimpleRnnConfig(units, Activation.TANH, true, Init.KERAS);
  }

  /** With another activation. */
  public SimpleRnnConfig activation(Activation newActivation) {
    return new SimpleRnnConfig(units, newActivation, bias, init);
  }

  @Override
  public String kind() {
    return "rnn";
  }

  @Override
  public SimpleRnnCell build(int features, RandomGenerator random) {
    return new SimpleRnnCell(this, features, random);
  }
}
