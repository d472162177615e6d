package dev.timestep.task.ridge;

import dev.timestep.kernel.Engine;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * What every penalty of a ridge regression predicts, from one eigendecomposition.
 *
 * <p>The smaller of {@code XᵀX = V S Vᵀ} (p features) and {@code X Xᵀ = U S Uᵀ} (n rows) is
 * decomposed. With {@code Z = X V}, or {@code Z = U √S}, which is the same, and y centred, the fit
 * of a penalty λ is
 *
 * <pre>  ŷ = Z (S + λ)⁻¹ Zᵀ y,     h_i = 1/n + Σ_j z_ij² / (s_j + λ)</pre>
 *
 * and the prediction of row i by a regression that has not seen it is {@code y_i - (y_i - ŷ_i) / (1
 * - h_i)}.
 *
 * <p>Source: Golub, Heath and Wahba, "Generalized Cross-Validation as a Method for Choosing a Good
 * Ridge Parameter", Technometrics 21 (1979), for the leave-one-out identity.
 */
final class RidgePath {
  private static final double LEAST_FREEDOM = 1e-10;

  /** Eigenvalues below this share of the largest are rounding. */
  private static final double NOTHING = 1e-13;

  private final RidgeInputs inputs;
  private final double[][] outputs;
  private final double[] outputMean;
  private final Engine engine;
  private final boolean dual;
  private final double[] eigenvalues;

  /** [side][r] eigenvectors in columns. */
  private final double[][] vectors;

  /** [n][r] */
  private final double[][] z;

  /** [r][outputs] {@code Zᵀ y}. */
  private final double[][] zy;

  /**
   * Decomposes.
   *
   * @param outputs [n][outputs]
   */
  RidgePath(RidgeInputs inputs, double[][] outputs, Engine engine) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.engine = engine;
    outputMean = RidgeInputs.means(outputs);
    dual = inputs.count() <= inputs.features();
    double[][] square = dual ? inputs.timesTransposed(inputs, engine) : inputs.products(engine);
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(square.length, true, true);
    if (!eigen.decompose(new DMatrixRMaj(square))) {
      throw new ArithmeticException(
          "RidgePath expects finite inputs; an eigendecomposition of %d rows by %d features failed."
              .formatted(inputs.count(), inputs.features()));
    }
    eigenvalues = new double[square.length];
    vectors = new double[square.length][square.length];
    for (int j = 0; j < square.length; j++) {
      eigenvalues[j] = Math.max(0, eigen.getEigenvalue(j).getReal());
      DMatrixRMaj vector = eigen.getEigenVector(j);
      for (int i = 0; i < square.length; i++) {
        vectors[i][j] = vector.get(i);
      }
    }
    z = dual ? scaledVectors() : inputs.times(vectors);
    zy = new double[square.length][outputMean.length];
    for (int i = 0; i < z.length; i++) {
      for (int j = 0; j < eigenvalues.length; j++) {
        for (int k = 0; k < outputMean.length; k++) {
          zy[j][k] += z[i][j] * (outputs[i][k] - outputMean[k]);
        }
      }
    }
  }

  private double[][] scaledVectors() {
    double[][] scaled = new double[vectors.length][vectors.length];
    for (int i = 0; i < scaled.length; i++) {
      for (int j = 0; j < scaled.length; j++) {
        scaled[i][j] = vectors[i][j] * Math.sqrt(eigenvalues[j]);
      }
    }
    return scaled;
  }

  /** [n][outputs] what a regression says about each row that was fitted on the others only. */
  double[][] leaveOneOut(double penalty) {
    double[][] fitted = predict(z, penalty);
    for (int i = 0; i < fitted.length; i++) {
      double leverage = 1.0 / fitted.length;
      for (int j = 0; j < eigenvalues.length; j++) {
        leverage += z[i][j] * z[i][j] / (eigenvalues[j] + penalty);
      }
      double freedom = Math.max(LEAST_FREEDOM, 1 - leverage);
      for (int k = 0; k < outputMean.length; k++) {
        fitted[i][k] = outputs[i][k] - (outputs[i][k] - fitted[i][k]) / freedom;
      }
    }
    return fitted;
  }

  /** [rows][outputs] rows of other data in the terms of the eigenvectors, for {@link #predict}. */
  double[][] project(float[][] rows) {
    RidgeInputs others = inputs.like(rows);
    if (!dual) {
      return others.times(vectors);
    }
    double[][] kernel = others.timesTransposed(inputs, engine);
    double largest = 0;
    for (double value : eigenvalues) {
      largest = Math.max(largest, value);
    }
    double[][] projected = new double[rows.length][eigenvalues.length];
    for (int i = 0; i < rows.length; i++) {
      RowMath.addRows(projected[i], kernel[i], vectors, 0, vectors.length, 0, eigenvalues.length);
      for (int j = 0; j < eigenvalues.length; j++) {
        projected[i][j] =
            eigenvalues[j] > NOTHING * largest ? projected[i][j] / Math.sqrt(eigenvalues[j]) : 0;
      }
    }
    return projected;
  }

  /** [rows][outputs] what the regression of this penalty says about projected rows. */
  double[][] predict(double[][] projected, double penalty) {
    double[][] result = new double[projected.length][];
    for (int i = 0; i < projected.length; i++) {
      double[] row = outputMean.clone();
      for (int j = 0; j < eigenvalues.length; j++) {
        double factor = projected[i][j] / (eigenvalues[j] + penalty);
        for (int k = 0; k < row.length; k++) {
          row[k] += factor * zy[j][k];
        }
      }
      result[i] = row;
    }
    return result;
  }
}
