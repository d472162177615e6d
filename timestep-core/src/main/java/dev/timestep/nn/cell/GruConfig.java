package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of a GRU cell.
 *
 * @param units width H
 * @param form where the reset gate acts; after the recurrent product by default
 * @param bias whether there are biases; true by default
 * @param init how weights start; Keras' way by default
 */
public record GruConfig(int units, Form form, boolean bias, Init init) implements CellConfig {

  /** The two forms of the GRU; neither can stand in for the other. */
  public enum Form {
    /** The reset gate acts after the recurrent product: PyTorch, cuDNN, Keras' default. */
    RESET_AFTER,
    /** The reset gate acts on the state before the product: Cho et al. 2014. */
    RESET_BEFORE
  }

  public GruConfig {
    Settings.of("Gru").given("form", form).given("init", init);
    Weights.checkUnits("Gru", units);
  }

  /** The defaults at a width. */
  public static GruConfig of(int units) {
    return new GruConfig(units, Form.RESET_AFTER, true, Init.KERAS);
  }

  @Override
  public String kind() {
    return "gru";
  }

  @Override
  public GruCell build(int features, RandomGenerator random) {
    return new GruCell(this, features, random);
  }
}
