package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of a {@link QrnnCell}.
 *
 * @param units width H
 * @param window inputs that a step reads, 1 or 2: its own, or also the one before; 2 by default, as
 *     in the paper
 * @param pooling which gates there are; FO by default, as in the paper's experiments
 * @param bias whether there is a bias; true by default
 * @param init how weights start; Keras' way by default
 */
public record QrnnConfig(int units, int window, Pooling pooling, boolean bias, Init init)
    implements CellConfig {

  /** The gates of the paper's three kinds of pooling. */
  public enum Pooling {
    /** A forget gate: h′ = f ⊙ h + (1 − f) ⊙ z. */
    F(2),
    /** A forget gate and an output gate: c′ = f ⊙ c + (1 − f) ⊙ z, h = o ⊙ c′. */
    FO(3),
    /** Independent input and forget gates: c′ = f ⊙ c + i ⊙ z, h = o ⊙ c′. */
    IFO(4);

    final int blocks;

    Pooling(int blocks) {
      this.blocks = blocks;
    }
  }

  public QrnnConfig {
    Settings.of("Qrnn").given("pooling", pooling).given("init", init);
    Weights.checkUnits("Qrnn", units);
    if (window < 1 || window > 2) {
      throw new IllegalArgumentException(
          "Qrnn expects a window of 1 or 2; received "
              + window
              + ". Put a causal convolution before it for a wider one.");
    }
  }

  /** The defaults at a width. */
  public static QrnnConfig of(int units) {
    return new QrnnConfig(units, 2, Pooling.FO, true, Init.KERAS);
  }

  /** Another window. */
  public QrnnConfig window(int inputs) {
    return new QrnnConfig(units, inputs, pooling, bias, init);
  }

  /** Other gates. */
  public QrnnConfig pooling(Pooling gates) {
    return new QrnnConfig(units, window, gates, bias, init);
  }

  @Override
  public String kind() {
    return "qrnn";
  }

  @Override
  public QrnnCell build(int features, RandomGenerator random) {
    return new QrnnCell(this, features, random);
  }
}
