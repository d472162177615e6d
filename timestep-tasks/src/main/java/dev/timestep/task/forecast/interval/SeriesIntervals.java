package dev.timestep.task.forecast.interval;

import dev.timestep.judge.ErrorSums;
import dev.timestep.judge.Judge;
import dev.timestep.judge.ScoreLevels;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Intervals of one model on one series: the spread chosen on validation windows, the quantiles of
 * every test window, and those of the forecast after the last row.
 *
 * <p>Whether a spread helps is asked inside the validation windows: the later ones get intervals
 * from the errors before them, with each {@link Spread#candidates candidate}, and the one with the
 * lowest score of its 90 % interval is taken; of equals the simpler. A spread of earlier years,
 * which is offered only where the training rows show that it tells, is taken also where its score
 * is up to 5 % higher, if the validation windows cover less than a year. The same windows tell
 * whether the intervals that a statistical model gives itself ({@link StepFactors}) are better
 * still.
 */
public final class SeriesIntervals {
  /** Thousands of paths through each of these rows take some seconds. */
  static final int MOST_SIMULATED = 10_000;

  /** The offsets move with the origin, but so many times over the test windows at most. */
  private static final int MOST_UPDATES = 250;

  /** Fewer windows than this in each half cannot tell which spread is better. */
  private static final int LEAST_CHOICE = 20;

  private final double[] series;
  private final double[] levels;
  private final WindowErrors errors;
  private final int validation;
  private final Spread spread;
  private final WindowErrors relative;
  private final RollingOffsets rolling;
  private final int first;
  private final Optional<OwnIntervals> own;

  /**
   * Chooses the spread of a series of which no year is known.
   *
   * @param series values of all rows
   * @param errors of the validation windows and then the test windows
   * @param validation how many validation windows there are, 1 or more
   * @param season rows per season, 1 if there is none
   * @param levels levels of the quantiles, ascending
   */
  public SeriesIntervals(
      double[] series, WindowErrors errors, int validation, int season, double[] levels) {
    this(series, errors, validation, season, 0, levels, Optional.empty());
  }

  /**
   * Chooses also between these intervals and those that a model gives itself. A model that
   * simulates its quantiles is not asked for more than {@value #MOST_SIMULATED} rows in all
   * windows.
   *
   * @param year rows of a year; 0 where none is known
   * @param own the model's forecasts from the same origins
   */
  public SeriesIntervals(
      double[] series,
      WindowErrors errors,
      int validation,
      int season,
      double year,
      double[] levels,
      Optional<SeriesForecast[]> own) {
    if (validation < 1 || validation > errors.origins().length) {
      throw new IllegalArgumentException(
          "SeriesIntervals expects from 1 to %d validation windows; received %d."
              .formatted(errors.origins().length, validation));
    }
    this.series = series;
    this.levels = levels.clone();
    this.errors = errors;
    this.validation = validation;
    spread = choose(season, year);
    this.own =
        own.filter(some -> !takesLong(some, errors.horizon()))
            .flatMap(some -> OwnIntervals.of(some, errors, this.levels))
            .filter(this::better);
    relative = errors.over(spread, series);
    first =
        validation < errors.origins().length
            ? errors.origins()[validation]
            : errors.origins()[validation - 1] + errors.horizon();
    rolling = new RollingOffsets(relative, levels, first);
  }

  private static boolean takesLong(SeriesForecast[] forecasts, int horizon) {
    return forecasts.length > 0
        && forecasts[0].simulated()
        && (long) forecasts.length * horizon > MOST_SIMULATED;
  }

  /** The first validation window that judges; none does where they are too few. */
  private OptionalInt judges() {
    int from = Math.max(validation / 2, errors.horizon() + LEAST_CHOICE);
    return validation - from < LEAST_CHOICE ? OptionalInt.empty() : OptionalInt.of(from);
  }

  /** Whether the model's own intervals have the lower score in the windows that judge. */
  private boolean better(OwnIntervals other) {
    OptionalInt judging = judges();
    if (judging.isEmpty()) {
      return false;
    }
    int from = judging.getAsInt();
    return other.score(from, validation, every(validation - from))
        < score(errors.slice(0, validation), spread, from);
  }

  private Spread choose(int season, double year) {
    OptionalInt judging = judges();
    if (judging.isEmpty()) {
      return Spread.NONE;
    }
    int from = judging.getAsInt();
    WindowErrors some = errors.slice(0, validation);
    int[] origins = errors.origins();
    Spread best = Spread.NONE;
    Spread yearly = Spread.NONE;
    double lowest = Double.POSITIVE_INFINITY;
    double lowestYearly = Double.POSITIVE_INFINITY;
    for (Spread candidate : Spread.candidates(series, season, year, origins[0], errors.horizon())) {
      double score = score(some, candidate, from);
      if (score < lowest) {
        lowest = score;
        best = candidate;
      }
      if (candidate.years() > 0 && score < lowestYearly) {
        lowestYearly = score;
        yearly = candidate;
      }
    }
    // Windows of a part of the year cannot show what the rest of it is like; the training rows do.
    boolean part = origins[validation - 1] - origins[0] < year;
    return part && lowestYearly <= (1 + Judge.AS_GOOD_WITHIN_CHANCE) * lowest ? yearly : best;
  }

  /** The sum of the interval scores of the windows from a place on. */
  private double score(WindowErrors some, Spread candidate, int from) {
    int[] origins = some.origins();
    double[] ends = {ScoreLevels.DECILES.lower(), ScoreLevels.DECILES.upper()};
    RollingOffsets offsets = new RollingOffsets(some.over(candidate, series), ends, origins[from]);
    int every = every(origins.length - from);
    double[][] now = {};
    double[] spreads = candidate.at(series, origins);
    double score = 0;
    for (int w = from; w < origins.length; w++) {
      now = (w - from) % every == 0 ? offsets.at(origins[w]) : now;
      for (int h = 0; h < some.horizon(); h++) {
        score +=
            ErrorSums.intervalScore(
                ScoreLevels.DECILES.alpha(),
                some.errors()[w][h],
                spreads[w] * now[h][0],
                spreads[w] * now[h][1]);
      }
    }
    return score;
  }

  private static int every(int windows) {
    return Math.ceilDiv(windows, MOST_UPDATES);
  }

  /** Whether the model's own intervals were chosen. */
  public boolean isOwn() {
    return own.isPresent();
  }

  /** The spread that was chosen. */
  public Spread spread() {
    return spread;
  }

  /**
   * Quantiles of the errors of every test window, each from the errors that were known at its
   * origin.
   *
   * @return [test window][level][step]; add the point forecast
   */
  public double[][][] tests() {
    int[] origins = errors.origins();
    double[][][] all = new double[origins.length - validation][][];
    int every = every(all.length);
    if (own.isPresent()) {
      return own.get().offsets(validation, every);
    }
    double[] spreads = spread.at(series, origins);
    double[][] now = {};
    for (int w = 0; w < all.length; w++) {
      int origin = origins[validation + w];
      now = w % every == 0 ? rolling.at(origin) : now;
      double scale = spreads[validation + w];
      all[w] = new double[levels.length][now.length];
      for (int at = 0; at < levels.length; at++) {
        for (int h = 0; h < now.length; h++) {
          all[w][at][h] = scale * now[h][at];
        }
      }
    }
    return all;
  }

  /** What is known after the last row: the intervals of what comes next. */
  public StepIntervals last() {
    int windows = errors.origins().length;
    int origin = errors.origins()[windows - 1] + errors.horizon();
    int step = errors.horizon() - 1;
    return new StepIntervals(
        levels,
        spread,
        List.of(rolling.at(origin)),
        relative.known(step, origin),
        rolling.independent(step, origin),
        own.map(some -> some.last(first)));
  }
}
