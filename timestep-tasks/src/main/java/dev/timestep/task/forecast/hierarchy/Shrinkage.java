package dev.timestep.task.forecast.hierarchy;

/**
 * How far a matrix of correlations is drawn towards the identity: the share that is expected to be
 * nearest to the truth,
 *
 * <pre>
 * λ = Σ var(r[i][j]) / Σ r[i][j]²,    i ≠ j,    0 ≤ λ ≤ 1
 * r = (1/T) Σ w[t],  var(r) = (Σ w[t]² - (Σ w[t])² / T) / (T (T - 1)),   w[t] = z[i][t] z[j][t]
 * </pre>
 *
 * <p>with z the errors, each over the root of its mean square. Both sums over pairs are found from
 * sums over nodes and one table of products, so that no matrix of all pairs is kept.
 *
 * <p>Source: J. Schäfer, K. Strimmer, "A shrinkage approach to large-scale covariance matrix
 * estimation and implications for functional genomics", Statistical Applications in Genetics and
 * Molecular Biology 4 (2005), as it is used for errors of forecasts, whose mean is taken to be
 * zero.
 */
final class Shrinkage {
  /** The least share: without any, fewer cases than nodes would leave no unique answer. */
  static final double LEAST = 1e-6;

  private static final double ROUNDING = 1e-12;

  private Shrinkage() {}

  /**
   * The share.
   *
   * @param errors [node][case], two cases or more
   * @param squares the mean square of each node's errors; a node of 0 correlates with none
   */
  static double intensity(double[][] errors, double[] squares) {
    int nodes = errors.length;
    int cases = errors[0].length;
    double[][] z = new double[nodes][cases];
    double[] sumsOfCase = new double[cases];
    double alone = 0;
    double fourth = 0;
    for (int i = 0; i < nodes; i++) {
      double scale = squares[i] > 0 ? 1 / Math.sqrt(squares[i]) : 0;
      double own = 0;
      for (int t = 0; t < cases; t++) {
        z[i][t] = errors[i][t] * scale;
        double square = z[i][t] * z[i][t];
        sumsOfCase[t] += square;
        own += square;
        fourth += square * square;
      }
      alone += own * own;
    }
    double squaresOfPairs = -fourth;
    for (double sum : sumsOfCase) {
      squaresOfPairs += sum * sum;
    }
    double pairs = squaredProducts(nodes <= cases ? z : transposed(z)) - alone;
    // What is left where nothing correlates is rounding.
    if (pairs <= ROUNDING * alone) {
      return 1;
    }
    double t = cases;
    double variances = (squaresOfPairs - pairs / t) / (t * (t - 1));
    return Math.clamp(variances / (pairs / (t * t)), LEAST, 1);
  }

  /** The sum of the squared products of all pairs of rows, each with itself and both ways. */
  private static double squaredProducts(double[][] rows) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        double product = 0;
        for (int t = 0; t < rows[i].length; t++) {
          product += rows[i][t] * rows[j][t];
        }
        sum += (i == j ? 1 : 2) * product * product;
      }
    }
    return sum;
  }

  private static double[][] transposed(double[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < columns.length; t++) {
        columns[t][i] = rows[i][t];
      }
    }
    return columns;
  }
}
