package dev.timestep.task.forecast;

import java.util.List;

/**
 * The scores of one model on the test windows.
 *
 * @param name name in JSON, for example {@code seasonal_naive}
 * @param label name in sentences and tables, for example {@code seasonal naive forecast (7)}
 * @param metrics mean over the targets
 * @param byTarget metrics of each target, in the order of the targets
 */
public record ModelScore(String name, String label, Metrics metrics, List<Metrics> byTarget) {
  /** Takes a copy of the list. */
  public ModelScore {
    byTarget = List.copyOf(byTarget);
  }
}
