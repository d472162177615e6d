package dev.timestep.task.forecast.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How lively a series has been before an origin: what its errors are divided by, so that intervals
 * widen in lively times.
 *
 * <pre>
 *   s(t) = mean over the last rows before t of |y[i] - y[i - season]|
 * </pre>
 *
 * @param season rows per season, 1 or more
 * @param rows rows that are averaged; 0 for a spread that is always 1
 */
public record Spread(int season, int rows) {
  /** Errors in the unit of the series. */
  public static final Spread NONE = new Spread(1, 0);

  /** Seasons that a near and a far look back cover. */
  private static final int[] SEASONS = {4, 12};

  /** Rows that they cover at least. */
  private static final int[] LEAST = {20, 60};

  /** Share of the mean spread below which no spread falls: a series may stand still for a while. */
  private static final double FLOOR = 0.05;

  /** Checks the numbers. */
  public Spread {
    if (season < 1 || rows < 0) {
      throw new IllegalArgumentException(
          "Spread expects a season of 1 or more and 0 rows or more; received "
              + season
              + " and "
              + rows
              + ".");
    }
  }

  /**
   * What can be chosen: none, and those that the rows before the first origin allow.
   *
   * @param season rows per season
   * @param first the first origin
   */
  public static List<Spread> candidates(int season, int first) {
    List<Spread> all = new ArrayList<>(List.of(NONE));
    for (int at = 0; at < SEASONS.length; at++) {
      Spread one = new Spread(season, Math.max(LEAST[at], SEASONS[at] * season));
      if (one.history() <= first) {
        all.add(one);
      }
    }
    return all;
  }

  /** Rows that must lie before an origin. */
  public int history() {
    return rows == 0 ? 0 : rows + season;
  }

  /**
   * The spread at an origin, above zero.
   *
   * @param series only values before the origin are read
   */
  public double at(double[] series, int origin) {
    return at(series, new int[] {origin})[0];
  }

  /** The same at several origins, ascending. */
  double[] at(double[] series, int... origins) {
    double[] spreads = new double[origins.length];
    if (rows == 0) {
      Arrays.fill(spreads, 1);
      return spreads;
    }
    int last = origins[origins.length - 1];
    if (origins[0] < history() || last > series.length) {
      throw new IllegalArgumentException(
          "Spread expects origins from %d to %d; received %d to %d."
              .formatted(history(), series.length, origins[0], last));
    }
    // [t] the sum of all changes before row t.
    double[] changes = new double[last + 1];
    for (int t = season; t < last; t++) {
      changes[t + 1] = changes[t] + Math.abs(series[t] - series[t - season]);
    }
    for (int at = 0; at < origins.length; at++) {
      int t = origins[at];
      double near = (changes[t] - changes[t - rows]) / rows;
      double spread = Math.max(near, FLOOR * changes[t] / (t - season));
      // A series that never changed has no spread to divide by, and no errors to speak of.
      spreads[at] = spread > 0 ? spread : 1;
    }
    return spreads;
  }
}
