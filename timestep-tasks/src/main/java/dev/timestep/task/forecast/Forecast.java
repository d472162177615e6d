package dev.timestep.task.forecast;

import java.util.List;

/**
 * The next rows of a series, in the columns' own units.
 *
 * @param targets names of the columns
 * @param times the rows' times as the file writes them
 * @param values [target][step], rounded to about a millionth of the column's usual deviation, which
 *     is what a network of single precision can tell
 * @param quantiles the same at levels below and above, ascending; none where the model has none
 */
public record Forecast(
    List<String> targets, List<String> times, double[][] values, List<Quantile> quantiles) {
  public Forecast {
    targets = List.copyOf(targets);
    times = List.copyOf(times);
    quantiles = List.copyOf(quantiles);
  }

  /** A forecast of points only. */
  public Forecast(List<String> targets, List<String> times, double[][] values) {
    this(targets, times, values, List.of());
  }

  /**
   * A quantile of every target and step.
   *
   * @param level share of the values that should lie below
   * @param asked whether it was asked for, and is shown; the others serve for drawings
   * @param values [target][step]
   */
  public record Quantile(double level, boolean asked, double[][] values) {}

  /** The quantiles that were asked for. */
  public List<Quantile> shown() {
    return quantiles.stream().filter(Quantile::asked).toList();
  }

  /** Number of steps. */
  public int horizon() {
    return times.size();
  }
}
