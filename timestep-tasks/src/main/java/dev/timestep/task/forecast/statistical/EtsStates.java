package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/**
 * What exponential smoothing remembers before a row.
 *
 * @param level where the series stands, without its season
 * @param trend rows' growth; 0 without a trend
 * @param seasons the season's effect on this row, the next, …: one per row of the season; empty
 *     without a season
 */
record EtsStates(double level, double trend, double[] seasons) {
  /** How many of the first seasons tell the effects of a season. */
  static final int SEASONS = 10;

  EtsStates {
    if (!Double.isFinite(level)
        || !Double.isFinite(trend)
        || !Arrays.stream(seasons).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "Exponential smoothing expects finite states; received level %s, trend %s, season %s."
              .formatted(level, trend, Arrays.toString(seasons)));
    }
  }

  /** Values that the start of a form reads at least. */
  static int needed(EtsForm form, int season) {
    return form.seasonal() ? 2 * season : form.hasTrend() ? 3 : 1;
  }

  /** Values that a start reads at most. */
  static int reads(int season) {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, Math.max(10L, (long) SEASONS * season)));
  }

  /** The same from up to ten seasons. */
  static EtsStates before(EtsForm form, int season, double[] values) {
    return before(form, season, values, SEASONS);
  }

  /**
   * States before the first of some values: the season from a classical decomposition of the first
   * seasons, level and trend from a line through the first rows without their season.
   *
   * @param values at least {@link #needed}
   * @param most seasons that are decomposed, at least 2
   */
  static EtsStates before(EtsForm form, int season, double[] values, int most) {
    double[] seasons = {};
    double[] adjusted = values;
    if (form.seasonal()) {
      int rows = Math.min(values.length, (int) Math.min(Integer.MAX_VALUE, (long) most * season));
      var effects =
          SeasonalEffects.of(
              Arrays.copyOf(values, rows), season, form.season() == EtsPart.MULTIPLICATIVE);
      seasons = effects.effects();
      adjusted = effects.removed(Arrays.copyOf(values, rows));
    }
    int rows = Math.min(adjusted.length, Math.max(10, 2 * season));
    if (!form.hasTrend()) {
      return new EtsStates(Arrays.stream(adjusted, 0, rows).average().orElseThrow(), 0, seasons);
    }
    Line line = Line.through(adjusted, rows);
    double level = line.at(-1);
    if (form.trend() == EtsPart.ADDITIVE) {
      return new EtsStates(level, line.slope(), seasons);
    }
    double first = Math.max(line.at(0), Double.MIN_NORMAL);
    double growth = Math.clamp(line.at(1) / first, 0.5, 2);
    return new EtsStates(first / growth, growth, seasons);
  }
}
