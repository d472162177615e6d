package dev.timestep.task.forecast;

import dev.timestep.task.table.TimeTable;
import java.util.List;

/**
 * What turns a table into the network's inputs and its outputs into forecasts: stored in the model
 * file, and all that predicting needs beside the weights.
 *
 * @param inputs which rows and calendar inputs are read
 * @param scale standard deviation of each target over the training rows; 1 for a constant one
 */
public record ForecastPipeline(InputSpec inputs, double[] scale) {

  /** Scales fitted on the first {@code trainRows} rows. */
  static ForecastPipeline fit(InputSpec inputs, double[][] series, int trainRows) {
    double[] scale = new double[series.length];
    for (int k = 0; k < scale.length; k++) {
      scale[k] = deviation(series[k], trainRows);
    }
    return new ForecastPipeline(inputs, scale);
  }

  private static double deviation(double[] values, int rows) {
    double mean = 0;
    for (int row = 0; row < rows; row++) {
      mean += values[row] / rows;
    }
    double squares = 0;
    for (int row = 0; row < rows; row++) {
      squares += (values[row] - mean) * (values[row] - mean) / rows;
    }
    double deviation = Math.sqrt(squares);
    return deviation > 0 && Double.isFinite(deviation) ? deviation : 1;
  }

  /** The inputs over a table's rows. */
  ForecastInputs over(TimeTable table) {
    return new ForecastInputs(inputs, table.axis(), series(table, inputs.targets()), scale);
  }

  /** Columns of a table, [target][row]. */
  static double[][] series(TimeTable table, List<String> targets) {
    return targets.stream().map(table::column).toArray(double[][]::new);
  }
}
