package dev.timestep.nn;

/** A layer that reads sequences step by step, so that it can be stacked on another one. */
public sealed interface RecurrentLayer extends StateLayer
    permits Recurrent, Bidirectional, SkipLayer {
  /** Whether the output is every step's, not only the last. */
  boolean returnsSequences();

  /** Width of the input. */
  int features();

  /**
   * Width of the output.
   *
   * @throws IllegalArgumentException when there is no single output
   */
  int outputFeatures();
}
