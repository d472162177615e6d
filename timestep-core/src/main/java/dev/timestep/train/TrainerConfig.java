package dev.timestep.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The settings of a training run.
 *
 * <p>The best weights are those of the epoch with the lowest validation loss, unless there is
 * another goal; they are kept whenever there is validation data, and the model has them when {@link
 * Trainer#fit} returns.
 *
 * @param epochs passes over the training data at most, 1 or more; 20 by default
 * @param seed of dropout; 42 by default. Weights and the order of examples have seeds of their own
 * @param clipping of gradients; none by default
 * @param schedule of the learning rate; constant by default
 * @param patience epochs without a better validation loss, or whatever the goal is, after which
 *     training stops; 0, the default, never stops early
 * @param minimumGain by how much a validation loss must be lower, or the goal's metric better, to
 *     count as better; 0 by default
 * @param averageDecay d in [0, 1): evaluate, and return, an exponential moving average of the
 *     weights, with d growing towards this value as min(d, (1 + step) / (10 + step)); 0, the
 *     default, is off; 0.99 to 0.999 is customary
 * @param checkpointSeconds besides the end of each epoch, a checkpoint is written when this much
 *     time has passed since the last; 30 by default, 0 for every step
 * @param rules what is done to weights beside the optimizer's rule, in this order; none by default
 * @param metrics makers of what is measured on the validation data after each epoch, such as {@code
 *     Metrics::accuracy}; none by default. They do not change the training unless one is the goal
 * @param goal by what the best epoch is chosen; the lowest validation loss by default
 */
public record TrainerConfig(
    int epochs,
    long seed,
    Clipping clipping,
    Schedule schedule,
    int patience,
    double minimumGain,
    double averageDecay,
    double checkpointSeconds,
    List<WeightRule> rules,
    List<Supplier<Metric>> metrics,
    Goal goal) {

  public TrainerConfig {
    rules = List.copyOf(rules);
    metrics = List.copyOf(metrics);
    Settings.atLeast("TrainerConfig", "a number of epochs", epochs, 1);
    Settings.atLeast("TrainerConfig", "a patience", patience, 0);
    Settings.inRange("TrainerConfig", "a minimum gain", minimumGain, 0, Double.POSITIVE_INFINITY);
    Settings.inRange("TrainerConfig", "an average decay", averageDecay, 0, 1);
    if (!(checkpointSeconds >= 0)) {
      throw new IllegalArgumentException(
          "TrainerConfig expects 0 or more seconds between checkpoints; received "
              + checkpointSeconds
              + ".");
    }
  }

  /** The defaults. */
  public static TrainerConfig defaults() {
    return new TrainerConfig(
        20,
        42,
        Clipping.none(),
        Schedule.constant(),
        0,
        0,
        0,
        30,
        List.of(),
        List.of(),
        Goal.lowestLoss());
  }

  /** The same with another number of epochs. */
  public TrainerConfig withEpochs(int newEpochs) {
    return new TrainerConfig(
        newEpochs,
        seed,
        clipping,
        schedule,
        patience,
        minimumGain,
        averageDecay,
        checkpointSeconds,
        rules,
        metrics,
        goal);
  }

  /** The same with another seed. */
  public TrainerConfig withSeed(long newSeed) {
    return new TrainerConfig(
        epochs,
        newSeed,
        clipping,
        schedule,
        patience,
        minimumGain,
        averageDecay,
        checkpointSeconds,
        rules,
        metrics,
        goal);
  }

  /** The same with another clipping. */
  public TrainerConfig withClipping(Clipping newClipping) {
    return new TrainerConfig(
        epochs,
        seed,
        newClipping,
        schedule,
        patience,
        minimumGain,
        averageDecay,
        checkpointSeconds,
        rules,
        metrics,
        goal);
  }

  /** The same with another schedule. */
  public TrainerConfig withSchedule(Schedule newSchedule) {
    return new TrainerConfig(
        epochs,
        seed,
        clipping,
        newSchedule,
        patience,
        minimumGain,
        averageDecay,
        checkpointSeconds,
        rules,
        metrics,
        goal);
  }

  /** The same with early stopping. */
  public TrainerConfig withPatience(int newPatience) {
    return new TrainerConfig(
        epochs,
        seed,
        clipping,
        schedule,
        newPatience,
        minimumGain,
        averageDecay,
        checkpointSeconds,
        rules,
        metrics,
        goal);
  }

  /** The same with another least gain. */
  public TrainerConfig withMinimumGain(double newMinimumGain) {
    return new TrainerConfig(
        epochs,
        seed,
        clipping,
        schedule,
        patience,
        newMinimumGain,
        averageDecay,
        checkpointSeconds,
        rules,
        metrics,
        goal);
  }

  /** The same with an average of the weights. */
  public TrainerConfig withAverageDecay(double newAverageDecay) {
    return new TrainerConfig(
        epochs,
        seed,
        clipping,
        schedule,
        patience,
        minimumGain,
        newAverageDecay,
        checkpointSeconds,
        rules,
        metrics,
        goal);
  }

  /** The same with another time between checkpoints. */
  public TrainerConfig withCheckpointSeconds(double newCheckpointSeconds) {
    return new TrainerConfig(
        epochs,
        seed,
        clipping,
        schedule,
        patience,
        minimumGain,
        averageDecay,
        newCheckpointSeconds,
        rules,
        metrics,
        goal);
  }

  /** The same with these rules for weights, such as penalties, decay, limits and noise. */
  public TrainerConfig withRules(WeightRule... newRules) {
    return new TrainerConfig(
        epochs,
        seed,
        clipping,
        schedule,
        patience,
        minimumGain,
        averageDecay,
        checkpointSeconds,
        List.of(newRules),
        metrics,
        goal);
  }

  /**
   * The same with these metrics, each of which is measured on the validation data after each epoch.
   *
   * @param newMetrics makers, for example {@code Metrics::accuracy, Metrics::macroF1}
   */
  @SafeVarargs
  public final TrainerConfig withMetrics(Supplier<Metric>... newMetrics) {
    // One by one, since an array of suppliers could hold others.
    List<Supplier<Metric>> makers = new ArrayList<>();
    for (Supplier<Metric> maker : newMetrics) {
      makers.add(maker);
    }
    return new TrainerConfig(
        epochs,
        seed,
        clipping,
        schedule,
        patience,
        minimumGain,
        averageDecay,
        checkpointSeconds,
        rules,
        makers,
        goal);
  }

  /** The same with another goal, for example {@code Goal.highest("accuracy")}. */
  public TrainerConfig withGoal(Goal newGoal) {
    return new TrainerConfig(
        epochs,
        seed,
        clipping,
        schedule,
        patience,
        minimumGain,
        averageDecay,
        checkpointSeconds,
        rules,
        metrics,
        newGoal);
  }
}
