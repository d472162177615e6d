package dev.timestep.task.forecast.gift;

import dev.timestep.judge.Omitted;
import java.util.List;
import java.util.Optional;

/**
 * All models on one configuration.
 *
 * @param configuration which one
 * @param series how many series
 * @param windows how many windows of each
 * @param scores of the models that ran, the simplest first
 * @param omitted models that could not run
 */
public record GiftOutcome(
    GiftConfiguration configuration,
    int series,
    int windows,
    List<GiftScore> scores,
    List<Omitted> omitted) {
  /** Takes copies. */
  public GiftOutcome {
    scores = List.copyOf(scores);
    omitted = List.copyOf(omitted);
  }

  /** The score of a model that ran. */
  public Optional<GiftScore> score(String model) {
    return scores.stream().filter(one -> one.model().equals(model)).findFirst();
  }
}
