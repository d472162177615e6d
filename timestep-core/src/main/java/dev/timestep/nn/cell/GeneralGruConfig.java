package dev.timestep.nn.cell;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.ActivationFunction;
import java.util.random.RandomGenerator;

/**
 * Settings of a GRU in all generality; the defaults are those of {@link GruConfig}.
 *
 * @param units width H
 * @param form where the reset gate acts; after the recurrent product by default, ONNX's
 *     linear_before_reset = 1
 * @param gate activation of the gates r and z; sigmoid by default
 * @param candidate activation of the new state; tanh by default
 * @param clip bound of what goes into the activations; 0, the default, for none
 * @param bias whether there is a bias; true by default
 * @param init how weights start; Keras' way by default
 */
public record GeneralGruConfig(
    int units,
    GruConfig.Form form,
    ActivationFunction gate,
    ActivationFunction candidate,
    float clip,
    boolean bias,
    Init init)
    implements CellConfig {
  public GeneralGruConfig {
    Settings.of("GeneralGru")
        .given("form", form)
        .given("gate", gate)
        .given("candidate", candidate)
        .given("init", init);
    Weights.checkUnits("GeneralGru", units);
    if (!(clip >= 0 && clip < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "GeneralGru expects a clip of 0, for none, or more; received " + clip + ".");
    }
  }

  /** The defaults at a width. */
  public static GeneralGruConfig of(int units) {
    return new GeneralGruConfig(
        units,
        GruConfig.Form.RESET_AFTER,
        Activation.SIGMOID.standard(),
        Activation.TANH.standard(),
        0f,
        true,
        Init.KERAS);
  }

  /** With another form. */
  public GeneralGruConfig form(GruConfig.Form newForm) {
    return new GeneralGruConfig(units, newForm, gate, candidate, clip, bias, init);
  }

  /** With another bound. */
  public GeneralGruConfig clip(float newClip) {
    return new GeneralGruConfig(units, form, gate, candidate, newClip, bias, init);
  }

  /** With another choice of a bias. */
  public GeneralGruConfig bias(boolean newBias) {
    return new GeneralGruConfig(units, form, gate, candidate, clip, newBias, init);
  }

  /** With another start. */
  public GeneralGruConfig init(Init newInit) {
    return new GeneralGruConfig(units, form, gate, candidate, clip, bias, newInit);
  }

  /** With other activations. */
  public GeneralGruConfig activations(ActivationFunction newGate, ActivationFunction newCandidate) {
    return new GeneralGruConfig(units, form, newGate, newCandidate, clip, bias, init);
  }

  @Override
  public String kind() {
    return "general_gru";
  }

  @Override
  public GeneralGruCell build(int features, RandomGenerator random) {
    return new GeneralGruCell(this, features, random);
  }
}
