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
  private static final double LOWER = 0.05;

  private static final double UPPER = 0.95;

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
        double y = values[origins[w] + h];
        double width = y >= middle[h] ? high[h] - middle[h] : middle[h] - low[h];
        // An interval without width says that nothing can happen; it is left as it is.
        distances[w][h] = width > 0 ? (y - middle[h]) / width : 0;
      }
    }
    WindowErrors errors = new WindowErrors(origins, distances);
    int after = origins[origins.length - 1] + horizon;
    RollingOffsets offsets = new RollingOffsets(errors, new double[] {UPPER}, after);
    ErrorQuantiles quantiles = new ErrorQuantiles(new double[] {UPPER});
    double[] factors = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      // With each distance on both sides, the upper end of the interval is the factor.
      double[] known = offsets.known(h, after);
      double[] both = Arrays.copyOf(known, 2 * known.length);
      for (int at = 0; at < known.length; at++) {
        both[known.length + at] = -known[at];
      }
      double factor = quantiles.of(both, offsets.independent(h, after))[0];
      factors[h] = factor > 0 ? factor : 1;
    }
    return new StepFactors(factors);
  }

  /** [step] the quantile of a forecast of the same model. */
  public double[] quantile(SeriesForecast forecast, double level) {
    double[] middle = forecast.quantile(0.5);
    double[] own = forecast.quantile(level);
    double[] quantile = new double[own.length];
    for (int h = 0; h < own.length; h++) {
      double factor = factors[Math.min(h, factors.length - 1)];
      quantile[h] = middle[h] + factor * (own[h] - middle[h]);
    }
    return quantile;
  }
}
