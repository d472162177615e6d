package dev.timestep.task.forecast;

/**
 * Weights of a linear forecast on raw inputs.
 *
 * @param steps the steps that these weights forecast
 * @param targets number of targets T
 * @param lag [L][steps * T] weights of the lag inputs
 * @param known [steps * T][K] weights of the known features
 * @param intercept [steps * T]
 */
record RidgeWeights(
    int[] steps, int targets, double[][] lag, double[][] known, double[] intercept) {

  /** Turns weights on standardised inputs and targets into weights on raw ones. */
  static RidgeWeights unscaled(
      RidgeMoments moments, int[] steps, double[][] lagWeights, double[][][] knownWeights) {
    int targets = moments.targets;
    int columns = steps.length * targets;
    double[][] lag = new double[moments.lagInputs][columns];
    double[][] known = new double[columns][moments.known];
    double[] intercept = new double[columns];
    for (int column = 0; column < columns; column++) {
      int step = steps[column / targets];
      int target = column % targets;
      int z = moments.known + target;
      double scale = moments.stepDeviation[step][z] * moments.knownScale[z];
      double sum = moments.knownMean[z] + moments.stepMean[step][z] * moments.knownScale[z];
      for (int l = 0; l < lag.length; l++) {
        int c = moments.columnOf(l);
        double deviation = moments.lagDeviation[l] * moments.pastScale[c];
        double weight = deviation == 0 ? 0 : scale * lagWeights[l][column] / deviation;
        lag[l][column] = weight;
        sum -= weight * (moments.pastMean[c] + moments.lagMean[l] * moments.pastScale[c]);
      }
      for (int f = 0; f < moments.known; f++) {
        double deviation = moments.stepDeviation[step][f] * moments.knownScale[f];
        double weight =
            deviation == 0 ? 0 : scale * knownWeights[column / targets][f][target] / deviation;
        known[column][f] = weight;
        sum -= weight * (moments.knownMean[f] + moments.stepMean[step][f] * moments.knownScale[f]);
      }
      intercept[column] = sum;
    }
    return new RidgeWeights(steps, targets, lag, known, intercept);
  }

  /** [steps * T] the forecast at an origin, column {@code step index * T + target}. */
  double[] forecast(RidgeDesign design, int origin) {
    double[] x = new double[lag.length];
    design.lagInputs(origin, x);
    double[] forecast = intercept.clone();
    RowMath.addRows(forecast, x, lag, 0, lag.length, 0, forecast.length);
    for (int column = 0; column < forecast.length; column++) {
      double[] features = design.known()[origin + steps[column / targets]];
      double[] weights = known[column];
      double sum = 0;
      for (int f = 0; f < weights.length; f++) {
        sum += weights[f] * features[f];
      }
      forecast[column] += sum;
    }
    return forecast;
  }
}
