package dev.timestep.judge;

import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * The scores of one model on the test part.
 *
 * @param id its name in JSON and files, for example {@code seasonal_naive}
 * @param label its name in sentences and tables, for example {@code seasonal naive forecast (7)}
 * @param values the figure of each measure; nothing where a measure is undefined
 * @param perCase [case] the loss of each test case, whose mean is the primary measure where that is
 *     a loss; below zero differences of it favour a model
 */
public record Score(
    String id, String label, SequencedMap<Measure, OptionalDouble> values, double[] perCase) {
  /** Takes copies. */
  public Score {
    values = new LinkedHashMap<>(values);
    perCase = perCase.clone();
  }

  /** The figure of a measure; nothing where it is undefined. */
  public OptionalDouble value(Measure measure) {
    return Objects.requireNonNullElse(values.get(measure), OptionalDouble.empty());
  }

  /** The figure of a measure, NaN where it is undefined. */
  public double figure(Measure measure) {
    return value(measure).orElse(Double.NaN);
  }

  /** The same score under another name. */
  public Score withLabel(String other) {
    return new Score(id, other, values, perCase);
  }
}
