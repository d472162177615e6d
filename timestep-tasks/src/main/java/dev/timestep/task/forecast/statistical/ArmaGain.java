package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/**
 * What the Kalman filter of a stationary ARMA process knows before any value is read: the variance
 * of each innovation and the gain. It depends on the coefficients alone.
 *
 * <p>The state has {@code r = max(p, q + 1)} elements; {@code x' = T x + R e}, {@code w = x₁}, with
 * {@code (T x)_i = φ_i x₁ + x_{i+1}} and {@code R = (1, θ₁, θ₂ …)}. The covariance P of the state
 * starts from that of the process and changes by a matrix of rank one in each step, {@code P' - P = ω
 * L Lᵀ}. So a step takes time r instead of r², which makes the exact likelihood of seasonal models
 * cheap:
 *
 * <pre>
 * v = L₁          F' = F + ω v²        M' = M + ω v T L        (F = P₁₁, M = T P (1, 0 …)ᵀ)
 * L' = T L - M v / F       ω' = ω F / F'
 * </pre>
 *
 * <p>F falls towards 1, the variance of the errors. Source: Morf, Sidhu and Kailath, "Some New
 * Algorithms for Recursive Estimation in Constant, Linear, Discrete-Time Systems", IEEE Transactions
 * on Automatic Control 19 (1974), for ARMA processes Pearlman, Biometrika 67 (1980).
 */
final class ArmaGain {
  private static final double STEADY = 1e-13;

  private final double[] phi;
  private final double[] moment;
  private final double[] change;
  private double scale;
  private double variance;
  private int step;

  /**
   * The gain before the first value.
   *
   * @param phi autoregressive coefficients, multiplied out, stationary
   * @param theta moving-average coefficients, multiplied out
   */
  ArmaGain(double[] phi, double[] theta) {
    int states = Math.max(phi.length, theta.length + 1);
    this.phi = Arrays.copyOf(phi, states);
    double[] covariance = ArimaPolynomials.autocovariances(phi, theta, states);
    double[] psi = ArimaPolynomials.weights(phi, theta, states + 1);
    // The covariance of each element of the state with the first.
    double[] first = new double[states];
    first[0] = covariance[0];
    for (int i = 1; i < states; i++) {
      for (int j = i; j < phi.length; j++) {
        first[i] += phi[j] * covariance[j + 1 - i];
      }
      for (int j = i; j <= theta.length; j++) {
        first[i] += theta[j - 1] * psi[j - i];
      }
    }
    variance = covariance[0];
    moment = shifted(first);
    change = moment.clone();
    scale = -1 / variance;
  }

  private ArmaGain(ArmaGain other) {
    phi = other.phi;
    moment = other.moment.clone();
    change = other.change.clone();
    scale = other.scale;
    variance = other.variance;
    step = other.step;
  }

  /** The same gain, which goes on for itself. */
  ArmaGain copy() {
    return new ArmaGain(this);
  }

  private double[] shifted(double[] vector) {
    double[] shifted = new double[vector.length];
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = phi[i] * vector[0] + (i + 1 < vector.length ? vector[i + 1] : 0);
    }
    return shifted;
  }

  /** Variance of the next innovation, in units of that of the errors; falls towards 1. */
  double variance() {
    return variance;
  }

  /** By how much an innovation of 1 moves an element of the state. */
  double gain(int state) {
    return moment[state] / variance;
  }

  /** A row of the change of the covariance, {@code L}. */
  double change(int state) {
    return change[state];
  }

  /** Minus ω: the covariance falls by this times {@code L Lᵀ}. */
  double fall() {
    return -scale;
  }

  /** Elements of the state. */
  int states() {
    return phi.length;
  }

  /** Whether the covariance has stopped falling, so that all later steps are alike. */
  boolean steady() {
    if (step < phi.length || Math.abs(variance - 1) > 1e-9) {
      return false;
    }
    double largest = 0;
    for (double element : change) {
      largest = Math.max(largest, Math.abs(element));
    }
    return -scale * largest * largest < STEADY;
  }

  /** Goes on to the next value. */
  void advance() {
    double v = change[0];
    double next = variance + scale * v * v;
    for (int i = 0; i < change.length; i++) {
      double moved = phi[i] * v + (i + 1 < change.length ? change[i + 1] : 0);
      change[i] = moved - moment[i] * v / variance;
      moment[i] += scale * v * moved;
    }
    scale *= variance / next;
    variance = next;
    step++;
  }
}
