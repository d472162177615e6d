package dev.timestep.task.forecast.interval;

import dev.timestep.judge.ErrorSums;
import dev.timestep.judge.ScoreLevels;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import java.util.Arrays;
import java.util.Optional;

/**
 * Intervals that a statistical model gives itself, brought to their level by {@link StepFactors}
 * that move with the origin: at each one all windows before it count.
 *
 * <pre>
 *   q(p) = own(.5) + f[h] · (own(p) - own(.5))
 * </pre>
 *
 * <p>Unlike those of {@link SeriesIntervals} they know what the model knows: how uncertain it is at
 * this origin, and to which side.
 */
final class OwnIntervals {
  private final double[] levels;

  /** [window][level][step] what the model says. */
  private final double[][][] own;

  private final double[][] points;
  private final double[][] actual;
  private final WindowErrors distances;
  private final int lower;
  private final int middle;
  private final int upper;

  private OwnIntervals(
      double[] levels,
      double[][][] own,
      double[][] points,
      double[][] actual,
      WindowErrors distances) {
    this.levels = levels;
    this.own = own;
    this.points = points;
    this.actual = actual;
    this.distances = distances;
    lower = at(levels, StepFactors.LOWER);
    middle = at(levels, StepFactors.MIDDLE);
    upper = at(levels, StepFactors.UPPER);
  }

  /**
   * A model's own intervals.
   *
   * @param errors of its point forecasts in the same windows
   * @param levels ascending, those of the scores among them
   * @return nothing where a quantile or its distance is not finite
   */
  static Optional<OwnIntervals> of(
      SeriesForecast[] forecasts, WindowErrors errors, double[] levels) {
    double[][][] own = new double[forecasts.length][][];
    double[][] points = new double[forecasts.length][];
    double[][] actual = new double[forecasts.length][errors.horizon()];
    double[][] distances = new double[forecasts.length][errors.horizon()];
    boolean finite = true;
    for (int w = 0; w < own.length; w++) {
      points[w] = forecasts[w].point();
      own[w] = forecasts[w].quantiles(levels);
      finite &= Arrays.stream(own[w]).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
      for (int h = 0; h < errors.horizon(); h++) {
        actual[w][h] = points[w][h] + errors.errors()[w][h];
        distances[w][h] =
            StepFactors.distance(
                actual[w][h],
                own[w][at(levels, StepFactors.LOWER)][h],
                own[w][at(levels, StepFactors.MIDDLE)][h],
                own[w][at(levels, StepFactors.UPPER)][h]);
        finite &= Double.isFinite(distances[w][h]);
      }
    }
    return finite
        ? Optional.of(
            new OwnIntervals(
                levels, own, points, actual, new WindowErrors(errors.origins(), distances)))
        : Optional.empty();
  }

  private static int at(double[] levels, double level) {
    int at = Arrays.binarySearch(levels, level);
    if (at < 0) {
      throw new IllegalArgumentException(
          "OwnIntervals expects the levels 0.05, 0.5 and 0.95 among others; received "
              + Arrays.toString(levels)
              + ".");
    }
    return at;
  }

  /**
   * The sum of the interval scores of the windows {@code [from, to)}, each with the factors that
   * the windows before it give; none from {@code to} on is read.
   */
  double score(int from, int to, int every) {
    int[] origins = distances.origins();
    RollingFactors rolling = new RollingFactors(distances.slice(0, to), origins[from]);
    StepFactors now = rolling.at(origins[from], false);
    double score = 0;
    for (int w = from; w < to; w++) {
      now = (w - from) % every == 0 ? rolling.at(origins[w], false) : now;
      double[] low = now.around(own[w][middle], own[w][lower]);
      double[] high = now.around(own[w][middle], own[w][upper]);
      for (int h = 0; h < low.length; h++) {
        score +=
            ErrorSums.intervalScore(ScoreLevels.DECILES.alpha(), actual[w][h], low[h], high[h]);
      }
    }
    return score;
  }

  /**
   * The sum of the pinball losses at the levels of the scores, of the windows from a place on.
   *
   * @param factored whether quantiles have the factors that the windows before theirs give, or are
   *     as the model gives them
   */
  double loss(int from, boolean factored) {
    int[] origins = distances.origins();
    RollingFactors rolling = new RollingFactors(distances, origins[from]);
    double loss = 0;
    for (int w = from; w < origins.length; w++) {
      Optional<StepFactors> now =
          factored ? Optional.of(rolling.at(origins[w], false)) : Optional.empty();
      for (double level : ScoreLevels.DECILES.losses()) {
        double[] plain = own[w][at(levels, level)];
        double[] median = own[w][middle];
        double[] quantile = now.map(some -> some.around(median, plain)).orElse(plain);
        for (int h = 0; h < quantile.length; h++) {
          loss += ErrorSums.pinball(level, actual[w][h], quantile[h]);
        }
      }
    }
    return loss;
  }

  /** Offsets from the point forecasts of the windows from a place on, [window][level][step]. */
  double[][][] offsets(int from, int every) {
    int[] origins = distances.origins();
    double[][][] all = new double[own.length - from][levels.length][];
    if (all.length == 0) {
      return all;
    }
    RollingFactors rolling = new RollingFactors(distances, origins[from]);
    StepFactors now = rolling.at(origins[from], false);
    for (int w = 0; w < all.length; w++) {
      now = w % every == 0 ? rolling.at(origins[from + w], false) : now;
      for (int level = 0; level < levels.length; level++) {
        double[] point = points[from + w];
        double[] quantile = now.around(own[from + w][middle], own[from + w][level]);
        Arrays.setAll(quantile, h -> quantile[h] - point[h]);
        all[w][level] = quantile;
      }
    }
    return all;
  }

  /** The factors after the last row. */
  StepFactors last(int first) {
    int[] origins = distances.origins();
    return new RollingFactors(distances, first)
        .at(origins[origins.length - 1] + distances.horizon(), false);
  }
}
