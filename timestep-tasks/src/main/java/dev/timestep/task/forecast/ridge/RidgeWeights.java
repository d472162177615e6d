package dev.timestep.task.forecast.ridge;

import dev.timestep.task.ridge.RowMath;

/**
 * Weights of a linear forecast on raw inputs, past values taken from a centre of their column, so
 * that a level far above the swing costs no digits.
 *
 * @param steps the steps that these weights forecast
 * @param targets number of targets T
 * @param lag [L][steps * T] weights of the lag inputs
 * @param known [steps * T][K] weights of the known features
 * @param intercept [steps * T] relative to the target's centre
 * @param lagCentre [L] what is taken off each lag input
 * @param centre [steps * T] the target's centre, added last
 */
public record RidgeWeights(
    int[] steps,
    int targets,
    double[][] lag,
    double[][] known,
    double[] intercept,
    double[] lagCentre,
    double[] centre) {

  /** Weights to be filled column by column with {@link #set}. */
  static RidgeWeights zero(RidgeMoments moments, int[] steps, int targets) {
    int columns = steps.length * targets;
    double[] lagCentre = new double[moments.lagInputs];
    for (int l = 0; l < lagCentre.length; l++) {
      lagCentre[l] = moments.pastMean[moments.lagColumn[l]];
    }
    return new RidgeWeights(
        steps,
        targets,
        new double[moments.lagInputs][columns],
        new double[columns][moments.known],
        new double[columns],
        lagCentre,
        new double[columns]);
  }

  /**
   * Turns the weights of one step and target on standardised values into weights on raw ones.
   *
   * @param column column to write
   * @param lagWeights standardised, in their column {@code from}
   * @param knownWeights [K][T] standardised weights of the known features
   */
  void set(
      RidgeMoments moments,
      int column,
      int step,
      int target,
      double[][] lagWeights,
      int from,
      double[][] knownWeights) {
    int z = moments.known + target;
    double scale = moments.stepDeviation[step][z] * moments.knownScale[z];
    double sum = moments.stepMean[step][z] * moments.knownScale[z];
    for (int l = 0; l < lag.length; l++) {
      int c = moments.lagColumn[l];
      double deviation = moments.lagDeviation[l] * moments.pastScale[c];
      double weight = deviation == 0 ? 0 : scale * lagWeights[l][from] / deviation;
      lag[l][column] = weight;
      sum -= weight * moments.lagMean[l] * moments.pastScale[c];
    }
    for (int f = 0; f < moments.known; f++) {
      double deviation = moments.stepDeviation[step][f] * moments.knownScale[f];
      double weight = deviation == 0 ? 0 : scale * knownWeights[f][target] / deviation;
      known[column][f] = weight;
      sum -= weight * (moments.knownMean[f] + moments.stepMean[step][f] * moments.knownScale[f]);
    }
    intercept[column] = sum;
    centre[column] = moments.knownMean[z];
  }

  /** [steps * T] the forecast at an origin, column {@code step index * T + target}. */
  double[] forecast(RidgeDesign design, int origin) {
    double[] x = new double[lag.length];
    design.lagInputs(origin, x);
    for (int l = 0; l < x.length; l++) {
      x[l] -= lagCentre[l];
    }
    double[] forecast = intercept.clone();
    RowMath.addRows(forecast, x, lag, 0, lag.length, 0, forecast.length);
    for (int column = 0; column < forecast.length; column++) {
      double[] features = design.known()[origin + steps[column / targets]];
      double[] weights = known[column];
      double sum = 0;
      for (int f = 0; f < weights.length; f++) {
        sum += weights[f] * features[f];
      }
      forecast[column] = centre[column] + (forecast[column] + sum);
    }
    return forecast;
  }
}
