package dev.timestep.task.forecast.backtest;

import java.util.OptionalLong;

/**
 * A model as a backtest runs it: fitted on the rows before one origin, asked at that and later
 * ones.
 */
public interface RollingModel {
  /** Name in JSON, files and options. */
  String id();

  /** Name in sentences and tables. */
  String label();

  /** Rows that must lie before the first origin. */
  int history();

  /** Seed of what is drawn; empty for models that draw nothing. */
  default OptionalLong seed() {
    return OptionalLong.empty();
  }

  /** Whether a fit takes so long that it is not made again unless that is asked for. */
  default boolean slow() {
    return false;
  }

  /**
   * Fits on the rows before {@code cut}.
   *
   * @throws IllegalArgumentException when they are too few, or the model does not suit them
   */
  Fit fit(int cut);

  /** A model with its parameters fixed. */
  interface Fit {
    /** What was chosen, for people; empty where nothing was. */
    String choice();

    /**
     * Forecasts from an origin at or after the cut; rows from the origin on are not read.
     *
     * @return [target]
     */
    WindowForecast[] forecast(int origin);
  }
}
