package dev.timestep.task.forecast.rolling;

/**
 * The model that has had the lowest mean absolute error so far. At an origin only errors of rows
 * before it are known, so that the choice can be judged like a model: no window is chosen on and
 * judged by at once.
 */
final class RollingChoice {
  private final int[] origins;
  private final double[][][] errors;
  private final int unknown;

  /**
   * A choice among models.
   *
   * @param origins first rows of the windows
   * @param errors [model][window][step] absolute errors, the simplest model first
   * @param unknown place of the model that is taken while no error is known
   */
  RollingChoice(int[] origins, double[][][] errors, int unknown) {
    this.origins = origins.clone();
    this.errors = errors.clone();
    this.unknown = unknown;
  }

  /** Place of the model that is taken at a row; of equals the simpler one. */
  int at(int row) {
    int best = unknown;
    double lowest = Double.POSITIVE_INFINITY;
    for (int model = 0; model < errors.length && known(row); model++) {
      double error = error(model, row);
      if (error < lowest) {
        lowest = error;
        best = model;
      }
    }
    return best;
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
