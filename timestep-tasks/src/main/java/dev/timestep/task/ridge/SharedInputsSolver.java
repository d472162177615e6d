package dev.timestep.task.ridge;

import java.util.Arrays;

/**
 * Solves ridge regressions that share most of their inputs, for one penalty.
 *
 * <p>Legend: X the L inputs that all problems share, {@code Z_h} the K inputs that problem h has
 * for itself, {@code Y_h} its T outputs, {@code Q = K + T}. With everything standardised the
 * weights of problem h solve
 *
 * <pre>
 *   [ XᵀX + λI    XᵀZ_h        ] [W]   [ XᵀY_h   ]
 *   [ Z_hᵀX       Z_hᵀZ_h + λI ] [V] = [ Z_hᵀY_h ]
 * </pre>
 *
 * The large block is factored once for all problems, {@code XᵀX + λI = L Lᵀ}. With {@code U = L⁻¹
 * XᵀZ_h} and {@code u = L⁻¹ XᵀY_h} the small one follows by elimination (its Schur complement):
 * {@code (Z_hᵀZ_h + λI - UᵀU) V = Z_hᵀY_h - Uᵀu}, and {@code W = L⁻ᵀ (u - U V)}.
 */
public final class SharedInputsSolver {
  private final Cholesky factor;
  private final double penalty;

  /**
   * Weights on standardised inputs.
   *
   * @param shared [L][problems * T] on the inputs that all problems share
   * @param own [problem][K][T] on the inputs of each problem
   */
  public record Weights(double[][] shared, double[][][] own) {}

  /**
   * Factors the block of the shared inputs.
   *
   * @param products [L][L] {@code XᵀX}, left as it is
   * @param penalty λ, positive
   */
  public SharedInputsSolver(double[][] products, double penalty) {
    this.penalty = penalty;
    double[][] a = new double[products.length][];
    for (int l = 0; l < a.length; l++) {
      a[l] = products[l].clone();
      a[l][l] += penalty;
    }
    factor = Cholesky.factorInPlace(a);
  }

  /**
   * Solves several problems at a time.
   *
   * @param cross [L][problems * Q] {@code Xᵀ (Z_h, Y_h)}, problem after problem; overwritten
   * @param own [problem][Q][Q] {@code (Z_h, Y_h)ᵀ (Z_h, Y_h)}, left as it is
   * @param outputs T, at least 1
   */
  public Weights solve(double[][] cross, double[][][] own, int outputs) {
    factor.solveLower(cross);
    double[][] shared = new double[cross.length][own.length * outputs];
    double[][][] ownWeights = new double[own.length][][];
    for (int h = 0; h < own.length; h++) {
      ownWeights[h] = ownWeights(cross, own[h], h, outputs);
      eliminate(cross, ownWeights[h], h, outputs, shared);
    }
    factor.solveLowerTransposed(shared);
    return new Weights(shared, ownWeights);
  }

  /** [K][T] weights of one problem's own inputs; {@code u} is {@code L⁻¹} of the cross products. */
  private double[][] ownWeights(double[][] u, double[][] own, int problem, int outputs) {
    int q = own.length;
    int k = q - outputs;
    double[][] schur = new double[k][];
    for (int f = 0; f < k; f++) {
      schur[f] = own[f].clone();
      schur[f][f] += penalty;
    }
    double[] row = new double[q];
    for (double[] all : u) {
      System.arraycopy(all, problem * q, row, 0, q);
      for (int f = 0; f < k; f++) {
        double times = row[f];
        double[] to = schur[f];
        for (int g = 0; g < q; g++) {
          to[g] -= times * row[g];
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

  /** Writes {@code u - U V} of one problem into its columns of {@code to}. */
  private static void eliminate(
      double[][] u, double[][] v, int problem, int outputs, double[][] to) {
    int k = v.length;
    int q = k + outputs;
    for (int l = 0; l < u.length; l++) {
      for (int output = 0; output < outputs; output++) {
        double value = u[l][problem * q + k + output];
        for (int f = 0; f < k; f++) {
          value -= u[l][problem * q + f] * v[f][output];
        }
        to[l][problem * outputs + output] = value;
      }
    }
  }
}
