package dev.timestep.report;

import java.util.List;
import java.util.Optional;

/**
 * The forecast of the steps after the data's last row.
 *
 * @param axis times (or numbers) of those steps
 * @param targets one forecast per target, in the report's order of targets
 * @param baseline the baseline that forecasts in place of the network, if one does
 */
public record NextForecast(TimeAxis axis, List<Values> targets, Optional<String> baseline) {
  /** A forecast of the network. */
  public NextForecast(TimeAxis axis, List<Values> targets) {
    this(axis, targets, Optional.empty());
  }

  /**
   * One target's forecast.
   *
   * @param target column name
   * @param values forecast in the data's own units, [horizon]
   */
  public record Values(String target, Numbers values) {
    /** Checks the name. */
    public Values {
      Check.text("NextForecast.Values", "target", target);
    }
  }

  /** Checks that every forecast is as long as the axis. */
  public NextForecast {
    targets = Check.notEmpty("NextForecast", "targets", targets);
    for (Values values : targets) {
      Check.that(
          values.values().size() == axis.rows() && axis.rows() > 0,
          "NextForecast(%s) expects as many values as times; received %d values and %d times.",
          values.target(),
          values.values().size(),
          axis.rows());
    }
  }
}
