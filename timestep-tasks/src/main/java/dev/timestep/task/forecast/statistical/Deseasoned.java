package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/**
 * A series without its season, where it has one ({@link SeasonalEffects#found}).
 *
 * @param values without the season
 * @param effects of the season; one effect of nothing where there is none
 */
record Deseasoned(double[] values, SeasonalEffects effects) {
  /** Tests and takes out. */
  static Deseasoned of(double[] values, int season) {
    return SeasonalEffects.found(values, season)
        ? without(values, season, Arrays.stream(values).allMatch(value -> value > 0))
        : new Deseasoned(values.clone(), new SeasonalEffects(new double[] {0}, false));
  }

  /** Takes out without a test. */
  static Deseasoned without(double[] values, int season, boolean multiplied) {
    SeasonalEffects effects = SeasonalEffects.of(values, season, multiplied);
    return new Deseasoned(effects.removed(values), effects);
  }

  String words() {
    return effects.effects().length == 1
        ? "no season found"
        : "season of %d rows %s"
            .formatted(
                effects.effects().length,
                effects.multiplied() ? "multiplied" : "added");
  }
}
