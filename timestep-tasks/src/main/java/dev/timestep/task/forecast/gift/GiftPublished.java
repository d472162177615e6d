package dev.timestep.task.forecast.gift;

/**
 * What others report for a configuration.
 *
 * @param term of the configuration
 * @param model name of the model, as it is shown
 * @param mase mean absolute scaled error
 * @param crps mean weighted quantile loss, which the board calls CRPS
 */
public record GiftPublished(GiftTerm term, String model, double mase, double crps) {
  /** Checks the figures. */
  public GiftPublished {
    if (model.isBlank()) {
      throw new IllegalArgumentException("model expects a name; received a blank text.");
    }
    if (!(mase > 0 && crps > 0)) {
      throw new IllegalArgumentException(
          "mase and crps expect figures above 0; received %s and %s.".formatted(mase, crps));
    }
  }
}
