package dev.timestep.autograd;

/** What a convolution reads beyond the edges. */
public enum Padding {
  /** Nothing: only whole patches inside, so the output is shorter. */
  VALID,
  /**
   * Zeros on both sides, so that the output has ⌈size / stride⌉ places; where their number is odd,
   * one more at the end (as Keras).
   */
  SAME,
  /** Zeros before the start only: place p reads nothing after p · stride. */
  CAUSAL
}
