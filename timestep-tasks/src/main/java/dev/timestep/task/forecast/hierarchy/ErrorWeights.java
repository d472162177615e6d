package dev.timestep.task.forecast.hierarchy;

import java.util.Arrays;

/**
 * What is known of the variances and covariances of the nodes' errors, {@code W = diagonal + common
 * · common'}, without the matrix of all pairs.
 *
 * @param diagonal [node], above 0
 * @param common [node][case], of no case where errors do not correlate
 */
record ErrorWeights(double[] diagonal, double[][] common) {
  /**
   * Share of the mean variance below which none falls: a node that was never wrong is hardly
   * changed, and the answer stays unique.
   */
  private static final double LEAST_VARIANCE = 1e-8;

  /** Those of a method that needs no errors. */
  static ErrorWeights of(Hierarchy hierarchy, Reconciliation method) {
    double[] diagonal = new double[hierarchy.size()];
    for (int node = 0; node < diagonal.length; node++) {
      diagonal[node] = method == Reconciliation.WLS_STRUCT ? hierarchy.members(node).length : 1;
    }
    return new ErrorWeights(diagonal, new double[diagonal.length][0]);
  }

  /**
   * Those of past errors.
   *
   * @param errors [node][case]
   * @param covariances whether errors correlate
   * @param nodes that count
   */
  static ErrorWeights of(double[][] errors, boolean covariances, int... nodes) {
    double[][] own = Arrays.stream(nodes).mapToObj(node -> errors[node]).toArray(double[][]::new);
    int cases = own[0].length;
    double[] squares =
        Arrays.stream(own)
            .mapToDouble(one -> Arrays.stream(one).map(e -> e * e).sum() / cases)
            .toArray();
    double share = covariances ? Shrinkage.intensity(own, squares) : 1;
    double mean = Arrays.stream(squares).average().orElseThrow();
    double[] diagonal = new double[errors.length];
    double[][] common = new double[errors.length][0];
    Arrays.fill(diagonal, 1);
    double factor = Math.sqrt((1 - share) / cases);
    for (int at = 0; at < nodes.length; at++) {
      double variance = mean > 0 ? Math.max(squares[at], LEAST_VARIANCE * mean) : 1;
      diagonal[nodes[at]] = share * variance;
      if (covariances) {
        common[nodes[at]] = Arrays.stream(own[at]).map(e -> factor * e).toArray();
      }
    }
    return new ErrorWeights(diagonal, common);
  }
}
