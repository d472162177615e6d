package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/**
 * The effects of a season by classical decomposition: values against their centred moving average
 * over one season, averaged by slot and normalised (their sum is 0, or their mean 1 where they
 * multiply). The first effect is that of row 0.
 * A single effect stands for no season.
 *
 * @param effects one per slot of the season
 * @param multiplied whether a value is its trend times the effect; else the effect is added
 */
record SeasonalEffects(double[] effects, boolean multiplied) {
  /** A multiplied effect is at least this, so that nothing is divided by zero. */
  private static final double LEAST = 0.01;

  /**
   * Decomposes values.
   *
   * @param values two seasons or more
   * @param season rows per season, at least 2
   */
  static SeasonalEffects of(double[] values, int season, boolean multiplied) {
    double[] sums = new double[season];
    int[] counts = new int[season];
    int half = season / 2;
    for (int row = half; row + half < values.length; row++) {
      double trend = centred(values, row, season);
      double effect = multiplied ? (trend > 0 ? values[row] / trend : 1) : values[row] - trend;
      sums[row % season] += effect;
      counts[row % season]++;
    }
    double[] effects = new double[season];
    double mean = 0;
    for (int slot = 0; slot < season; slot++) {
      effects[slot] = sums[slot] / Math.max(1, counts[slot]);
      mean += effects[slot] / season;
    }
    for (int slot = 0; slot < season; slot++) {
      effects[slot] =
          multiplied
              ? Math.max(LEAST, mean > 0 ? effects[slot] / mean : 1)
              : effects[slot] - mean;
    }
    return new SeasonalEffects(effects, multiplied);
  }

  /** The mean of one season around a row; an even season halves its two ends. */
  private static double centred(double[] values, int row, int season) {
    int half = season / 2;
    double sum = 0;
    for (int at = row - half; at <= row + half; at++) {
      sum += values[at];
    }
    if (season % 2 == 0) {
      sum -= (values[row - half] + values[row + half]) / 2;
    }
    return sum / season;
  }

  SeasonalEffects {
    for (double effect : effects) {
      if (!Double.isFinite(effect) || (multiplied && effect <= 0)) {
        throw new IllegalArgumentException(
            "A season expects finite effects, above zero where they multiply; received "
                + Arrays.toString(effects)
                + ".");
      }
    }
    if (effects.length == 0) {
      throw new IllegalArgumentException("A season expects one effect or more; received none.");
    }
  }

  /** The same season of another series, whose first values tell its effects. */
  SeasonalEffects again(double[] first) {
    if (effects.length == 1) {
      return this;
    }
    // An effect that multiplies has no meaning where a value is not above zero.
    return of(
        first, effects.length, multiplied && Arrays.stream(first).allMatch(value -> value > 0));
  }

  /** Values from which the effects can be told again. */
  int needed() {
    return effects.length == 1 ? 1 : 2 * effects.length;
  }

  double at(int row) {
    return effects[row % effects.length];
  }

  /** What the spread of a row's forecast is multiplied by. */
  double factor(int row) {
    return multiplied ? at(row) : 1;
  }

  /** A value of a row without its season. */
  double removed(double value, int row) {
    return multiplied ? value / at(row) : value - at(row);
  }

  /** A value of a row with its season. */
  double added(double value, int row) {
    return multiplied ? value * at(row) : value + at(row);
  }

  /** Values of rows 0, 1, … without their season. */
  double[] removed(double[] values) {
    double[] adjusted = new double[values.length];
    Arrays.setAll(adjusted, row -> removed(values[row], row));
    return adjusted;
  }

  /**
   * Whether the values repeat with a season, by the test of the M4 competition: the autocorrelation
   * at one season lies outside its 90 % limits under the autocorrelations before it. More than two
   * seasons are needed.
   */
  static boolean found(double[] values, int season) {
    if (season < 2 || values.length <= 2 * season) {
      return false;
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean);
    }
    if (!(variance > 0)) {
      return false;
    }
    double before = 0;
    double last = 0;
    for (int lag = 1; lag <= season; lag++) {
      double product = 0;
      for (int row = lag; row < values.length; row++) {
        product += (values[row] - mean) * (values[row - lag] - mean);
      }
      last = product / variance;
      before += lag < season ? last * last : 0;
    }
    return Math.abs(last) / Math.sqrt((1 + 2 * before) / values.length) > 1.6448536269514722;
  }
}
