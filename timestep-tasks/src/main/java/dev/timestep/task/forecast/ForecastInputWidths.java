package dev.timestep.task.forecast;

/**
 * Widths of a network's inputs.
 *
 * @param past inputs of an encoder step
 * @param future inputs of a decoder step
 * @param near inputs of a row that is read by itself; 0 where none is
 */
public record ForecastInputWidths(int past, int future, int near) {
  public ForecastInputWidths {
    if (past < 1 || future < 1 || near < 0) {
      throw new IllegalArgumentException(
          "A forecasting network expects inputs of width 1 or more, and of 0 or more for single"
              + " rows; received "
              + past
              + ", "
              + future
              + " and "
              + near
              + ".");
    }
  }
}
