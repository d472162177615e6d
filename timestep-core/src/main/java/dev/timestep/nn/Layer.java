package dev.timestep.nn;

import dev.timestep.autograd.Module;
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

  /**
   * How the layer runs over sequences that arrive piece by piece. A custom layer that looks at each
   * step by itself returns {@link Streaming#stepwise}.
   *
   * @throws IllegalArgumentException when its output depends on later steps, or it has not said
   *     that it does not
   */
  default Streaming streaming() {
    throw new IllegalArgumentException(
        this
            + " cannot run step by step: it does not override Layer.streaming(). Override it, for"
            + " example with Streaming.stepwise(this) if it looks at each step by itself.");
  }

  /** A short name for scopes and summaries, for example {@code "lstm"}. */
  String kind();
}
