package dev.timestep.task.forecast.statistical;

/**
 * How well states and weights explain values: with e the one-step errors, divided by the forecasts
 * where errors are multiplied, {@code n log(sum e²) + 2 sum log|f|}, the second part for multiplied
 * errors only. It is -2 log likelihood without a constant that all forms share, so that AICc may
 * choose among forms.
 *
 * @param value -2 log likelihood; infinite where the forecasts left the numbers
 * @param squares sum of the squared errors
 * @param steepest the largest growth of the trend in a row
 */
record EtsLikelihood(double value, double squares, double steepest) {
  /** A root mean square error below this share of the values counts as none at all. */
  private static final double EXACT = 1e-10;

  private static final EtsLikelihood IMPOSSIBLE =
      new EtsLikelihood(Double.POSITIVE_INFINITY, Double.NaN, Double.NaN);

  /** Runs over values whose size is about one. */
  static EtsLikelihood of(EtsForm form, EtsWeights weights, EtsStates first, double[] values) {
    var run = new EtsRun(form, weights, first);
    boolean relative = form.error() == EtsPart.MULTIPLICATIVE;
    double squares = 0;
    double logarithms = 0;
    double product = 1;
    double steepest = Math.abs(first.trend());
    for (int row = 0; row < values.length; row++) {
      double expected = run.expected();
      double error = values[row] - expected;
      if (relative) {
        error /= expected;
        product *= Math.abs(expected);
        // One logarithm of eight forecasts costs an eighth of eight.
        if ((row & 7) == 7) {
          logarithms += Math.log(product);
          product = 1;
        }
      }
      squares += error * error;
      run.step(values[row]);
      steepest = Math.max(steepest, Math.abs(run.trend()));
    }
    logarithms += Math.log(product);
    double least = values.length * EXACT * EXACT;
    double value = values.length * Math.log(Math.max(least, squares)) + 2 * logarithms;
    return Double.isFinite(value) ? new EtsLikelihood(value, squares, steepest) : IMPOSSIBLE;
  }
}
