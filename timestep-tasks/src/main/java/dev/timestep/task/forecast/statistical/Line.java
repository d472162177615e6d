package dev.timestep.task.forecast.statistical;

/**
 * The line of least squares through the values of rows 0, 1, ….
 *
 * @param start its value at row 0
 * @param slope its growth per row
 */
record Line(double start, double slope) {
  /** The line through the first values; flat where there is only one. */
  static Line through(double[] values, int rows) {
    double middle = (rows - 1) / 2.0;
    double mean = 0;
    for (int row = 0; row < rows; row++) {
      mean += (values[row] - mean) / (row + 1);
    }
    double moment = 0;
    double spread = 0;
    for (int row = 0; row < rows; row++) {
      moment += (row - middle) * (values[row] - mean);
      spread += (row - middle) * (row - middle);
    }
    double slope = spread > 0 ? moment / spread : 0;
    return new Line(mean - slope * middle, slope);
  }

  double at(double row) {
    return start + slope * row;
  }
}
