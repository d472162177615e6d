package dev.timestep.task.forecast.rolling;

import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A method that remembers its fits, so that a combination of methods does not repeat what they have
 * done by themselves.
 */
final class FittedOnce implements SeriesMethod {
  private final SeriesMethod method;
  private final Map<Values, FittedSeries> fits = new ConcurrentHashMap<>();

  FittedOnce(SeriesMethod method) {
    this.method = method;
  }

  /** What was fitted to; equal where every value is. */
  private record Values(double[] values, int season) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Values(double[] theirs, int rows)
          && season == rows
          && Arrays.equals(values, theirs);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(values) + season;
    }
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
  public int history(int season) {
    return method.history(season);
  }

  @Override
  public FittedSeries fit(double[] values, int season) {
    return fits.computeIfAbsent(
        new Values(values.clone(), season), key -> method.fit(values, season));
  }
}
