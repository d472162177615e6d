package dev.timestep.nn;

/**
 * What to change where a layer reads sequences and another before it returns one value for each.
 * Models say it when they are built.
 */
public final class MissingSteps {
  private MissingSteps() {}

  /**
   * What to change in the layer that returns one value per sequence.
   *
   * @param name of the layer, for example {@code "0.lstm"}
   * @param layer its settings
   * @return one sentence
   */
  public static String advice(String name, LayerConfig layer) {
    return canReturnSteps(layer)
        ? "Add .sequences() to the layer " + name + ", so that it returns every step."
        : layer instanceof MaskingConfig masking && canReturnSteps(masking.inner())
            ? "Add .sequences() to the layer inside of " + name + ", so that it returns every step."
            : "Leave " + name + " out, or put it behind all layers that read sequences.";
  }

  private static boolean canReturnSteps(LayerConfig layer) {
    return layer instanceof RecurrentConfig
        || layer instanceof BidirectionalConfig
        || layer instanceof RecurrentStackConfig;
  }
}
