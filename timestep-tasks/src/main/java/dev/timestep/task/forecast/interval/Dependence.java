package dev.timestep.task.forecast.interval;

/**
 * How many errors of neighbouring windows are worth one independent error: {@code 1 + 2·Σ ρ(k)},
 * the autocorrelations summed in pairs up to the first pair that is not above zero.
 *
 * <p>Source: Geyer, "Practical Markov chain Monte Carlo", Statistical Science 7 (1992).
 */
final class Dependence {
  private Dependence() {}

  /**
   * For one step of windows that are equally far apart.
   *
   * @param errors [window]
   * @param step neighbours that a window shares rows with, up to this step of the horizon
   * @param horizon the same for all of the horizon
   * @return 1 or more; for fewer windows than two horizons, which cannot tell, one and the windows
   *     that share rows
   */
  static double of(double[] errors, int step, int horizon) {
    int n = errors.length;
    if (n < 2 * horizon || n < 4) {
      return step + 1;
    }
    double mean = 0;
    for (double error : errors) {
      mean += error / n;
    }
    double variance = covariance(errors, mean, 0);
    double sum = 0;
    for (int k = 1; k + 1 < n / 2 && variance > 0; k += 2) {
      double pair = (covariance(errors, mean, k) + covariance(errors, mean, k + 1)) / variance;
      if (!(pair > 0)) {
        break;
      }
      sum += pair;
    }
    return 1 + 2 * sum;
  }

  private static double covariance(double[] errors, double mean, int k) {
    double sum = 0;
    for (int i = 0; i + k < errors.length; i++) {
      sum += (errors[i] - mean) * (errors[i + k] - mean);
    }
    return sum / errors.length;
  }
}
