package dev.timestep.task.forecast;

/**
 * The effects of calendar products over a table.
 *
 * @param without [target][row] the series without them
 * @param ahead [target][row] the effects themselves, the horizon after the last row included
 */
record Effects(double[][] without, double[][] ahead) {
  /** Takes the effects off a series. */
  static Effects of(double[][] series, double[][] ahead) {
    double[][] without = new double[series.length][];
    for (int k = 0; k < without.length; k++) {
      without[k] = new double[series[k].length];
      for (int row = 0; row < without[k].length; row++) {
        without[k][row] = series[k][row] - ahead[k][row];
      }
    }
    return new Effects(without, ahead);
  }

  /** Adds the effects of the rows from an origin on to forecasts without them. */
  double[][] addedTo(double[][] forecast, int origin) {
    double[][] sum = new double[forecast.length][];
    for (int k = 0; k < sum.length; k++) {
      sum[k] = forecast[k].clone();
      for (int h = 0; h < sum[k].length; h++) {
        sum[k][h] += ahead[k][origin + h];
      }
    }
    return sum;
  }
}
