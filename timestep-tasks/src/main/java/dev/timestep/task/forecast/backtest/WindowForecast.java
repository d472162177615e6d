package dev.timestep.task.forecast.backtest;

import dev.timestep.judge.ScoreLevels;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a model says of one window of one target.
 *
 * @param point [step] point forecast
 * @param quantiles [level][step] at {@link #LEVELS}; nothing where the model gives points only
 */
public record WindowForecast(double[] point, Optional<double[][]> quantiles) {
  /** The levels that are scored and written: the nine deciles, and 5 % and 95 %. */
  public static final ScoreLevels LEVELS = ScoreLevels.DECILES;

  /** What a distribution says at these levels. */
  public static WindowForecast of(SeriesForecast forecast) {
    double[][] quantiles =
        Arrays.stream(LEVELS.all()).mapToObj(forecast::quantile).toArray(double[][]::new);
    return new WindowForecast(forecast.point(), Optional.of(quantiles));
  }
}
