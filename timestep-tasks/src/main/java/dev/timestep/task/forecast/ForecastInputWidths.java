package dev.timestep.task.forecast;

/**
 * Widths of a network's inputs.
 *
 * @param past inputs of an encoder step
 * @param future inputs of a decoder step
 */
record ForecastInputWidths(int past, int future) {
  ForecastInputWidths {
    if (past < 1 || future < 1) {
      throw new IllegalArgumentException(
          "A forecasting network expects inputs of width 1 or more; received "
              + past
              + " and "
              + future
              + ".");
    }
  }
}
