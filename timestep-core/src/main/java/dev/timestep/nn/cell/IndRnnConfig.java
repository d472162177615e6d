package dev.timestep.nn.cell;

import dev.timestep.autograd.Activation;
import java.util.random.RandomGenerator;

/**
 * Settings of an {@link IndRnnCell}.
 *
 * @param units width H
 * @param steps how many steps T sequences have, at most: recurrent weights start within 2^(1/T), so
 *     that no state more than doubles over a sequence; 0, the default, where it is not known, for
 *     weights within 1
 * @param longMemory recurrent weights start near that bound, within [2^(−1/T), 2^(1/T)] or, with no
 *     T, [0.9, 1], rather than between 0 and it: for the last layer of a task that needs what was
 *     long ago; false by default
 * @param activation ReLU by default, as in the paper
 * @param bias whether there is a bias; true by default
 * @param init how the input kernel starts; Keras' way by default
 */
public record IndRnnConfig(
    int units, int steps, boolean longMemory, Activation activation, boolean bias, Init init)
    implements CellConfig {
  public IndRnnConfig {
    Settings.of("IndRnn").given("activation", activation).given("init", init);
    Weights.checkUnits("IndRnn", units);
    if (steps < 0) {
      throw new IllegalArgumentException(
          "IndRnn expects steps of 1 or more, or 0 for a length that is not known; received "
              + steps
              + ".");
    }
  }

  /** The defaults at a width. */
  public static IndRnnConfig of(int units) {
    return new IndRnnConfig(units, 0, false, Activation.RELU, true, Init.KERAS);
  }

  /** For sequences of up to {@code length} steps. */
  public IndRnnConfig steps(int length) {
    return new IndRnnConfig(units, length, longMemory, activation, bias, init);
  }

  /** With recurrent weights that start near their bound. */
  public IndRnnConfig longMemory(boolean near) {
    return new IndRnnConfig(units, steps, near, activation, bias, init);
  }

  /** Another activation. */
  public IndRnnConfig activation(Activation other) {
    return new IndRnnConfig(units, steps, longMemory, other, bias, init);
  }

  /** The bound of recurrent weights, 2^(1/T), or 1. */
  public float bound() {
    return steps == 0 ? 1f : (float) Math.pow(2, 1.0 / steps);
  }

  @Override
  public String kind() {
    return "indrnn";
  }

  @Override
  public IndRnnCell build(int features, RandomGenerator random) {
    return new IndRnnCell(this, features, random);
  }
}
