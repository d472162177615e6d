package dev.timestep.report;

/**
 * The losses of a training by epoch.
 *
 * @param loss name of the loss as the user chose it, for example "mae"
 * @param train mean training loss of each epoch, [epochs]
 * @param validation validation loss after each epoch, [epochs]; empty where there was no validation
 * @param bestEpoch epoch, counted from 1, whose weights were kept; 0 for those before training
 */
public record LossCurve(String loss, Numbers train, Numbers validation, int bestEpoch) {
  private static final String NOTHING = "nothing";

  /** Of a model that is not trained in epochs; the page leaves the curve out. */
  public static final LossCurve NONE = new LossCurve(NOTHING, Numbers.empty(), Numbers.empty(), 0);

  /** Checks that the curves are equally long and hold the best epoch. */
  public LossCurve {
    Check.text("LossCurve", "loss", loss);
    Check.that(
        train.size() > 0 || loss.equals(NOTHING),
        "LossCurve expects at least one epoch; received none.");
    Check.that(
        validation.size() == 0 || validation.size() == train.size(),
        "LossCurve expects a validation loss for each of %d epochs; received %d.",
        train.size(),
        validation.size());
    Check.that(
        bestEpoch >= 0 && bestEpoch <= train.size(),
        "LossCurve expects the best epoch within 0..%d; received %d. Epochs count from 1.",
        train.size(),
        bestEpoch);
  }

  /** Epochs trained. */
  public int epochs() {
    return train.size();
  }
}
