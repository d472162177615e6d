package dev.timestep.task.forecast;

import dev.timestep.judge.Measure;
import dev.timestep.judge.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;

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

  /** What the gate measures; the first decides. */
  static final List<Measure> MEASURES = List.of(Measure.MAE, Measure.RMSE, Measure.MASE);

  /**
   * The score as the judge reads it.
   *
   * @param byWindow mean absolute error of each window
   */
  Score score(double[] byWindow) {
    return new Score(name, label, values(metrics), byWindow);
  }

  /** The score on one target, without its windows. */
  Score scoreOf(int target) {
    return new Score(name, label, values(byTarget.get(target)), new double[0]);
  }

  /** Metrics by measure. */
  static SequencedMap<Measure, OptionalDouble> values(Metrics metrics) {
    SequencedMap<Measure, OptionalDouble> values = new LinkedHashMap<>();
    values.put(Measure.MAE, OptionalDouble.of(metrics.mae()));
    values.put(Measure.RMSE, OptionalDouble.of(metrics.rmse()));
    values.put(Measure.MASE, metrics.mase());
    return values;
  }
}
