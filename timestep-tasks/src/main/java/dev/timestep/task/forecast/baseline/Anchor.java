package dev.timestep.task.forecast.baseline;

import dev.timestep.judge.Part;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.SeriesMath;
import java.util.ArrayList;
import java.util.List;

/**
 * The simple forecast that a network corrects rather than replaces, and with it the level that a
 * window's values are read relative to. Chosen on training windows: prices start from their last
 * value, seasonal series from the mean of their slots.
 */
public enum Anchor {
  /** The last value; the level is the last value. */
  LAST,
  /** The mean of the last season. */
  SEASON_MEAN,
  /** The mean of the last {@value #PERIODS} seasons. */
  SEASONS_MEAN,
  /** The latest value in the same slot of the season. */
  SEASONAL_NAIVE,
  /** The mean of the same slot in the last {@value #PERIODS} seasons. */
  SLOT_MEAN;

  /** Seasons that means are taken over. */
  public static final int PERIODS = 4;

  /** Seasons that the mean without a season is taken over: a few weeks of days. */
  private static final int ROWS_WITHOUT_SEASON = 20;

  /** The rows whose mean is the level. */
  public int levelRows(int season, int lookback) {
    int wanted =
        switch (this) {
          case LAST -> 1;
          case SEASON_MEAN -> Math.max(1, season);
          default -> season > 1 ? PERIODS * season : ROWS_WITHOUT_SEASON;
        };
    return Math.min(wanted, lookback);
  }

  /** The forecast of step h (from 0) at an origin. */
  public double value(double[] y, int origin, int h, int season, double level) {
    return switch (this) {
      case LAST, SEASON_MEAN, SEASONS_MEAN -> level;
      case SEASONAL_NAIVE -> SeriesMath.sameSlot(y, origin, h, season);
      case SLOT_MEAN -> SeriesMath.slotMean(y, origin, h, season, PERIODS);
    };
  }

  /** Those that the lookback has room for. */
  public static List<Anchor> possible(int season, int lookback) {
    List<Anchor> anchors = new ArrayList<>(List.of(LAST, SEASONS_MEAN));
    if (season > 1 && lookback >= PERIODS * season) {
      anchors.addAll(List.of(SEASON_MEAN, SEASONAL_NAIVE, SLOT_MEAN));
    }
    return anchors;
  }

  /**
   * The anchor with the lowest mean absolute error over training windows, relative to each column's
   * scale.
   */
  public static Anchor choose(
      double[][] series, double[] scale, ForecastWindows windows, int season) {
    int[] origins = windows.origins(Part.TRAIN);
    Anchor best = LAST;
    double lowest = Double.POSITIVE_INFINITY;
    for (Anchor anchor : possible(season, windows.lookback())) {
      double error = 0;
      for (int k = 0; k < series.length; k++) {
        error +=
            anchor.error(series[k], origins, windows.lookback(), windows.horizon(), season)
                / scale[k];
      }
      if (error < lowest) {
        lowest = error;
        best = anchor;
      }
    }
    return best;
  }

  /** Sum of the absolute errors of all steps from these origins. */
  public double error(double[] y, int[] origins, int lookback, int horizon, int season) {
    int rows = levelRows(season, lookback);
    double sum = 0;
    for (int origin : origins) {
      double level = SeriesMath.mean(y, origin - rows, origin);
      for (int h = 0; h < horizon; h++) {
        sum += Math.abs(value(y, origin, h, season, level) - y[origin + h]);
      }
    }
    return sum;
  }
}
