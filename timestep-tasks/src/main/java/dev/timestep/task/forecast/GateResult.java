package dev.timestep.task.forecast;

import dev.timestep.task.forecast.PairedBlockBootstrap.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that the gate found: for the terminal, the JSON object and the report.
 *
 * @param network the network's score
 * @param baselines scores of the baselines, the simplest first
 * @param best name of the baseline with the lowest mean absolute error on the test windows
 * @param simplest name of the simplest baseline whose error is within 1 % of the best's, or within
 *     5 % where that difference may be chance; it may be the best itself
 * @param skill {@code 1 - MAE / best baseline's MAE}; nothing if that baseline makes no error
 * @param interval 95 % interval of network minus best baseline; nothing for too few windows
 * @param verdict the verdict
 * @param omitted baselines that could not take part, and why
 * @param notes how the fitted baselines came out, for example the ridge's penalty
 * @param season rows per season used by the seasonal baselines and MASE
 * @param horizon steps per window
 * @param lookback rows that a forecast sees
 * @param windows how many windows each part has
 */
public record GateResult(
    ModelScore network,
    List<ModelScore> baselines,
    String best,
    String simplest,
    OptionalDouble skill,
    Optional<Interval> interval,
    Verdict verdict,
    List<Omitted> omitted,
    List<String> notes,
    int season,
    int horizon,
    int lookback,
    WindowCounts windows) {

  /**
   * A baseline that was left out.
   *
   * @param name name in JSON
   * @param label name in sentences
   * @param reason why, in plain words
   */
  public record Omitted(String name, String label, String reason) {}

  /**
   * Windows of each part.
   *
   * @param train training windows
   * @param validation validation windows
   * @param test test windows, all of them counted
   */
  public record WindowCounts(int train, int validation, int test) {}

  /** Takes copies of the lists. */
  public GateResult {
    baselines = List.copyOf(baselines);
    omitted = List.copyOf(omitted);
    notes = List.copyOf(notes);
  }

  /** The score of the best baseline. */
  public ModelScore bestBaseline() {
    return baselines.stream().filter(score -> score.name().equals(best)).findFirst().orElseThrow();
  }
}
