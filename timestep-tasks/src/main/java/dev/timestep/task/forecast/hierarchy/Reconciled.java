package dev.timestep.task.forecast.hierarchy;

import java.util.Arrays;

/**
 * Forecasts that add up to the last digit.
 *
 * <p>Only points are reconciled. The intervals of a node move with its point ({@link #shifted}):
 * they keep their width, and those of a total are not the sums of its leaves' intervals, nor should
 * they be, because errors of leaves partly cancel.
 *
 * @param hierarchy whose nodes these are
 * @param base [node][step] the forecasts that were made one by one
 * @param values [node][step] the forecasts that add up
 * @param decimals of all values, see {@link DecimalGrid}
 * @param notNegative whether no forecast is below zero
 */
public record Reconciled(
    Hierarchy hierarchy, double[][] base, double[][] values, int decimals, boolean notNegative) {

  /**
   * The quantiles of a node, moved as its point was moved.
   *
   * <p>A node that is the {@link Hierarchy#same} series as another one should be given that one's
   * quantiles.
   *
   * @param node whose point moved
   * @param quantiles [level][step] beside its own forecast
   * @return [level][step] in the same order; not below zero where no forecast is
   */
  public double[][] shifted(int node, double[][] quantiles) {
    double[] from = base[hierarchy.same(node)];
    double[] to = values[node];
    return Arrays.stream(quantiles)
        .map(
            level -> {
              double[] moved = new double[level.length];
              for (int step = 0; step < moved.length; step++) {
                double value = level[step] + (to[step] - from[step]);
                moved[step] = notNegative ? Math.max(0, value) : value;
              }
              return moved;
            })
        .toArray(double[][]::new);
  }
}
