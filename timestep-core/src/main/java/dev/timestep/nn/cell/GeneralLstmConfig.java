package dev.timestep.nn.cell;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.ActivationFunction;
import java.util.random.RandomGenerator;

/**
 * Settings of an LSTM in all generality; the defaults are those of {@link LstmConfig}.
 *
 * @param units width H
 * @param gate activation of the gates i, f and o; sigmoid by default
 * @param cell activation of what is written; tanh by default
 * @param hidden activation of the cell state in the output; tanh by default
 * @param peepholes whether the gates see the cell state; false by default
 * @param coupled whether f = 1 − i, ONNX's input_forget; false by default
 * @param clip bound of what goes into gate and cell activations; 0, the default, for none
 * @param bias whether there is a bias; true by default
 * @param forgetBias what the forget gate's bias starts at under {@link Init#KERAS}; 1 by default
 * @param init how weights start; Keras' way by default
 */
public record GeneralLstmConfig(
    int units,
    ActivationFunction gate,
    ActivationFunction cell,
    ActivationFunction hidden,
    boolean peepholes,
    boolean coupled,
    float clip,
    boolean bias,
    float forgetBias,
    Init init)
    implements CellConfig {
  public GeneralLstmConfig {
    Settings.of("GeneralLstm")
        .given("gate", gate)
        .given("cell", cell)
        .given("hidden", hidden)
        .finite("forgetBias", forgetBias)
        .given("init", init);
    Weights.checkUnits("GeneralLstm", units);
    if (!(clip >= 0 && clip < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "GeneralLstm expects a clip of 0, for none, or more; received " + clip + ".");
    }
  }

  /** The defaults at a width. */
  public static GeneralLstmConfig of(int units) {
    return new GeneralLstmConfig(
        units,
        Activation.SIGMOID.standard(),
        Activation.TANH.standard(),
        Activation.TANH.standard(),
        false,
        false,
        0f,
        true,
        1f,
        Init.KERAS);
  }

  /** With another choice of peepholes. */
  public GeneralLstmConfig peepholes(boolean newPeepholes) {
    return new GeneralLstmConfig(
        units, gate, cell, hidden, newPeepholes, coupled, clip, bias, forgetBias, init);
  }

  /** With another choice of coupled gates. */
  public GeneralLstmConfig coupled(boolean newCoupled) {
    return new GeneralLstmConfig(
        units, gate, cell, hidden, peepholes, newCoupled, clip, bias, forgetBias, init);
  }

  /** With another bound. */
  public GeneralLstmConfig clip(float newClip) {
    return new GeneralLstmConfig(
        units, gate, cell, hidden, peepholes, coupled, newClip, bias, forgetBias, init);
  }

  /** With another choice of a bias. */
  public GeneralLstmConfig bias(boolean newBias) {
    return new GeneralLstmConfig(
        units, gate, cell, hidden, peepholes, coupled, clip, newBias, forgetBias, init);
  }

  /** With another forget bias. */
  public GeneralLstmConfig forgetBias(float newForgetBias) {
    return new GeneralLstmConfig(
        units, gate, cell, hidden, peepholes, coupled, clip, bias, newForgetBias, init);
  }

  /** With another start. */
  public GeneralLstmConfig init(Init newInit) {
    return new GeneralLstmConfig(
        units, gate, cell, hidden, peepholes, coupled, clip, bias, forgetBias, newInit);
  }

  /** With other activations. */
  public GeneralLstmConfig activations(
      ActivationFunction newGate, ActivationFunction newCell, ActivationFunction newHidden) {
    return new GeneralLstmConfig(
        units, newGate, newCell, newHidden, peepholes, coupled, clip, bias, forgetBias, init);
  }

  @Override
  public String kind() {
    return "general_lstm";
  }

  @Override
  public GeneralLstmCell build(int features, RandomGenerator random) {
    return new GeneralLstmCell(this, features, random);
  }
}
