package dev.timestep.task.forecast.backtest;

import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A method of one series, fitted to each target alone.
 *
 * @param method the method
 * @param series [target][row]
 * @param season rows per season
 * @param horizon rows of a window
 */
public record SeriesModel(SeriesMethod method, double[][] series, int season, int horizon)
    implements RollingModel {
  @Override
  public String id() {
    return method.id();
  }

  @Override
  public String label() {
    return method.label();
  }

  @Override
  public int history() {
    return method.history(season);
  }

  @Override
  public Fit fit(int cut) {
    List<FittedSeries> fitted =
        Stream.of(series).map(values -> method.fit(Arrays.copyOf(values, cut), season)).toList();
    return new Fit() {
      @Override
      public String choice() {
        return fitted.stream()
            .map(FittedSeries::choice)
            .distinct()
            .collect(Collectors.joining("; "));
      }

      @Override
      public WindowForecast[] forecast(int origin) {
        WindowForecast[] windows = new WindowForecast[series.length];
        for (int k = 0; k < windows.length; k++) {
          // A copy that ends before the origin cannot be read beyond it.
          double[] known = Arrays.copyOf(series[k], origin);
          windows[k] = WindowForecast.of(fitted.get(k).forecast(known, origin, horizon));
        }
        return windows;
      }
    };
  }
}
