package dev.timestep.task.forecast.backtest;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.message.Require;
import dev.timestep.task.message.TaskException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a backtest is asked for; whatever is left empty is chosen from the data.
 *
 * @param forecast targets, horizon, season, network and threads. Its split is not used, since the
 *     origins say what is known when
 * @param models ids of the models; all where empty. The naive forecast, and with a season the
 *     seasonal naive one, always run
 * @param origins how many rows are forecast from
 * @param step rows from one origin to the next
 * @param refit how often models are fitted again; where it is left open, each at every origin but
 *     the network, which is trained once
 * @param seeds seeds of the network, which is trained once with each
 */
public record BacktestOptions(
    ForecastOptions forecast,
    List<String> models,
    OptionalInt origins,
    OptionalInt step,
    Optional<Refit> refit,
    List<Long> seeds) {
  /** Seeds where none are given: three, so that their spread shows what chance does. */
  public static final List<Long> SEEDS = List.of(42L, 43L, 44L);

  /** Checks numbers and names. */
  public BacktestOptions {
    models = List.copyOf(models);
    seeds = List.copyOf(seeds);
    for (String model : models) {
      Require.oneOf(setting("models"), BacktestModels.IDS, model);
    }
    requireOnce("models", models);
    origins.ifPresent(count -> Require.atLeast(setting("origins"), 1, count));
    step.ifPresent(rows -> Require.atLeast(setting("step"), 1, rows));
    Require.that(setting("seeds"), !seeds.isEmpty(), "one whole number or more", "none");
    requireOnce("seeds", seeds);
  }

  private static void requireOnce(String name, List<?> values) {
    if (values.stream().distinct().count() < values.size()) {
      throw new TaskException(setting(name) + " expects each once; received " + values + ".");
    }
  }

  /** All models, everything else chosen from the data. */
  public static BacktestOptions of(String... targets) {
    return new BacktestOptions(
        ForecastOptions.of(targets),
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        SEEDS);
  }

  /** These options with some models only. */
  public BacktestOptions withModels(String... names) {
    return new BacktestOptions(forecast, List.of(names), origins, step, refit, seeds);
  }

  /** These options with another forecast. */
  public BacktestOptions withForecast(ForecastOptions other) {
    return new BacktestOptions(other, models, origins, step, refit, seeds);
  }

  /** These options with so many origins, so many rows apart. */
  public BacktestOptions withOrigins(int count, int rows) {
    return new BacktestOptions(
        forecast, models, OptionalInt.of(count), OptionalInt.of(rows), refit, seeds);
  }

  /** These options with another rule of fitting again. */
  public BacktestOptions withRefit(Refit rule) {
    return new BacktestOptions(forecast, models, origins, step, Optional.of(rule), seeds);
  }

  /** These options with other seeds. */
  public BacktestOptions withSeeds(Long... others) {
    return new BacktestOptions(forecast, models, origins, step, refit, List.of(others));
  }

  /** Whether a model takes part. */
  boolean wants(String id) {
    return models.isEmpty() || models.contains(id);
  }
}
