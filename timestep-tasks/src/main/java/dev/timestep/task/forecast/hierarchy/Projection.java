package dev.timestep.task.forecast.hierarchy;

import dev.timestep.task.ridge.Cholesky;
import java.util.Arrays;

/**
 * The step from forecasts of all nodes to leaves that fit together, for one W: {@code y~ = y^ - W
 * C' (C W C')^-1 C y^}, of which only the leaves are computed. A row of C is a group less its
 * leaves, so that the matrix to be factored has a row for each group, not for each node.
 */
final class Projection {
  private final Hierarchy hierarchy;
  private final ErrorWeights weights;
  private final int[] groups;
  private final Cholesky cholesky;

  /**
   * @param groups nodes that count, at least one
   */
  Projection(Hierarchy hierarchy, ErrorWeights weights, int... groups) {
    this.hierarchy = hierarchy;
    this.weights = weights;
    this.groups = groups;
    this.cholesky = Cholesky.factorInPlace(differences());
  }

  /** The lower triangle of C W C'. */
  private double[][] differences() {
    double[][] matrix = new double[groups.length][groups.length];
    int first = hierarchy.groups();
    int[][] groupsOfLeaf = groupsOfLeaf();
    for (int i = 0; i < groups.length; i++) {
      matrix[i][i] += weights.diagonal()[groups[i]];
    }
    for (int leaf = 0; leaf < groupsOfLeaf.length; leaf++) {
      for (int i : groupsOfLeaf[leaf]) {
        for (int j : groupsOfLeaf[leaf]) {
          if (j <= i) {
            matrix[i][j] += weights.diagonal()[first + leaf];
          }
        }
      }
    }
    double[][] missed = new double[groups.length][];
    for (int i = 0; i < groups.length; i++) {
      missed[i] = missed(weights.common(), groups[i]);
      for (int j = 0; j <= i; j++) {
        matrix[i][j] += product(missed[i], missed[j]);
      }
    }
    return matrix;
  }

  private int[][] groupsOfLeaf() {
    int[] counts = new int[hierarchy.leafCount()];
    for (int group : groups) {
      for (int leaf : hierarchy.members(group)) {
        counts[leaf]++;
      }
    }
    int[][] found = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    Arrays.fill(counts, 0);
    for (int i = 0; i < groups.length; i++) {
      for (int leaf : hierarchy.members(groups[i])) {
        found[leaf][counts[leaf]++] = i;
      }
    }
    return found;
  }

  /** A group's row less those of its leaves. */
  private double[] missed(double[][] rows, int group) {
    double[] missed = rows[group].clone();
    for (int leaf : hierarchy.members(group)) {
      double[] row = rows[hierarchy.groups() + leaf];
      for (int t = 0; t < missed.length; t++) {
        missed[t] -= row[t];
      }
    }
    return missed;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      sum += a[t] * b[t];
    }
    return sum;
  }

  /**
   * The leaves.
   *
   * @param base [node][step]
   * @return [leaf][step]
   */
  double[][] leaves(double[][] base) {
    int steps = base[0].length;
    double[][] u = new double[groups.length][];
    for (int i = 0; i < groups.length; i++) {
      u[i] = missed(base, groups[i]);
    }
    cholesky.solveLower(u);
    cholesky.solveLowerTransposed(u);
    double[][] ofLeaf = new double[hierarchy.leafCount()][steps];
    double[][] common = weights.common();
    double[][] shared = new double[common[groups[0]].length][steps];
    for (int i = 0; i < groups.length; i++) {
      for (int leaf : hierarchy.members(groups[i])) {
        addScaled(ofLeaf[leaf], 1, u[i]);
      }
      addAll(shared, common[groups[i]], 1, u[i]);
    }
    int first = hierarchy.groups();
    for (int leaf = 0; leaf < ofLeaf.length; leaf++) {
      addAll(shared, common[first + leaf], -1, ofLeaf[leaf]);
    }
    double[][] leaves = new double[ofLeaf.length][];
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      leaves[leaf] = base[first + leaf].clone();
      addScaled(leaves[leaf], weights.diagonal()[first + leaf], ofLeaf[leaf]);
      for (int t = 0; t < shared.length; t++) {
        addScaled(leaves[leaf], -common[first + leaf][t], shared[t]);
      }
    }
    return leaves;
  }

  private static void addAll(double[][] to, double[] factors, double sign, double[] row) {
    for (int t = 0; t < to.length; t++) {
      addScaled(to[t], sign * factors[t], row);
    }
  }

  private static void addScaled(double[] to, double factor, double[] row) {
    for (int step = 0; step < to.length; step++) {
      to[step] += factor * row[step];
    }
  }
}
