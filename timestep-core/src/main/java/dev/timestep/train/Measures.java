package dev.timestep.train;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;

/** The metrics of a run and their figures after an epoch. */
final class Measures {
  private Measures() {}

  /** Fresh metrics, which have counted nothing yet. */
  static List<Metric> fresh(List<Supplier<Metric>> makers) {
    return makers.stream().map(Supplier::get).toList();
  }

  static SequencedMap<String, Double> values(List<Metric> metrics) {
    SequencedMap<String, Double> values = new LinkedHashMap<>();
    metrics.forEach(metric -> values.put(metric.name(), metric.value()));
    return values;
  }

  /** Refuses metrics that cannot be told apart or measured, and a goal that is none of them. */
  static void check(TrainerConfig config, boolean validated) {
    List<String> names = fresh(config.metrics()).stream().map(Metric::name).toList();
    Set<String> different = new LinkedHashSet<>(names);
    if (different.size() < names.size() || different.contains(Goal.LOSS)) {
      throw new IllegalArgumentException(
          "Trainer.fit expects metrics of different names, none of which is "
              + Goal.LOSS
              + "; received "
              + names
              + ". Name each once.");
    }
    Goal goal = config.goal();
    if (!goal.isLoss() && !different.contains(goal.name())) {
      throw new IllegalArgumentException(
          "Trainer.fit expects the goal ("
              + goal
              + ") to be one of its metrics; received the metrics "
              + names
              + ". Add it with TrainerConfig.withMetrics, under the name that Metric.name()"
              + " gives.");
    }
    if (!names.isEmpty() && !validated) {
      throw new IllegalArgumentException(
          "Trainer.fit expects validation batches to measure "
              + names
              + " on; received none. Hold some data back, or measure afterwards with"
              + " Supervised.measure.");
    }
  }
}
