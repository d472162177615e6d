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
}
