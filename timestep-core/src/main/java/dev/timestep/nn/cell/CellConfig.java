package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/** The settings of a cell, from which it is built once its input width is known. */
public interface CellConfig {
  /** A short name, for example {@code "lstm"}. */
  String kind();

  /** Width of the cell's output. */
  int units();

  /** Builds the cell with fresh weights. */
  Cell<?> build(int features, RandomGenerator random);

  /** The same with its input dropped by a mask fixed over time; see {@link DropoutCell}. */
  default CellConfig inputDropout(double rate) {
    return this instanceof CellDropoutConfig(CellConfig inner, double input, double recurrent)
        ? new CellDropoutConfig(inner, rate, recurrent)
        : new CellDropoutConfig(this, rate, 0);
  }

  /**
   * The same with its last output dropped, where it enters products, by a mask fixed over time; see
   * {@link DropoutCell}.
   */
  default CellConfig recurrentDropout(double rate) {
    return this instanceof CellDropoutConfig(CellConfig inner, double input, double recurrent)
        ? new CellDropoutConfig(inner, input, rate)
        : new CellDropoutConfig(this, 0, rate);
  }

  /**
   * The same with parts of its state that stay as they were; see {@link ZoneoutCell}.
   *
   * @param output rate of the output
   * @param memory rate of the memory beside it, such as an LSTM's c; 0 where there is none
   */
  default CellConfig zoneout(double output, double memory) {
    return new ZoneoutConfig(this, output, memory);
  }

  /** The same with some recurrent weights dropped for each batch; see {@link WeightDropCell}. */
  default CellConfig weightDrop(double rate) {
    return new WeightDropConfig(this, rate);
  }

  /** The same with an initial state that is learned; see {@link LearnedStateCell}. */
  default CellConfig learnedState() {
    return new LearnedStateConfig(this);
  }
}
