package dev.timestep.task.forecast.interval;

import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import java.util.Arrays;

/**
 * Conformalises the quantiles that a model of one series gives itself, by one factor for each step:
 *
 * <pre>
 *   q'(p) = q(.5) + f[h] · (q(p) - q(.5))
 * </pre>
 *
 * <p>The factor is the conformal quantile, over validation windows, of how far what came lies from
 * the median, in half widths of the model's interval on that side. A model that is right about its
 * own errors has factors of about 1. Source: Romano, Patterson and Candès, "Conformalized quantile
 * regression" (2019), with a factor in place of their added constant, so that intervals keep their
 * growth with the horizon.
 *
 * <pre>{@code
 * StepFactors factors = StepFactors.of(fitted, values, validationOrigins, 12);
 * double[] upper = factors.quantile(fitted.forecast(values, values.length, 12), 0.95);
 * }</pre>
 *
 * @param factors [step] each above 0 and finite
 */
public record StepFactors(double[] factors) {
  /** The interval whose coverage is brought to its level. */
  static final double LOWER = 0.05;

  static final double MIDDLE = 0.5;
  static final double UPPER = 0.95;

  /** Checks the factors. */
  public StepFactors {
    factors = factors.clone();
    if (factors.length == 0 || !Arrays.stream(factors).allMatch(f -> f > 0 && f < 1e9)) {
      throw new IllegalArgumentException(
          "StepFactors expects a factor above 0 for each step; received "
              + Arrays.toString(factors)
              + ".");
    }
  }

  /**
   * Measures the factors.
   *
   * @param fitted the model, estimated on values before the first origin
   * @param values the series
   * @param origins ascending; the rows of their windows lie inside the series
   * @param horizon steps
   */
  public static StepFactors of(FittedSeries fitted, double[] values, int[] origins, int horizon) {
    SeriesForecast[] forecasts = fitted.forecasts(values, origins, horizon);
    double[][] distances = new double[origins.length][horizon];
    for (int w = 0; w < origins.length; w++) {
      double[] middle = forecasts[w].quantile(0.5);
      double[] low = forecasts[w].quantile(LOWER);
      double[] high = forecasts[w].quantile(UPPER);
      for (int h = 0; h < horizon; h++) {
        distances[w][h] = distance(values[origins[w] + h], low[h], middle[h], high[h]);
      }
    }
    int end = origins[origins.length - 1] + horizon;
    return new RollingFactors(new WindowErrors(origins, distances), end).at(end, false);
  }

  /**
   * The factors that are known at an origin, and no smaller than Student's t makes them for so few
   * independent windows: an interval that rests on little is wide.
   *
   * @param distances of every window, as {@link #distance} gives them
   * @param origin only distances of rows before it count; where there are none the factor is that
   *     of three independent windows
   */
  public static StepFactors cautious(WindowErrors distances, int origin) {
    if (distances.known(0, origin) == 0) {
      double[] unknown = new double[distances.horizon()];
      Arrays.fill(unknown, ErrorQuantiles.widening(UPPER, 1));
      return new StepFactors(unknown);
    }
    return new RollingFactors(distances, origin).at(origin, true);
  }

  /**
   * How far a value lies from the median, in half widths of the interval on its side, below zero
   * where it is lower. An interval without width says that nothing can happen; it is left as it is,
   * and the distance is 0.
   *
   * @param low quantile of 5 %
   * @param high quantile of 95 %
   */
  public static double distance(double y, double low, double middle, double high) {
    double width = y >= middle ? high - middle : middle - low;
    return width > 0 ? (y - middle) / width : 0;
  }

  /** A forecast of the same model with its quantiles at their level; its points stay. */
  public SeriesForecast applied(SeriesForecast forecast) {
    return new SeriesForecast() {
      @Override
      public double[] point() {
        return forecast.point();
      }

      @Override
      public double[] quantile(double level) {
        return StepFactors.this.quantile(forecast, level);
      }
    };
  }

  /** [step] the quantile of a forecast of the same model. */
  public double[] quantile(SeriesForecast forecast, double level) {
    return around(forecast.quantile(0.5), forecast.quantile(level));
  }

  /**
   * [step] a quantile whose distance from the median is multiplied.
   *
   * @param middle [step] medians
   * @param own [step] the model's own quantile
   */
  public double[] around(double[] middle, double[] own) {
    double[] quantile = new double[own.length];
    for (int h = 0; h < own.length; h++) {
      double factor = factors[Math.min(h, factors.length - 1)];
      quantile[h] = middle[h] + factor * (own[h] - middle[h]);
    }
    return quantile;
  }
}
