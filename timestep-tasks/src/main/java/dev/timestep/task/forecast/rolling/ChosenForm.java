package dev.timestep.task.forecast.rolling;

import dev.timestep.task.forecast.interval.QuantileLevels;
import dev.timestep.task.table.Frequency;
import java.util.List;

/**
 * What a model of short series forecasts.
 *
 * @param targets columns, one or more
 * @param season rows per season, 1 if there is none
 * @param horizon rows to forecast
 * @param frequency step between the rows
 * @param asked levels of the quantiles that a prediction shows
 */
record ChosenForm(
    List<String> targets, int season, int horizon, Frequency frequency, QuantileLevels asked) {
  ChosenForm {
    targets = List.copyOf(targets);
    if (targets.isEmpty() || season < 1 || horizon < 1) {
      throw new IllegalArgumentException(
          "A model of series expects one target or more, a season and a horizon of 1 row or more;"
              + " received %s, %d and %d.".formatted(targets, season, horizon));
    }
  }
}
