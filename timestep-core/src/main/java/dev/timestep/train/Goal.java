package dev.timestep.train;

/**
 * By what the best epoch is chosen, and when training stops early: the validation loss, or a metric
 * on the validation part.
 *
 * <pre>{@code
 * var config = TrainerConfig.defaults()
 *     .withMetrics(Metrics::accuracy)
 *     .withGoal(Goal.highest("accuracy"))
 *     .withPatience(10);
 * }</pre>
 *
 * <p>A metric that counts, such as the accuracy, often stays the same from one epoch to the next;
 * the first of equal epochs is the best one, and the others count against patience. The learning
 * rate still follows the loss ({@link ReduceOnPlateau}).
 *
 * @param name of a metric of {@link TrainerConfig#metrics}, or {@value #LOSS}
 * @param highest whether more is better
 */
public record Goal(String name, boolean highest) {
  /** The name of the validation loss. */
  public static final String LOSS = "loss";

  public Goal {
    if (highest && name.equals(LOSS)) {
      throw new IllegalArgumentException(
          "A goal expects the lowest loss; received the highest. Write Goal.lowestLoss(), or name a"
              + " metric.");
    }
  }

  /** The lowest validation loss; the default. */
  public static Goal lowestLoss() {
    return new Goal(LOSS, false);
  }

  /** The highest value of a metric, such as the accuracy or F1. */
  public static Goal highest(String metric) {
    return new Goal(metric, true);
  }

  /** The lowest value of a metric, such as the mean absolute error. */
  public static Goal lowest(String metric) {
    return new Goal(metric, false);
  }

  boolean isLoss() {
    return name.equals(LOSS);
  }

  /** The figure of an epoch that was validated. */
  double of(EpochResult epoch) {
    if (isLoss()) {
      return epoch.validationLoss().orElse(Double.NaN);
    }
    return epoch.metrics().getOrDefault(name, Double.NaN);
  }

  /** Whether a value is better than another by more than the least gain. */
  boolean better(double value, double than, double minimumGain) {
    return highest ? value > than + minimumGain : value < than - minimumGain;
  }

  /** What every value is better than. */
  double worst() {
    return highest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  @Override
  public String toString() {
    return (highest ? "highest " : "lowest ") + name;
  }
}
