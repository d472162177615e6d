package dev.timestep.task.forecast.statistical;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Polynomials in the backward shift B, as ARIMA needs them. {@code ar} holds φ of {@code 1 - φ₁B -
 * φ₂B² …}, {@code ma} holds θ of {@code 1 + θ₁B + θ₂B² …}; the leading 1 is left out.
 */
final class ArimaPolynomials {
  private ArimaPolynomials() {}

  /**
   * Autoregressive coefficients from partial autocorrelations, each between -1 and 1, by the
   * recursion of Durbin and Levinson: every stationary process has exactly one such row of numbers,
   * so that an optimiser cannot leave the stationary ones.
   *
   * <p>Source: Barndorff-Nielsen and Schou, "On the Parametrization of Autoregressive Models by
   * Partial Autocorrelations", Journal of Multivariate Analysis 3 (1973).
   */
  static double[] stationary(double[] partial) {
    double[] ar = new double[partial.length];
    for (int k = 0; k < partial.length; k++) {
      double[] before = ar.clone();
      for (int j = 0; j < k; j++) {
        ar[j] = before[j] - partial[k] * before[k - 1 - j];
      }
      ar[k] = partial[k];
    }
    return ar;
  }

  /**
   * The partial autocorrelations of autoregressive coefficients: {@link #stationary} backwards. From
   * the first one that is not between -1 and 1, the process is not stationary, and those before it
   * are NaN.
   */
  static double[] partial(double[] ar) {
    double[] partial = ar.clone();
    for (int k = ar.length - 1; k >= 0; k--) {
      if (!(Math.abs(partial[k]) < 1)) {
        Arrays.fill(partial, 0, k, Double.NaN);
        break;
      }
      double[] before = partial.clone();
      for (int j = 0; j < k; j++) {
        partial[j] =
            (before[j] + partial[k] * before[k - 1 - j]) / (1 - partial[k] * partial[k]);
      }
    }
    return partial;
  }

  /**
   * Whether all roots of {@code 1 - φ₁z - φ₂z² …} lie farther than {@code distance} from 0: whether
   * the process is still stationary if the coefficients are stretched by it.
   */
  static boolean rootsBeyond(double[] ar, double distance) {
    double[] stretched = new double[ar.length];
    double power = 1;
    for (int j = 0; j < ar.length; j++) {
      power *= distance;
      stretched[j] = ar[j] * power;
    }
    return Arrays.stream(partial(stretched)).allMatch(value -> Math.abs(value) < 1);
  }

  /** Coefficients with the sign turned: those of an MA part as if they were autoregressive. */
  static double[] negated(double[] coefficients) {
    double[] negated = coefficients.clone();
    for (int j = 0; j < negated.length; j++) {
      negated[j] = -negated[j];
    }
    return negated;
  }

  /** The coefficients of {@code (1 - φ(B)) (1 - Φ(B^m))}, again without the leading 1. */
  static double[] product(double[] ar, double[] seasonal, int season) {
    double[] product = new double[ar.length + seasonal.length * season];
    System.arraycopy(ar, 0, product, 0, ar.length);
    for (int k = 0; k < seasonal.length; k++) {
      int lag = (k + 1) * season;
      product[lag - 1] += seasonal[k];
      for (int j = 0; j < ar.length; j++) {
        product[lag + j] -= ar[j] * seasonal[k];
      }
    }
    return product;
  }

  /** The first weights ψ₀ = 1, ψ₁ … of {@code θ(B) / φ(B)}. */
  static double[] weights(double[] ar, double[] ma, int count) {
    double[] weights = new double[count];
    for (int k = 0; k < count; k++) {
      double sum = k == 0 ? 1 : k <= ma.length ? ma[k - 1] : 0;
      for (int j = 1; j <= Math.min(k, ar.length); j++) {
        sum += ar[j - 1] * weights[k - j];
      }
      weights[k] = sum;
    }
    return weights;
  }

  /**
   * Autocovariances {@code γ(0) .. γ(last)} of a stationary process whose errors have the variance
   * 1, from the equations of Yule and Walker, {@code γ(k) - Σ φ_j γ(|k-j|) = Σ_{j≥k} θ_j ψ_{j-k}}.
   *
   * @return NaN everywhere if the process is too near to one that is not stationary
   */
  static double[] autocovariances(double[] ar, double[] ma, int last) {
    int p = ar.length;
    double[] psi = weights(ar, ma, ma.length + 1);
    double[] right = new double[Math.max(last, p) + 1];
    for (int k = 0; k < right.length; k++) {
      for (int j = k; j <= ma.length; j++) {
        right[k] += (j == 0 ? 1 : ma[j - 1]) * psi[j - k];
      }
    }
    double[] covariances = new double[right.length];
    if (p > 0) {
      DMatrixRMaj left = new DMatrixRMaj(p + 1, p + 1);
      DMatrixRMaj sums = new DMatrixRMaj(p + 1, 1);
      for (int k = 0; k <= p; k++) {
        sums.set(k, right[k]);
        left.add(k, k, 1);
        for (int j = 1; j <= p; j++) {
          left.add(k, Math.abs(k - j), -ar[j - 1]);
        }
      }
      DMatrixRMaj solved = new DMatrixRMaj(p + 1, 1);
      boolean regular = CommonOps_DDRM.solve(left, sums, solved);
      for (int k = 0; k <= p; k++) {
        covariances[k] = regular ? solved.get(k) : Double.NaN;
      }
    }
    for (int k = p == 0 ? 0 : p + 1; k < covariances.length; k++) {
      covariances[k] = right[k];
      for (int j = 1; j <= p; j++) {
        covariances[k] += ar[j - 1] * covariances[k - j];
      }
    }
    return covariances;
  }
}
