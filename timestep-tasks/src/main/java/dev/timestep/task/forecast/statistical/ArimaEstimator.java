package dev.timestep.task.forecast.statistical;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Estimates the coefficients of one ARIMA form on a differenced series w.
 *
 * <p>First by conditional least squares, as if all before the first row were 0; from there by the
 * exact likelihood, whose innovations v and variances F come from {@link ArmaFilter}. The mean and
 * the variance of the errors are not searched for: for given coefficients they are
 *
 * <pre>
 * mean = Σ v₁ v_w / F  /  Σ v₁² / F      σ² = Σ (v_w - mean v₁)² / F / n
 * log L = -n/2 (log 2πσ² + 1) - ½ Σ log F
 * </pre>
 *
 * <p>where v₁ are the innovations of a series of ones. Source: Harvey, "Forecasting, Structural
 * Time Series Models and the Kalman Filter" (1989), sections 3.3 and 3.4.
 */
final class ArimaEstimator {
  /** Smaller shares of the spread of the series are rounding: the variance never falls below. */
  private static final double LEAST_VARIANCE = 1e-26;

  private final ArimaOrder order;
  private final double centre;
  private final double unit;
  private final double[][] series;

  /**
   * An estimator.
   *
   * @param order the form
   * @param differenced the series after its differences, at least one value
   */
  ArimaEstimator(ArimaOrder order, double[] differenced) {
    this.order = order;
    // The level and the unit of the series must not cost digits.
    centre = order.constant() ? ArimaDifferences.mean(differenced) : 0;
    double largest =
        Arrays.stream(differenced).map(value -> Math.abs(value - centre)).max().orElse(0);
    unit = largest > 0 ? largest : 1;
    double[] scaled = Arrays.stream(differenced).map(value -> (value - centre) / unit).toArray();
    double[] ones = new double[scaled.length];
    Arrays.fill(ones, 1);
    series = order.constant() ? new double[][] {scaled, ones} : new double[][] {scaled};
  }

  /**
   * Estimates by conditional least squares, roughly; the likelihood is the exact one there.
   *
   * @param near coefficients to start from, those of a form much like this one
   */
  ArimaEstimate conditional(ArimaCoefficients near) {
    return estimate(QuasiNewton.roughly(this::conditional, start(near)).at());
  }

  /**
   * Estimates by the exact likelihood.
   *
   * @param near coefficients to start from, those of a form much like this one
   */
  ArimaEstimate exact(ArimaCoefficients near) {
    double[] none = new double[order.terms()];
    double[] start = QuasiNewton.roughly(this::conditional, start(near)).at();
    ToDoubleFunction<double[]> function = this::exact;
    return estimate(
        QuasiNewton.minimise(
                function,
                function.applyAsDouble(start) < function.applyAsDouble(none) ? start : none)
            .at());
  }

  /** The better one of no coefficients and those of another form. */
  private double[] start(ArimaCoefficients near) {
    double[] none = new double[order.terms()];
    double[] other = near.numbers(order);
    return conditional(other) < conditional(none) ? other : none;
  }

  private ArmaFilter filter(ArimaCoefficients coefficients) {
    return new ArmaFilter(coefficients.phi(order.season()), coefficients.theta(order.season()));
  }

  private double conditional(double[] numbers) {
    ArmaFilter filter = filter(ArimaCoefficients.of(order, numbers));
    int from = Math.min(order.p() + order.seasonalP() * order.season(), series[0].length - 1);
    double[] errors = filter.conditional(series[0]);
    if (order.constant()) {
      double[] ones = filter.conditional(series[1]);
      double mean = ratio(sum(ones, errors, from), sum(ones, ones, from));
      for (int row = from; row < errors.length; row++) {
        errors[row] -= mean * ones[row];
      }
    }
    double squares = sum(errors, errors, from) / (errors.length - from);
    return Math.log(Math.max(squares, LEAST_VARIANCE)) / 2;
  }

  private double exact(double[] numbers) {
    Fit fit = fit(ArimaCoefficients.of(order, numbers));
    return fit.usable() ? (Math.log(fit.squares) + fit.logVariance) / 2 : Double.NaN;
  }

  private ArimaEstimate estimate(double[] numbers) {
    ArimaCoefficients coefficients = ArimaCoefficients.of(order, numbers);
    Fit fit = fit(coefficients);
    double half = series[0].length / 2.0;
    double logLikelihood =
        -half * (Math.log(2 * Math.PI * fit.squares) + 1 + fit.logVariance + 2 * Math.log(unit));
    return new ArimaEstimate(
        order,
        coefficients,
        centre + fit.mean * unit,
        fit.squares * unit * unit,
        fit.usable() ? logLikelihood : Double.NEGATIVE_INFINITY,
        series[0].length);
  }

  /** In units of the scaled series; the logarithms of the variances in the mean over the rows. */
  private record Fit(double mean, double squares, double logVariance) {
    boolean usable() {
      return Double.isFinite(squares) && Double.isFinite(logVariance);
    }
  }

  private Fit fit(ArimaCoefficients coefficients) {
    ArmaFilter.Innovations found = filter(coefficients).run(series);
    int rows = series[0].length;
    double squares = found.sum(0, 0);
    double mean = 0;
    if (order.constant()) {
      mean = ratio(found.sum(1, 0), found.sum(1, 1));
      squares -= mean * found.sum(1, 0);
    }
    return new Fit(mean, Math.max(squares / rows, LEAST_VARIANCE), found.logVariance() / rows);
  }

  private static double ratio(double top, double bottom) {
    return bottom > 0 ? top / bottom : 0;
  }

  private static double sum(double[] one, double[] other, int from) {
    double sum = 0;
    for (int row = from; row < one.length; row++) {
      sum += one[row] * other[row];
    }
    return sum;
  }
}
