package dev.timestep.nn;

import dev.timestep.autograd.Tape;

/**
 * A step of a network from one signal to the next. Layers keep no hidden state: whatever is carried
 * from call to call is a value that the caller owns.
 */
public interface Layer extends Module {
  /**
   * Computes the layer's output on {@code tape}.
   *
   * @throws IllegalArgumentException when the shape does not fit; the message names the layer, what
   *     it expects, what it received and what to check
   */
  Signal forward(Tape tape, Signal input);

  /** A short name for scopes and summaries, for example {@code "lstm"}. */
  String kind();
}
