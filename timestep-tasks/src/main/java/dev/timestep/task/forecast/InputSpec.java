package dev.timestep.task.forecast;

import dev.timestep.task.table.CalendarSpec;
import dev.timestep.task.table.Frequency;
import java.util.ArrayList;
import java.util.List;

/**
 * What a forecasting network reads at an origin: plain fields, stored with the model, from which
 * {@link ForecastInputs} rebuilds the same inputs.
 *
 * <p>Everything is taken from the {@code lookback} rows before the origin and from the calendar of
 * the rows to be forecast, so a ridge regression on these is given exactly the same.
 *
 * @param targets names of the columns that are forecast
 * @param horizon rows that a forecast covers
 * @param lookback rows before the origin that may be read
 * @param season rows of the shortest cycle, 1 where there is none
 * @param segment rows that the encoder reads in one step
 * @param encoderRows rows that the encoder reads, a multiple of {@code segment}
 * @param levelRows rows whose mean is the level that values are taken relative to
 * @param slots cycles whose latest known value in the same slot each step is given (the season, and
 *     the week for steps below a day)
 * @param slotPeriods seasons whose same slot is averaged for each step
 * @param year rows of a year in whole weeks or seasons; 0 where the lookback does not reach it
 * @param yearLags how far back, in rows, the values of about a year ago lie
 * @param calendar inputs known in advance
 */
public record InputSpec(
    List<String> targets,
    int horizon,
    int lookback,
    int season,
    int segment,
    int encoderRows,
    int levelRows,
    List<Integer> slots,
    int slotPeriods,
    int year,
    List<Integer> yearLags,
    CalendarSpec calendar) {

  /** Seasons that the level, the slot mean and the encoder look back over. */
  private static final int SLOT_PERIODS = 4;

  private static final int ENCODER_PERIODS = 8;
  private static final int ENCODER_STEPS_WITHOUT_SEASON = 32;

  /** Lookbacks longer than this are not chosen by themselves: they cost every window. */
  private static final int LONGEST_DEFAULT = 1000;

  public InputSpec {
    targets = List.copyOf(targets);
    slots = List.copyOf(slots);
    yearLags = List.copyOf(yearLags);
  }

  /**
   * The lookback when none is given: a year and the level before it where that is affordable and
   * leaves two thirds of the training rows as windows, else eight seasons.
   */
  static int defaultLookback(Frequency frequency, int season, int horizon, int trainRows) {
    int year = yearRows(frequency, season);
    int withYear = year + Math.max(season * SLOT_PERIODS, season + 1);
    if (year > horizon && withYear <= LONGEST_DEFAULT && withYear + horizon <= trainRows / 3) {
      return withYear;
    }
    int base = season > 1 ? season * ENCODER_PERIODS : ENCODER_STEPS_WITHOUT_SEASON;
    int week = weekRows(frequency);
    int wanted = Math.max(base, week > season ? 4 * week : 0);
    return Math.max(1, Math.min(wanted, Math.max(1, trainRows / 3 - horizon)));
  }

  /** The inputs for a lookback. */
  static InputSpec of(
      List<String> targets,
      int horizon,
      int lookback,
      int season,
      Frequency frequency,
      CalendarSpec calendar) {
    int levelRows = Math.min(lookback, season > 1 ? season * SLOT_PERIODS : SLOT_PERIODS * 5);
    int segment = season > 1 && lookback >= 2 * season ? season : 1;
    int wanted = segment > 1 ? segment * ENCODER_PERIODS : ENCODER_STEPS_WITHOUT_SEASON;
    int encoderRows = Math.max(1, Math.min(wanted, lookback) / segment) * segment;
    List<Integer> slots = new ArrayList<>();
    if (season > 1 && lookback >= season) {
      slots.add(season);
    }
    int week = weekRows(frequency);
    if (week > season && lookback >= week) {
      slots.add(week);
    }
    int periods = season > 1 ? Math.min(SLOT_PERIODS, lookback / season) : 0;
    int year = yearRows(frequency, season);
    boolean yearly = year > horizon && lookback >= year + levelRows;
    List<Integer> yearLags = yearly ? yearLags(year, season, horizon, lookback) : List.of();
    return new InputSpec(
        targets,
        horizon,
        lookback,
        season,
        segment,
        encoderRows,
        levelRows,
        slots,
        periods,
        yearly ? year : 0,
        yearLags,
        calendar);
  }

  /** The same slot a year ago, the days beside it, and the seasons before and after. */
  private static List<Integer> yearLags(int year, int season, int horizon, int lookback) {
    List<Integer> lags = new ArrayList<>();
    for (int lag : new int[] {year, year + 1, year + 2, year - 1, year + season}) {
      if (lag > horizon && lag <= lookback && !lags.contains(lag)) {
        lags.add(lag);
      }
    }
    return lags;
  }

  /** Rows of a year in whole weeks or seasons, 0 where a year is not longer than a season. */
  private static int yearRows(Frequency frequency, int season) {
    double perYear = frequency.perYear();
    if (perYear < 2 || perYear > Integer.MAX_VALUE / 4.0 || season > perYear) {
      return 0;
    }
    int year = Baseline.LastYear.of(Math.max(1, season), perYear).year();
    return year > season ? year : 0;
  }

  private static int weekRows(Frequency frequency) {
    if (!frequency.subDaily()) {
      return 0;
    }
    double week = frequency.perYear() * 7 / 365.25;
    return Math.abs(week - Math.rint(week)) < 0.01 ? (int) Math.rint(week) : 0;
  }

  /** Whether a year is among the inputs. */
  boolean yearly() {
    return year > 0;
  }

  /** Steps of the encoder. */
  int encoderSteps() {
    return encoderRows / segment;
  }
}
