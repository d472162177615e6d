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
public record NextForecast(PageAxis axis, List<Values> targets, Optional<String> baseline) {
  /** A forecast of the network. */
  public NextForecast(PageAxis axis, List<Values> targets) {
    this(axis, targets, Optional.empty());
  }

  /**
   * One target's forecast.
   *
   * @param target column name
   * @param values forecast in the data's own units, [horizon]
   * @param bands intervals around it, the widest first; none or more
   */
  public record Values(String target, Numbers values, List<Band> bands) {
    /** A forecast of points only. */
    public Values(String target, Numbers values) {
      this(target, values, List.of());
    }

    /** Checks the name and that the intervals have the same steps. */
    public Values {
      Check.text("NextForecast.Values", "target", target);
      bands = List.copyOf(bands);
      for (Band band : bands) {
        Check.that(
            band.low().size() == values.size() && band.high().size() == values.size(),
            "NextForecast(%s) expects intervals of %d steps; received %d and %d.",
            target,
            values.size(),
            band.low().size(),
            band.high().size());
      }
    }
  }

  /**
   * An interval.
   *
   * @param share of the values that it should hold, for example 0.9
   * @param low lower ends, [horizon]
   * @param high upper ends, [horizon]
   */
  public record Band(double share, Numbers low, Numbers high) {}

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
