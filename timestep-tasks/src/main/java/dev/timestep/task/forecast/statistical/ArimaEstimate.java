package dev.timestep.task.forecast.statistical;

/**
 * An ARIMA model fitted to a series.
 *
 * @param order its form
 * @param coefficients of its terms
 * @param mean of the differenced series; 0 without a constant
 * @param squares sum of the squared innovations over their variances, divided by the rows: the
 *     variance of the errors of greatest likelihood
 * @param logLikelihood exact, of the differenced series
 * @param rows of the differenced series
 */
record ArimaEstimate(
    ArimaOrder order,
    ArimaCoefficients coefficients,
    double mean,
    double squares,
    double logLikelihood,
    int rows) {

  /**
   * Akaike's criterion, corrected for few rows: {@code -2 log L + 2 k + 2 k (k + 1) / (n - k - 1)}
   * with k one more than the coefficients, for the variance. Infinite where rows are too few for
   * the coefficients, or where roots are too near the unit circle.
   */
  double aicc() {
    int k = order.parameters() + 1;
    int spare = rows - k - 1;
    return spare > 0 && coefficients.admissible() && Double.isFinite(logLikelihood)
        ? -2 * logLikelihood + 2.0 * k + 2.0 * k * (k + 1) / spare
        : Double.POSITIVE_INFINITY;
  }

  /** Variance of the errors, with the coefficients counted: {@code n / (n - coefficients)} more. */
  double variance() {
    return squares * rows / Math.max(1, rows - order.parameters());
  }

  /**
   * The model.
   *
   * @param id of its method
   * @param all rows of the series
   * @param last rows that were fitted
   */
  FittedArima fitted(String id, int all, int last) {
    return new FittedArima(id, order, coefficients, mean, variance(), logLikelihood, all, last);
  }
}
