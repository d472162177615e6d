package dev.timestep.report;

import java.util.List;

/**
 * The trained model.
 *
 * @param architecture one line, for example "LSTM, 64 units, 1 layer"
 * @param lookback rows that the model reads before each origin
 * @param horizon rows that it forecasts
 * @param layers its layers from input to output
 */
public record ModelSummary(
    String architecture, RowSpan lookback, RowSpan horizon, List<Layer> layers) {
  /**
   * One layer.
   *
   * @param name its name, for example "Lstm"
   * @param description shape in words, for example "64 units over 365 steps of 4 inputs"
   * @param parameters trainable numbers
   */
  public record Layer(String name, String description, long parameters) {
    /** Checks the texts and the count. */
    public Layer {
      Check.text("ModelSummary.Layer", "name", name);
      Check.that(
          parameters >= 0,
          "ModelSummary.Layer(%s) expects parameters >= 0; received %d.",
          name,
          parameters);
    }
  }

  /** Checks the text and copies the layers. */
  public ModelSummary {
    Check.text("ModelSummary", "architecture", architecture);
    layers = Check.notEmpty("ModelSummary", "layers", layers);
  }

  /** Trainable numbers of all layers. */
  public long parameters() {
    return layers.stream().mapToLong(Layer::parameters).sum();
  }
}
