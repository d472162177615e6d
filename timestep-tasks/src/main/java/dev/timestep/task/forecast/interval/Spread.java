package dev.timestep.task.forecast.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How lively a series is at an origin: what its errors are divided by, so that intervals widen in
 * lively times. It has been so lately, or at this time of earlier years:
 *
 * <pre>
 *   s(t) = mean over the last rows before t of |y[i] - y[i - season]|
 *   s(t) = the same over the rows from t - k·year - year/12 on, k = 1 .. years
 * </pre>
 *
 * @param season rows between the values that are compared, 1 or more
 * @param rows rows that are averaged, of each year; 0 for a spread that is always 1
 * @param years earlier years that are read, as far as there are rows; 0 for the last rows
 * @param year rows of a year; 0 for the last rows
 */
public record Spread(int season, int rows, int years, double year) {
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
    if (season < 1 || rows < 0 || years < 0 || !(year >= 0 && year < 1e9)) {
      throw new IllegalArgumentException(
          "Spread expects a season of 1 or more and 0 or more rows, years and rows of a year;"
              + " received %d, %d, %d and %s.".formatted(season, rows, years, year));
    }
    if (years > 0 && (rows == 0 || rows > year / 2)) {
      throw new IllegalArgumentException(
          "Spread expects from 1 to half a year of rows where it reads earlier years; received %d"
                  .formatted(rows)
              + " rows of a year of %s.".formatted(year));
    }
  }

  /** The spread of the last rows. */
  public Spread(int season, int rows) {
    this(season, rows, 0, 0);
  }

  /**
   * What can be chosen: none, those of the last rows that the rows before the first origin allow,
   * and those of earlier years where these rows show that they tell ({@link YearlySpread}).
   *
   * @param series values of all rows; only those before the first origin are read
   * @param season rows per season
   * @param year rows of a year; 0 where none is known
   * @param first the first origin
   * @param horizon rows that are forecast
   */
  public static List<Spread> candidates(
      double[] series, int season, double year, int first, int horizon) {
    List<Spread> all = new ArrayList<>(List.of(NONE));
    for (int at = 0; at < SEASONS.length; at++) {
      Spread one = new Spread(season, Math.max(LEAST[at], SEASONS[at] * season));
      if (one.history() <= first) {
        all.add(one);
      }
    }
    all.addAll(YearlySpread.candidates(series, season, year, first, horizon));
    return all;
  }

  /** Rows that must lie before an origin. */
  public int history() {
    if (rows == 0) {
      return 0;
    }
    return years == 0 ? rows + season : back(1) + season;
  }

  /** Rows from an origin back to the first one that is read of an earlier year. */
  private int back(int years) {
    return (int) (Math.round(years * year) + Math.round(year / 12));
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
    double[] changes = changes(series, last);
    for (int at = 0; at < origins.length; at++) {
      int t = origins[at];
      double spread = Math.max(mean(changes, t), FLOOR * changes[t] / (t - season));
      // A series that never changed has no spread to divide by, and no errors to speak of.
      spreads[at] = spread > 0 ? spread : 1;
    }
    return spreads;
  }

  /** [t] the sum of all changes before row t. */
  double[] changes(double[] series, int last) {
    double[] changes = new double[last + 1];
    for (int t = season; t < last; t++) {
      changes[t + 1] = changes[t] + Math.abs(series[t] - series[t - season]);
    }
    return changes;
  }

  /** The mean change that is read at an origin. */
  double mean(double[] changes, int t) {
    if (years == 0) {
      return (changes[t] - changes[t - rows]) / rows;
    }
    double sum = 0;
    int count = 0;
    for (int k = 1; k <= years && t - back(k) >= season; k++) {
      int from = t - back(k);
      sum += (changes[from + rows] - changes[from]) / rows;
      count++;
    }
    return sum / count;
  }
}
