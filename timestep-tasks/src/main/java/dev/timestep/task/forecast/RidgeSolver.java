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
  /** Steps solved at a time, so that memory does not grow with the horizon. */
  private static final int CHUNK = 16;

  private final RidgeMoments moments;
  private final double lambda;
  private final Cholesky factor;

  /**
   * Factors the block of the lag inputs.
   *
   * @param moments sums over the training windows
   * @param lambda the penalty, added to each diagonal entry (each of which is n)
   */
  RidgeSolver(RidgeMoments moments, double lambda) {
    this.moments = moments;
    this.lambda = lambda;
    double[][] a = new double[moments.lagInputs][];
    for (int l = 0; l < a.length; l++) {
      a[l] = moments.lagLag[l].clone();
      a[l][l] += lambda;
    }
    factor = Cholesky.factorInPlace(a);
  }

  /**
   * Weights on raw inputs of some targets and steps.
   *
   * @param steps ascending
   * @param targets which targets to keep
   */
  RidgeWeights solve(int[] steps, int[] targets) {
    RidgeMoments.Walk walk = moments.walk();
    var weights = RidgeWeights.zero(moments, steps, targets.length);
    for (int begin = 0; begin < steps.length; begin += CHUNK) {
      int[] chunk = Arrays.copyOfRange(steps, begin, Math.min(begin + CHUNK, steps.length));
      solveChunk(walk, chunk, targets, begin, weights);
    }
    return weights;
  }

  private void solveChunk(
      RidgeMoments.Walk walk, int[] steps, int[] targets, int begin, RidgeWeights weights) {
    int q = moments.known + moments.targets;
    double[][] u = new double[moments.lagInputs][steps.length * q];
    for (int s = 0; s < steps.length; s++) {
      walk.write(steps[s], u, s * q);
    }
    factor.solveLower(u);
    double[][] lagWeights = new double[moments.lagInputs][steps.length * moments.targets];
    double[][][] knownWeights = new double[steps.length][][];
    for (int s = 0; s < steps.length; s++) {
      double[][] v = knownWeights(u, steps[s], s);
      knownWeights[s] = v;
      eliminate(u, v, s, lagWeights);
    }
    factor.solveLowerTransposed(lagWeights);
    for (int s = 0; s < steps.length; s++) {
      for (int i = 0; i < targets.length; i++) {
        weights.set(
            moments,
            (begin + s) * targets.length + i,
            steps[s],
            targets[i],
            lagWeights,
            s * moments.targets + targets[i],
            knownWeights[s]);
      }
    }
  }

  /** [K][T] weights of the known features of one step. */
  private double[][] knownWeights(double[][] u, int step, int s) {
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
  private void eliminate(double[][] u, double[][] v, int s, double[][] to) {
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
