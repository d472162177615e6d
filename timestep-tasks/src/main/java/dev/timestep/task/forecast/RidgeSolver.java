package dev.timestep.task.forecast;

import java.util.Arrays;

/**
 * Solves the ridge's normal equations for one penalty.
 *
 * <p>With X the standardised lag inputs (the same for all steps), {@code Z_h} the standardised
 * known features of step h and {@code y_h} the standardised target, the weights of step h solve
 *
 * <pre>
 *   [ XᵀX + λI    XᵀZ_h       ] [w]   [ Xᵀy_h   ]
 *   [ Z_hᵀX       Z_hᵀZ_h + λI ] [v] = [ Z_hᵀy_h ]
 * </pre>
 *
 * The large block is factored once for all steps and targets, {@code XᵀX + λI = L Lᵀ}. With {@code
 * U = L⁻¹ XᵀZ_h} and {@code u = L⁻¹ Xᵀy_h} the small one follows by elimination (its Schur
 * complement): {@code (Z_hᵀZ_h + λI - UᵀU) v = Z_hᵀy_h - Uᵀu}, and {@code w = L⁻ᵀ (u - U v)}.
 */
final class RidgeSolver {
  private RidgeSolver() {}

  /**
   * Weights of some steps.
   *
   * @param moments sums over the training windows
   * @param lambda the penalty, added to each diagonal entry (each of which is n)
   * @param steps which steps to solve
   * @return weights on raw inputs, for the given steps in the given order
   */
  static RidgeWeights solve(RidgeMoments moments, double lambda, int[] steps) {
    int q = moments.known + moments.targets;
    double[][] a = new double[moments.lagInputs][];
    for (int l = 0; l < a.length; l++) {
      a[l] = moments.lagLag[l].clone();
      a[l][l] += lambda;
    }
    Cholesky factor = Cholesky.factorInPlace(a);
    double[][] u = new double[moments.lagInputs][steps.length * q];
    for (int l = 0; l < u.length; l++) {
      for (int s = 0; s < steps.length; s++) {
        System.arraycopy(moments.lagStep[l], steps[s] * q, u[l], s * q, q);
      }
    }
    factor.solveLower(u);
    double[][] lagWeights = new double[moments.lagInputs][steps.length * moments.targets];
    double[][][] knownWeights = new double[steps.length][][];
    for (int s = 0; s < steps.length; s++) {
      double[][] v = knownWeights(moments, u, lambda, steps[s], s);
      knownWeights[s] = v;
      eliminate(moments, u, v, s, lagWeights);
    }
    factor.solveLowerTransposed(lagWeights);
    return RidgeWeights.unscaled(moments, steps, lagWeights, knownWeights);
  }

  /** [K][T] weights of the known features of one step. */
  private static double[][] knownWeights(
      RidgeMoments moments, double[][] u, double lambda, int step, int s) {
    int k = moments.known;
    int q = k + moments.targets;
    double[][] schur = new double[k][];
    for (int f = 0; f < k; f++) {
      schur[f] = moments.stepStep[step][f].clone();
      schur[f][f] += lambda;
    }
    double[] row = new double[q];
    for (double[] lag : u) {
      System.arraycopy(lag, s * q, row, 0, q);
      for (int f = 0; f < k; f++) {
        double factor = row[f];
        double[] to = schur[f];
        for (int g = 0; g < q; g++) {
          to[g] -= factor * row[g];
        }
      }
    }
    double[][] v = new double[k][];
    for (int f = 0; f < k; f++) {
      v[f] = Arrays.copyOfRange(schur[f], k, q);
    }
    if (k > 0) {
      Cholesky small = Cholesky.factorInPlace(schur);
      small.solveLower(v);
      small.solveLowerTransposed(v);
    }
    return v;
  }

  /** Writes {@code u - U v} of one step into its columns of {@code to}. */
  private static void eliminate(
      RidgeMoments moments, double[][] u, double[][] v, int s, double[][] to) {
    int k = moments.known;
    int targets = moments.targets;
    int q = k + targets;
    for (int l = 0; l < u.length; l++) {
      for (int target = 0; target < targets; target++) {
        double value = u[l][s * q + k + target];
        for (int f = 0; f < k; f++) {
          value -= u[l][s * q + f] * v[f][target];
        }
        to[l][s * targets + target] = value;
      }
    }
  }
}
