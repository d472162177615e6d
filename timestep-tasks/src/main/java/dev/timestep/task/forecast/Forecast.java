package dev.timestep.task.forecast;

import java.util.List;

/**
 * The next rows of a series, in the columns' own units.
 *
 * @param targets names of the columns
 * @param times the rows' times as the file writes them
 * @param values [target][step], rounded to about a millionth of the column's usual deviation, which
 *     is what a network of single precision can tell
 */
public record Forecast(List<String> targets, List<String> times, double[][] values) {
  public Forecast {
    targets = List.copyOf(targets);
    times = List.copyOf(times);
  }

  /** Number of steps. */
  public int horizon() {
    return times.size();
  }
}
