package dev.timestep.task.forecast;

import dev.timestep.task.forecast.baseline.Anchor;
import dev.timestep.task.forecast.baseline.Baseline;
import dev.timestep.task.forecast.covariate.Covariate;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.table.CalendarSpec;
import dev.timestep.task.table.Frequency;
import java.util.ArrayList;
import java.util.List;

/**
 * What a forecasting network reads at an origin: plain fields, stored with the model, from which
 * {@link ForecastInputs} rebuilds the same inputs.
 *
 * <p>Everything is taken from the {@code lookback} rows before the origin, from the calendar and
 * from covariates that are known in advance, so a ridge regression on these is given exactly the
 * same.
 *
 * @param targets names of the columns that are forecast
 * @param horizon rows that a forecast covers
 * @param lookback rows before the origin that may be read
 * @param season rows of the shortest cycle, 1 where there is none
 * @param segment rows that the encoder reads in one step
 * @param encoderRows rows that the encoder reads, a multiple of {@code segment}
 * @param anchor the simple forecast that the network corrects
 * @param levelRows rows whose mean is the level that values are taken relative to
 * @param slots cycles whose latest known value in the same slot each step is given (the season, and
 *     the week for steps below a day)
 * @param slotPeriods seasons whose same slot is averaged for each step; 0 for none
 * @param year rows of a year in whole weeks or seasons; 0 where the lookback does not reach it
 * @param yearSpans how many seasons before and after are averaged around the value of a year ago
 * @param calendar inputs known in advance
 * @param near what is read for the nearest steps
 * @param covariates columns beside the targets that are read
 */
public record InputSpec(
    List<String> targets,
    int horizon,
    int lookback,
    int season,
    int segment,
    int encoderRows,
    Anchor anchor,
    int levelRows,
    List<Integer> slots,
    int slotPeriods,
    int year,
    List<Integer> yearSpans,
    CalendarSpec calendar,
    NearInputs near,
    List<Covariate> covariates) {

  private static final int ENCODER_PERIODS = 8;
  private static final int STEPS_WITHOUT_SEASON = 32;
  private static final int WIDEST_SPAN = 2;

  /** Lookbacks longer than this are not chosen by themselves: they cost every window. */
  private static final int LONGEST_DEFAULT = 1000;

  public InputSpec {
    targets = List.copyOf(targets);
    slots = List.copyOf(slots);
    yearSpans = List.copyOf(yearSpans);
    covariates = List.copyOf(covariates);
    require("targets", !targets.isEmpty(), "one column or more", targets);
    require("horizon", horizon >= 1, "1 or more", horizon);
    require("lookback", lookback >= 1, "1 or more", lookback);
    require("season", season >= 1, "1 or more", season);
    require("segment", segment >= 1, "1 or more", segment);
    require(
        "encoderRows",
        encoderRows >= segment && encoderRows <= lookback && encoderRows % segment == 0,
        "a multiple of the segment, " + segment + ", within the lookback of " + lookback,
        encoderRows);
    require("levelRows", levelRows >= 1 && levelRows <= lookback, "1 to " + lookback, levelRows);
    require("slots", within(slots, lookback), "1 to " + lookback, slots);
    require("slotPeriods", slotPeriods >= 0, "0 or more", slotPeriods);
    require("year", year == 0 || year >= 1 && year <= lookback, "0, or 1 to " + lookback, year);
    require(
        "near", near.reach(season) <= lookback, "inputs within the lookback of " + lookback, near);
    require("yearSpans", yearSpans.stream().allMatch(span -> span >= 1), "1 or more", yearSpans);
  }

  private static boolean within(List<Integer> rows, int lookback) {
    return rows.stream().allMatch(row -> row >= 1 && row <= lookback);
  }

  private static void require(String field, boolean holds, String expected, Object received) {
    if (!holds) {
      throw new IllegalArgumentException(
          "The inputs of a forecast expect "
              + field
              + " of "
              + expected
              + "; received "
              + received
              + ".");
    }
  }

  /**
   * The lookback when none is given: a year and the level before it where that is affordable and
   * leaves two thirds of the training rows as windows, else eight seasons or four weeks.
   */
  public static int defaultLookback(Frequency frequency, int season, int horizon, int trainRows) {
    int year = yearRows(frequency, season);
    int withYear = year + Anchor.PERIODS * Math.max(1, season);
    if (year > horizon && withYear <= LONGEST_DEFAULT && withYear + horizon <= trainRows / 3) {
      return withYear;
    }
    int base = season > 1 ? season * ENCODER_PERIODS : STEPS_WITHOUT_SEASON;
    int week = frequency.weekLength();
    int wanted = week > season && week * 4 <= LONGEST_DEFAULT ? Math.max(base, 4 * week) : base;
    return Math.max(1, Math.min(wanted, trainRows / 3 - horizon));
  }

  /** The inputs for a lookback. */
  public static InputSpec of(
      List<String> targets,
      ForecastWindows windows,
      int season,
      Anchor anchor,
      CalendarSpec calendar,
      List<Covariate> covariates) {
    int lookback = windows.lookback();
    int horizon = windows.horizon();
    Frequency frequency = calendar.frequency();
    int segment = season > 1 && lookback >= 2 * season ? season : 1;
    int wanted = segment > 1 ? segment * ENCODER_PERIODS : STEPS_WITHOUT_SEASON;
    int encoderRows = Math.max(1, Math.min(wanted, lookback) / segment) * segment;
    int levelRows = anchor.levelRows(season, lookback);
    int year = yearRows(frequency, season);
    boolean yearly = year > horizon && lookback >= year + Math.max(levelRows, 1);
    List<Integer> slots = slots(frequency, season, lookback);
    return new InputSpec(
        targets,
        horizon,
        lookback,
        season,
        segment,
        encoderRows,
        anchor,
        levelRows,
        slots,
        season > 1 ? Math.min(Anchor.PERIODS, lookback / season) : 0,
        yearly ? year : 0,
        yearly ? yearSpans(year, season, horizon, lookback) : List.of(),
        calendar,
        NearInputs.of(slots, season, lookback),
        covariates);
  }

  private static List<Integer> slots(Frequency frequency, int season, int lookback) {
    List<Integer> slots = new ArrayList<>();
    if (season > 1 && lookback >= season) {
      slots.add(season);
    }
    int week = frequency.weekLength();
    if (week > season && lookback >= week) {
      slots.add(week);
    }
    return slots;
  }

  /** Spans that end before the origin for every step and begin within the lookback. */
  private static List<Integer> yearSpans(int year, int season, int horizon, int lookback) {
    List<Integer> spans = new ArrayList<>();
    for (int span = 1; span <= WIDEST_SPAN && season > 1; span++) {
      if (year - span * season >= horizon && year + span * season <= lookback) {
        spans.add(span);
      }
    }
    return spans;
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

  /** Whether a year is among the inputs. */
  boolean yearly() {
    return year > 0;
  }

  /** Steps of the encoder. */
  public int encoderSteps() {
    return encoderRows / segment;
  }
}
