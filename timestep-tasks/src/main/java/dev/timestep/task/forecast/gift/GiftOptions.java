package dev.timestep.task.forecast.gift;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.Require;
import java.util.List;

/**
 * What of a suite is run.
 *
 * @param only configurations, by name or beginning of the name; all where empty
 * @param models ids of the models; where empty all but those that learn from windows ({@code
 *     ridge}, {@code network}, {@code mix}). The seasonal naive forecast always runs, since all
 *     others are divided by it
 * @param threads threads; any number gives the same bits
 */
public record GiftOptions(List<String> only, List<String> models, int threads) {
  /** Checks the models. */
  public GiftOptions {
    only = List.copyOf(only);
    models = List.copyOf(models);
    for (String model : models) {
      Require.oneOf(setting("model"), GiftModels.ids(), model);
    }
    Require.atLeast(setting("threads"), 1, threads);
  }

  /** Everything, on all processors. */
  public static GiftOptions defaults() {
    return new GiftOptions(List.of(), List.of(), Runtime.getRuntime().availableProcessors());
  }
}
