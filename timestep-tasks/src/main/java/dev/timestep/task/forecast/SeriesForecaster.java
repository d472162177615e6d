package dev.timestep.task.forecast;

import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import java.util.Arrays;
import java.util.List;

/**
 * Statistical models, one for each target, as a {@link Forecaster}: the parameters are those of the
 * fit, the states are carried on to each origin.
 *
 * @param fitted one for each target
 * @param targets [target][row]; only rows before an origin are read
 * @param horizon rows to forecast
 */
record SeriesForecaster(List<FittedSeries> fitted, double[][] targets, int horizon)
    implements Forecaster {
  SeriesForecaster {
    fitted = List.copyOf(fitted);
  }

  @Override
  public double[][] forecast(int origin) {
    double[][] forecast = new double[targets.length][];
    Arrays.setAll(
        forecast, at -> fitted.get(at).forecast(targets[at], origin, horizon).point());
    return forecast;
  }

  /** The same from given origins alone, each series gone through once. */
  Forecaster at(int... origins) {
    SeriesForecast[][] forecasts = new SeriesForecast[targets.length][];
    Arrays.setAll(forecasts, at -> fitted.get(at).forecasts(targets[at], origins, horizon));
    return origin -> {
      int window = Arrays.binarySearch(origins, origin);
      double[][] forecast = new double[targets.length][];
      Arrays.setAll(forecast, at -> forecasts[at][window].point());
      return forecast;
    };
  }
}
