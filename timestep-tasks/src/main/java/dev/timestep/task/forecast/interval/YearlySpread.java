package dev.timestep.task.forecast.interval;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a series is livelier at some times of the year than at others: weather is, exchange rates
 * are not.
 *
 * <p>It is asked of the rows before the first origin alone. From the third year on, how lively the
 * next rows were is compared with how lively the same time of the earlier years had been, and with
 * how lively these years had been as a whole:
 *
 * <pre>
 *   Σ |log next - log same time|  <  Σ |log next - log whole years|
 * </pre>
 *
 * <p>Validation rows alone cannot tell: they are often of one season. Where errors of spring make
 * the intervals of autumn, these have the wrong width.
 */
final class YearlySpread {
  /** Earlier years that are read. */
  private static final int MOST_YEARS = 5;

  /** Fewer years show no rhythm. */
  private static final int LEAST_YEARS = 2;

  /** A shorter year is a season like others. */
  private static final int LEAST_ROWS = 40;

  /** So many comparisons are made at least. */
  private static final int LEAST_COMPARED = 20;

  private YearlySpread() {}

  /**
   * The spreads that tell.
   *
   * @param series only values before the first origin are read
   * @param season rows per season
   * @param year rows of a year; 0 where none is known
   * @param first the first origin
   * @param horizon rows that are forecast
   */
  static List<Spread> candidates(double[] series, int season, double year, int first, int horizon) {
    List<Spread> all = new ArrayList<>();
    if (!(year >= LEAST_ROWS) || horizon > year / 2) {
      return all;
    }
    for (int lag : season == 1 ? new int[] {1} : new int[] {season, 1}) {
      int before = (int) Math.round(year / 12);
      int years = (int) Math.min(MOST_YEARS, (first - before - lag) / year);
      if (lag <= year / 4 && years >= LEAST_YEARS) {
        Spread one = new Spread(lag, (int) (year / 4), years, year);
        if (tells(one, series, first, horizon)) {
          all.add(one);
        }
      }
    }
    return all;
  }

  private static boolean tells(Spread one, double[] series, int first, int horizon) {
    double[] changes = one.changes(series, first);
    double same = 0;
    double whole = 0;
    int compared = 0;
    int start = (int) Math.ceil(LEAST_YEARS * one.year()) + one.history() - (int) one.year();
    for (int t = start; t + horizon <= first; t += Math.max(1, horizon / 4)) {
      int years = (int) ((t - one.season()) / one.year());
      int rows = (int) (Math.min(one.years(), years) * one.year());
      double next = (changes[t + horizon] - changes[t]) / horizon;
      double time = one.mean(changes, t);
      double year = (changes[t] - changes[t - rows]) / rows;
      if (next > 0 && time > 0 && year > 0) {
        same += Math.abs(Math.log(next / time));
        whole += Math.abs(Math.log(next / year));
        compared++;
      }
    }
    return compared >= LEAST_COMPARED && same < whole;
  }
}
