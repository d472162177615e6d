package dev.timestep.task.forecast.gift;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a benchmark has found.
 *
 * @param suite the description that was run
 * @param outcomes one for each configuration
 */
public record GiftResult(GiftSuite suite, List<GiftOutcome> outcomes) {
  /** Takes a copy. */
  public GiftResult {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * Every model over all configurations in which it ran, those that ran here first, then those that
   * others report.
   */
  public List<GiftMean> means() {
    List<GiftMean> measured =
        GiftModels.ids().stream()
            .map(model -> GiftMean.measured(model, outcomes))
            .filter(one -> one.configurations() > 0)
            .toList();
    List<GiftMean> published =
        outcomes.stream()
            .flatMap(one -> one.configuration().published().stream())
            .map(GiftPublished::model)
            .distinct()
            .map(model -> GiftMean.published(model, outcomes))
            .filter(one -> one.configurations() > 0)
            .toList();
    return Stream.concat(measured.stream(), published.stream()).toList();
  }

  /** The tables, as text. */
  public String text() {
    return GiftText.of(this);
  }

  /** The same as JSON. */
  public JsonObject json() {
    return GiftJson.of(this);
  }
}
