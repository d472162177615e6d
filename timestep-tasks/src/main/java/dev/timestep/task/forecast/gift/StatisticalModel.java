package dev.timestep.task.forecast.gift;

import dev.timestep.task.forecast.backtest.WindowForecast;
import dev.timestep.task.forecast.interval.Calibration;
import dev.timestep.task.forecast.interval.StepFactors;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import java.util.Arrays;
import java.util.Optional;

/**
 * A method of one series.
 *
 * @param method the method
 * @param told what season it is told, and whether its quantiles are calibrated
 */
record StatisticalModel(SeriesMethod method, Told told) implements GiftModel {
  /** How the board's own forecasts differ from models. */
  enum Told {
    /** The board's season, and quantiles as the board makes them. */
    BOARD,
    /** The season of the series, and quantiles as the method gives them. */
    SERIES,
    /**
     * The season of the series; quantiles are brought to their level on the values before the first
     * window.
     */
    CALIBRATED
  }

  @Override
  public String id() {
    return method.id();
  }

  @Override
  public String label() {
    return method.label();
  }

  @Override
  public int history(GiftConfiguration configuration) {
    return method.history(season(configuration));
  }

  private int season(GiftConfiguration configuration) {
    return told == Told.BOARD ? configuration.season() : configuration.fitSeason();
  }

  @Override
  public WindowForecast[] forecasts(
      GiftConfiguration configuration, GiftSeries series, int... origins) {
    double[] values = series.values();
    double[] before = Arrays.copyOf(values, origins[0]);
    FittedSeries fitted = method.fit(before, season(configuration));
    Optional<StepFactors> factors =
        told == Told.CALIBRATED
            ? Calibration.of(fitted, before, configuration.horizon())
            : Optional.empty();
    return Arrays.stream(fitted.forecasts(values, origins, configuration.horizon()))
        .map(forecast -> WindowForecast.of(calibrated(forecast, factors)))
        .toArray(WindowForecast[]::new);
  }

  private static SeriesForecast calibrated(SeriesForecast forecast, Optional<StepFactors> factors) {
    return factors.map(some -> some.applied(forecast)).orElse(forecast);
  }
}
