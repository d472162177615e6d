package dev.timestep.nn;

import dev.timestep.autograd.Tape;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Shape;
import java.util.List;

/**
 * Refuses a chain of layers that cannot run, when it is built: by the forms that its configs
 * declare, and for the rest by a run over a few steps of zeros.
 *
 * @param features width of the input
 * @param configs of the layers
 * @param names of the layers
 * @param layers from the input
 */
record ChainCheck(int features, List<LayerConfig> configs, List<String> names, List<Layer> layers) {
  /** Both differ, so that a layer that takes one axis for the other is found. */
  private static final int PROBE_STEPS = 3;

  private static final int PROBE_BATCH = 2;

  /** Token ids are read by the first layer alone, and have no width of their own. */
  static void checkTokens(int features, List<LayerConfig> configs) {
    if (configs.getFirst().readsTokens() && features != 0 && features != 1) {
      throw new IllegalArgumentException(
          "Sequential expects the width 1 before a layer that reads token ids, since each is one"
              + " number; received "
              + features
              + " before "
              + configs.getFirst()
              + ". Write Sequential.of(1, seed, ..): the width of the vectors is set in the"
              + " embedding.");
    }
    for (int at = 1; at < configs.size(); at++) {
      if (configs.get(at).readsTokens()) {
        throw new IllegalArgumentException(
            "Sequential expects a layer that reads token ids to be the first; received "
                + configs.get(at)
                + " behind "
                + configs.get(at - 1)
                + ", which returns numbers. Put it first.");
      }
    }
  }

  /** Runs over zeros. */
  void run() {
    boolean tokens = configs.getFirst().readsTokens();
    if (!tokens && features < 1) {
      throw new IllegalArgumentException(
          "Sequential expects inputs of 1 feature or more; received " + features + ".");
    }
    Tape tape = Tape.inference(Engine.withThreads(1));
    if (tokens) {
      run(tape, Signal.of(tape.constant(0f, PROBE_STEPS, PROBE_BATCH)));
      return;
    }
    try {
      run(tape, Signal.of(tape.constant(0f, PROBE_STEPS, PROBE_BATCH, features)));
    } catch (RuntimeException refused) {
      // A custom layer may read one value for each example and nothing else.
      if (!runsOverValues()) {
        throw refused;
      }
    }
  }

  private boolean runsOverValues() {
    Tape tape = Tape.inference(Engine.withThreads(1));
    try {
      run(tape, Signal.of(tape.constant(0f, PROBE_BATCH, features)));
      return true;
    } catch (RuntimeException refused) {
      return false;
    }
  }

  private void run(Tape tape, Signal input) {
    Signal signal = input;
    int width = features;
    int ended = -1;
    for (int at = 0; at < layers.size(); at++) {
      Signal before = signal;
      tape.enter(names.get(at));
      try {
        signal = layers.get(at).forward(tape, before);
      } catch (IllegalArgumentException refused) {
        throw refusal(at, ended, before, refused);
      }
      tape.exit();
      width = configs.get(at).outputFeatures(width);
      checkAnswer(at, width, signal.value().shape());
      ended = before.isSequence() && !signal.isSequence() ? at : ended;
    }
  }

  /** What to say of a refusal; {@code ended} is the layer after which there are no steps, or −1. */
  private IllegalArgumentException refusal(
      int at, int ended, Signal input, IllegalArgumentException refused) {
    if (input.isSequence() || ended < 0) {
      return new IllegalArgumentException(
          "At the layer " + names.get(at) + " of a Sequential: " + refused.getMessage(), refused);
    }
    return new IllegalArgumentException(
        "Sequential expects sequences for its layer "
            + names.get(at)
            + ", "
            + layers.get(at)
            + "; received one value per sequence, which is all that "
            + names.get(ended)
            + ", "
            + layers.get(ended)
            + ", returns. "
            + MissingSteps.advice(names.get(ended), configs.get(ended)),
        refused);
  }

  private void checkAnswer(int at, int width, Shape shape) {
    int rank = shape.rank();
    if ((rank != 2 && rank != 3) || shape.dim(rank - 2) != PROBE_BATCH || shape.last() != width) {
      throw new IllegalArgumentException(
          "Sequential expects its layer "
              + names.get(at)
              + " to return [batch, "
              + width
              + "] or [batch, time, "
              + width
              + "]; received "
              + Recurrent.batchFirst(shape)
              + " for a batch of "
              + PROBE_BATCH
              + ". Check the outputFeatures of its config.");
    }
  }
}
