package dev.timestep.bench.forecast;

import java.util.SequencedMap;

/**
 * What one run on one series gave.
 *
 * @param models by name, the one that is judged last
 * @param horizon steps of a window
 * @param windows of the test part
 * @param outcome of the verdict
 * @param best name of the best baseline
 * @param worstStep how far the judged one is above the ridge regression at its worst step, as a
 *     share
 */
record SeriesFigures(
    SequencedMap<String, Model> models,
    int horizon,
    int windows,
    String outcome,
    String best,
    double worstStep) {
  /**
   * One model on the test windows.
   *
   * @param mae mean absolute error
   * @param steps the same by step
   * @param coverage of its 90 % intervals, as a share; NaN where it has none
   * @param msis mean scaled interval score; NaN where it has none
   */
  record Model(double mae, double[] steps, double coverage, double msis) {
    /** How far this one lies above the other at the step where it lies farthest, as a share. */
    double worstStep(Model other) {
      double worst = Double.NEGATIVE_INFINITY;
      for (int h = 0; h < steps.length; h++) {
        worst = Math.max(worst, steps[h] / other.steps[h] - 1);
      }
      return worst;
    }
  }
}
