package dev.timestep.task.forecast.rolling;

import java.util.OptionalInt;

/**
 * The combination of models, unless the errors of a single one so far are lower by a share of
 * {@value #MARGIN} or more; without a combination the model with the lowest mean absolute error. At
 * an origin only errors of rows before it are known, so that the choice can be judged like a model:
 * no window is chosen on and judged by at once.
 *
 * <p>A few origins that overlap tell little about which model will be the best, and the mean of
 * three good ones is seldom far from it. The rule was chosen on 37 series, none of them an example
 * of the documentation, which has the table ("Short series" in docs/forecasting.md).
 */
final class RollingChoice {
  /** How much lower the errors of a single model must be. */
  static final double MARGIN = 0.3;

  private final int[] origins;
  private final double[][][] errors;
  private final int unknown;
  private final OptionalInt combination;

  /**
   * A choice among models.
   *
   * @param origins first rows of the windows
   * @param errors [model][window][step] absolute errors, the simplest model first
   * @param unknown place of the model that is taken while no error is known
   * @param combination place of the combination; empty where there is none
   */
  RollingChoice(int[] origins, double[][][] errors, int unknown, OptionalInt combination) {
    this.origins = origins.clone();
    this.errors = errors.clone();
    this.unknown = unknown;
    this.combination = combination;
  }

  /** Place of the model that is taken at a row; of equals the simpler one. */
  int at(int row) {
    if (!known(row)) {
      return combination.orElse(unknown);
    }
    int best = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int model = 0; model < errors.length; model++) {
      double error = error(model, row);
      if (error < lowest) {
        lowest = error;
        best = model;
      }
    }
    if (combination.isEmpty()) {
      return best;
    }
    double combined = error(combination.getAsInt(), row);
    // Where neither errs, as on a constant series, the simpler one will do.
    boolean clear = lowest <= (1 - MARGIN) * combined;
    return clear ? best : combination.getAsInt();
  }

  private boolean known(int row) {
    return origins[0] < row;
  }

  private double error(int model, int row) {
    double sum = 0;
    for (int w = 0; w < origins.length && origins[w] < row; w++) {
      for (int h = 0; h < errors[model][w].length && origins[w] + h < row; h++) {
        sum += errors[model][w][h];
      }
    }
    return sum;
  }
}
