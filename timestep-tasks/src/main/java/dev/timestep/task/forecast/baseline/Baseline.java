package dev.timestep.task.forecast.baseline;

import dev.timestep.task.forecast.window.SeriesMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A forecast that needs no training: the minimum that a network must beat.
 *
 * <p>With {@code y} the series, {@code t} the origin, {@code m} the season in rows and {@code h =
 * 0, 1, ...} the step, each record below states its equation. None reads a value at or after the
 * origin. Sources: Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", section 5.2,
 * for naive, seasonal naive and drift.
 */
public sealed interface Baseline {

  /** How many past seasons the same-slot mean averages in {@link #standard}. */
  int SLOT_PERIODS = Anchor.PERIODS;

  /** Name in JSON, for example {@code seasonal_naive}. */
  String name();

  /** Name in sentences and tables, for example {@code seasonal naive forecast (7)}. */
  String label();

  /** Rows that must lie before an origin. */
  int history();

  /**
   * Forecasts the rows {@code origin .. origin + horizon - 1}.
   *
   * @param series the whole series; only {@code series[0 .. origin-1]} is read
   * @param origin first row to be forecast, at least {@link #history()}
   * @param horizon rows to forecast
   * @return one value per step
   */
  double[] forecast(double[] series, int origin, int horizon);

  /**
   * The baselines that make sense for a season: naive and drift always; seasonal naive where {@code
   * season > 1}; the same-slot mean of the last {@value #SLOT_PERIODS} periods; last year plus
   * trend where a year is longer than one row.
   *
   * @param season rows per season, 1 if there is none
   * @param rowsPerYear rows per year, for example 365.25 for daily rows; below 2 if there is no
   *     year to speak of
   */
  static List<Baseline> standard(int season, double rowsPerYear) {
    var baselines = new ArrayList<Baseline>();
    baselines.add(new Naive());
    if (season > 1) {
      baselines.add(new SeasonalNaive(season));
    }
    baselines.add(new Drift());
    baselines.add(new SlotMean(season, SLOT_PERIODS));
    if (rowsPerYear >= 2 && rowsPerYear < Integer.MAX_VALUE / 2.0 && season <= rowsPerYear) {
      baselines.add(LastYear.of(season, rowsPerYear));
    }
    return List.copyOf(baselines);
  }

  /** The last value, again and again: {@code f[h] = y[t-1]}. */
  record Naive() implements Baseline {
    @Override
    public String name() {
      return "naive";
    }

    @Override
    public String label() {
      return "naive forecast";
    }

    @Override
    public int history() {
      return 1;
    }

    @Override
    public double[] forecast(double[] series, int origin, int horizon) {
      requireHistory(this, origin);
      double[] forecast = new double[horizon];
      Arrays.fill(forecast, series[origin - 1]);
      return forecast;
    }
  }

  /**
   * The last season, again and again: {@code f[h] = y[t - m + (h mod m)]}.
   *
   * @param season rows per season, at least 1
   */
  record SeasonalNaive(int season) implements Baseline {
    /** Checks the season. */
    public SeasonalNaive {
      requirePositive("SeasonalNaive", "a season", season);
    }

    @Override
    public String name() {
      return "seasonal_naive";
    }

    @Override
    public String label() {
      return "seasonal naive forecast (" + season + ")";
    }

    @Override
    public int history() {
      return season;
    }

    @Override
    public double[] forecast(double[] series, int origin, int horizon) {
      requireHistory(this, origin);
      double[] forecast = new double[horizon];
      for (int h = 0; h < horizon; h++) {
        forecast[h] = SeriesMath.sameSlot(series, origin, h, season);
      }
      return forecast;
    }
  }

  /**
   * A straight line through the first and the last known value: {@code f[h] = y[t-1] + (h + 1) *
   * (y[t-1] - y[0]) / (t - 1)}.
   */
  record Drift() implements Baseline {
    @Override
    public String name() {
      return "drift";
    }

    @Override
    public String label() {
      return "drift forecast";
    }

    @Override
    public int history() {
      return 2;
    }

    @Override
    public double[] forecast(double[] series, int origin, int horizon) {
      requireHistory(this, origin);
      double last = series[origin - 1];
      double slope = (last - series[0]) / (origin - 1);
      double[] forecast = new double[horizon];
      for (int h = 0; h < horizon; h++) {
        forecast[h] = last + (h + 1) * slope;
      }
      return forecast;
    }
  }

  /**
   * The mean of the same slot in the last {@code k} seasons, for example of the last four Mondays:
   * {@code f[h] = (1/k) * sum over i=1..k of y[t - i m + (h mod m)]}.
   *
   * @param season rows per season, at least 1
   * @param periods seasons to average, at least 1
   */
  record SlotMean(int season, int periods) implements Baseline {
    /** Checks season and periods. */
    public SlotMean {
      requirePositive("SlotMean", "a season", season);
      requirePositive("SlotMean", "a number of periods", periods);
    }

    @Override
    public String name() {
      return "slot_mean";
    }

    @Override
    public String label() {
      return season == 1
          ? "mean of the last " + periods + " rows"
          : "same-slot mean of the last " + periods + " seasons";
    }

    @Override
    public int history() {
      return Math.multiplyExact(season, periods);
    }

    @Override
    public double[] forecast(double[] series, int origin, int horizon) {
      requireHistory(this, origin);
      double[] forecast = new double[horizon];
      for (int h = 0; h < horizon; h++) {
        forecast[h] = SeriesMath.slotMean(series, origin, h, season, periods);
      }
      return forecast;
    }
  }

  /**
   * The value one year ago, shifted by how much the level has moved since: {@code f[h] = y[t - P +
   * (h mod P)] + mean(y[t-w .. t-1]) - mean(y[t-P-w .. t-P-1])}.
   *
   * <p>{@code P} is a year rounded to whole weeks or seasons (364 rows for days), so that Mondays
   * meet Mondays; {@code w} is a thirteenth of it, four weeks.
   *
   * @param year rows of the year, {@code P}
   * @param level rows over which the two levels are taken, {@code w}
   */
  record LastYear(int year, int level) implements Baseline {
    /** Checks both lengths. */
    public LastYear {
      requirePositive("LastYear", "a year", year);
      requirePositive("LastYear", "a number of level rows", level);
    }

    /**
     * Rounds the year, and a thirteenth of it, to whole weeks where the rows and the season divide
     * a week, otherwise to whole seasons.
     *
     * @param season rows per season
     * @param rowsPerYear rows per calendar year, at least 1 and at least one season
     */
    public static LastYear of(int season, double rowsPerYear) {
      requirePositive("LastYear", "a season", season);
      // Hours with a day's season still have weekdays, and a year is not a whole number of weeks.
      double week = rowsPerYear * 7 / 365.25;
      long wholeWeek = Math.round(week);
      boolean weekly =
          wholeWeek > 0 && Math.abs(week - wholeWeek) < 1e-3 * week && wholeWeek % season == 0;
      long unit = weekly ? wholeWeek : season;
      long year = Math.max(1, Math.round(rowsPerYear / unit)) * unit;
      double level = year / 13.0;
      // Months with a year's season leave no whole unit to round to.
      long rows = level < unit ? Math.round(level) : Math.round(level / unit) * unit;
      return new LastYear(Math.toIntExact(year), (int) Math.max(1, rows));
    }

    @Override
    public String name() {
      return "last_year";
    }

    @Override
    public String label() {
      return "last-year-plus-trend forecast";
    }

    @Override
    public int history() {
      return Math.addExact(year, level);
    }

    @Override
    public double[] forecast(double[] series, int origin, int horizon) {
      requireHistory(this, origin);
      double shift = 0;
      for (int i = 1; i <= level; i++) {
        shift += series[origin - i] - series[origin - year - i];
      }
      shift /= level;
      double[] forecast = new double[horizon];
      for (int h = 0; h < horizon; h++) {
        forecast[h] = SeriesMath.sameSlot(series, origin, h, year) + shift;
      }
      return forecast;
    }
  }

  private static void requirePositive(String who, String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          who + " expects " + what + " of at least 1; received " + value + ".");
    }
  }

  private static void requireHistory(Baseline baseline, int origin) {
    if (origin < baseline.history()) {
      throw new IllegalArgumentException(
          "The baseline \"%s\" expects %d rows before the origin; received origin %d. "
                  .formatted(baseline.label(), baseline.history(), origin)
              + "Leave this baseline out for such a short history.");
    }
  }
}
