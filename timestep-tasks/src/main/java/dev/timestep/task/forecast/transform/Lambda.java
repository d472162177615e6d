package dev.timestep.task.forecast.transform;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The power of a Box-Cox or Yeo-Johnson transform, from the values of a series. Missing values,
 * NaN, are passed over. A series with nothing to choose by, such as one of equal values, gets 1.
 *
 * <pre>{@code
 * double lambda = Lambda.guerrero(passengers, 12, -1, 2); // -0.295
 * }</pre>
 *
 * <p>Sources: V. M. Guerrero, "Time-series analysis supported by power transformations", Journal of
 * Forecasting 12 (1993); Box and Cox (1964); both are searched in the range of R's {@code
 * BoxCox.lambda}, there over tenths or halves of tenths and here to 1e-6.
 */
public final class Lambda {
  private static final double KEPT = 1;
  private static final int GRID = 60;
  private static final double NARROW = 1e-6;

  /** A deviation that is less than this share of the values is none. */
  private static final double ROUNDING = 1e-12;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private Lambda() {}

  /**
   * Guerrero's: the power with which the deviation within a season least depends on its mean,
   * {@code sd / mean^(1 - λ)} having the lowest coefficient of variation. Seasons are counted from
   * the end; without a season, pairs of rows.
   *
   * @param values above zero
   * @param season rows per season, 1 if there is none
   * @param lower least power, for example 0
   * @param upper greatest power, for example 2
   */
  public static double guerrero(double[] values, int season, double lower, double upper) {
    int period = Math.max(2, season);
    if (values.length <= 2 * season || values.length < 2 * period) {
      return KEPT;
    }
    int groups = values.length / period;
    double[] means = new double[groups];
    double[] deviations = new double[groups];
    for (int group = 0; group < groups; group++) {
      int from = values.length - (groups - group) * period;
      double[] known = known(Arrays.copyOfRange(values, from, from + period));
      means[group] = Arrays.stream(known).average().orElse(Double.NaN);
      double deviation = deviation(known, means[group]);
      deviations[group] = deviation <= ROUNDING * means[group] ? 0 : deviation;
    }
    return lowest(lambda -> variation(means, deviations, lambda), lower, upper);
  }

  /** The coefficient of variation of the deviations over powers of their means. */
  private static double variation(double[] means, double[] deviations, double lambda) {
    // Means over their own mean, so that no power of a large number overflows.
    double unit = Arrays.stream(known(means)).average().orElse(1);
    double[] ratios = new double[means.length];
    Arrays.setAll(ratios, at -> deviations[at] / Math.pow(means[at] / unit, 1 - lambda));
    double[] known = known(ratios);
    double mean = Arrays.stream(known).average().orElse(Double.NaN);
    return mean > 0 ? deviation(known, mean) / mean : Double.NaN;
  }

  /**
   * The power of highest likelihood: that which leaves the smallest error around a line and a
   * season (around a line without one), in the unit of the values.
   *
   * @param values above zero
   * @param season rows per season, 1 if there is none
   * @param lower least power, for example 0
   * @param upper greatest power, for example 2
   */
  public static double likelihood(double[] values, int season, double lower, double upper) {
    if (values.length <= 2 * season) {
      return KEPT;
    }
    double[] logarithms = Arrays.stream(values).map(Math::log).toArray();
    double mean = Arrays.stream(known(logarithms)).average().orElse(0);
    Arrays.setAll(logarithms, row -> logarithms[row] - mean);
    return lowest(lambda -> error(powers(logarithms, lambda), season), lower, upper);
  }

  /** The same of Yeo and Johnson's transform, from 0 to 2, for values of any sign. */
  static double yeoJohnson(double[] values, int season, double unit) {
    if (values.length <= 2 * season) {
      return KEPT;
    }
    // The mean logarithm of the slope at λ = 2, that at λ = 0 with the sign turned.
    double slope =
        Arrays.stream(known(values))
            .map(value -> Math.signum(value) * Math.log1p(Math.abs(value) / unit))
            .average()
            .orElse(0);
    return lowest(
        lambda -> {
          var transform = new Transform.YeoJohnson(lambda, unit);
          return error(transform.apply(values), season) * Math.exp(-2 * (lambda - 1) * slope);
        },
        0,
        2);
  }

  private static double[] powers(double[] logarithms, double lambda) {
    return Arrays.stream(logarithms).map(one -> Powers.power(one, lambda)).toArray();
  }

  /** The squared error around the best line and season. */
  private static double error(double[] values, int season) {
    double[] time = new double[values.length];
    Arrays.setAll(time, row -> Double.isNaN(values[row]) ? Double.NaN : row);
    double[] y = withoutSeason(values, season);
    double[] t = withoutSeason(time, season);
    double yy = 0;
    double ty = 0;
    double tt = 0;
    for (int row = 0; row < y.length; row++) {
      if (!Double.isNaN(y[row])) {
        yy += y[row] * y[row];
        ty += t[row] * y[row];
        tt += t[row] * t[row];
      }
    }
    double error = tt > 0 ? yy - ty * ty / tt : yy;
    double size = Arrays.stream(known(values)).map(value -> value * value).sum();
    return error > ROUNDING * ROUNDING * size ? error : 0;
  }

  /** The values less the mean of their row of the season. */
  private static double[] withoutSeason(double[] values, int season) {
    double[] sums = new double[season];
    int[] counts = new int[season];
    for (int row = 0; row < values.length; row++) {
      if (!Double.isNaN(values[row])) {
        sums[row % season] += values[row];
        counts[row % season]++;
      }
    }
    double[] rest = new double[values.length];
    Arrays.setAll(rest, row -> values[row] - sums[row % season] / counts[row % season]);
    return rest;
  }

  private static double[] known(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).toArray();
  }

  private static double deviation(double[] values, double mean) {
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1.0));
  }

  /** Where a function is lowest: on a grid, then between the neighbours of its best point. */
  private static double lowest(DoubleUnaryOperator function, double lower, double upper) {
    double step = (upper - lower) / GRID;
    double best = Math.clamp(KEPT, lower, upper);
    double least = function.applyAsDouble(best);
    for (int at = 0; at <= GRID; at++) {
      double value = function.applyAsDouble(lower + at * step);
      if (value < least) {
        least = value;
        best = lower + at * step;
      }
    }
    if (!(least > 0)) {
      // Nothing varies, or nothing is left: no power is better than this one.
      return best;
    }
    double from = Math.max(lower, best - step);
    double to = Math.min(upper, best + step);
    while (to - from > NARROW) {
      double left = to - GOLDEN * (to - from);
      double right = from + GOLDEN * (to - from);
      if (function.applyAsDouble(left) <= function.applyAsDouble(right)) {
        to = right;
      } else {
        from = left;
      }
    }
    return end(function, lower, upper, (from + to) / 2);
  }

  /** The end of the range where it is not worse, so that a power at the end is 0 and not 3e-7. */
  private static double end(
      DoubleUnaryOperator function, double lower, double upper, double inner) {
    double nearest = inner - lower < upper - inner ? lower : upper;
    return Math.abs(inner - nearest) < 2 * NARROW
            && function.applyAsDouble(nearest) <= function.applyAsDouble(inner)
        ? nearest
        : inner;
  }
}
