package dev.timestep.task.forecast;

import dev.timestep.io.file.Sha256;
import dev.timestep.judge.Part;
import dev.timestep.task.forecast.covariate.CovariateRows;
import dev.timestep.task.forecast.transform.Transforms;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Observed;
import dev.timestep.task.forecast.window.SeriesMath;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.TimeTable;
import java.util.Arrays;
import java.util.List;

/**
 * What turns a table into the network's inputs and its outputs into forecasts: stored in the model
 * file, and all that predicting needs beside the weights.
 *
 * @param inputs which rows and calendar inputs are read
 * @param transforms what the network reads in place of the targets; the scales and spreads are
 *     those of what it reads
 * @param scale standard deviation of each target over the training rows; 1 for a constant one
 * @param spread how far each target's recent values lie from their level, on average over the
 *     training windows; 1 where they do not
 */
public record ForecastPipeline(
    InputSpec inputs, Transforms transforms, double[] scale, double[] spread) {
  public ForecastPipeline {
    check("scale", scale, inputs.targets().size());
    check("spread", spread, inputs.targets().size());
    if (!transforms.isNone() && !transforms.targets().equals(inputs.targets())) {
      throw new IllegalArgumentException(
          "A forecast of %s expects a transform for each; received those of %s."
              .formatted(inputs.targets(), transforms.targets()));
    }
  }

  /** The values of the targets are read as they are. */
  public ForecastPipeline(InputSpec inputs, double[] scale, double[] spread) {
    this(inputs, Transforms.NONE, scale, spread);
  }

  private static void check(String name, double[] numbers, int targets) {
    if (numbers.length != targets
        || !Arrays.stream(numbers).allMatch(n -> n > 0 && Double.isFinite(n))) {
      throw new IllegalArgumentException(
          "A forecast of "
              + targets
              + " columns expects a "
              + name
              + " above 0 for each; received "
              + Arrays.toString(numbers)
              + ".");
    }
  }

  /**
   * Fits spreads on training windows.
   *
   * @param series as the network reads it, [target][row]
   * @param scale of the training rows
   */
  static ForecastPipeline fit(
      InputSpec inputs,
      Transforms transforms,
      double[][] series,
      double[] scale,
      ForecastWindows windows) {
    double[] spread = new double[series.length];
    int[] origins = windows.origins(Part.TRAIN);
    for (int k = 0; k < spread.length; k++) {
      double sum = 0;
      for (int origin : origins) {
        sum += spread(inputs, series[k], origin);
      }
      spread[k] = sum > 0 ? sum / origins.length : 1;
    }
    return new ForecastPipeline(inputs, transforms, scale, spread);
  }

  /** Standard deviations over the first rows; 1 for a constant column. */
  static double[] scales(double[][] series, int trainRows) {
    double[] scale = new double[series.length];
    for (int k = 0; k < scale.length; k++) {
      double mean = SeriesMath.mean(series[k], 0, trainRows);
      double deviation = SeriesMath.deviation(series[k], 0, trainRows, mean);
      scale[k] = deviation > 0 ? deviation : 1;
    }
    return scale;
  }

  /** Mean distance of the rows that the encoder reads from their level. */
  public static double spread(InputSpec inputs, double[] y, int origin) {
    double level = SeriesMath.mean(y, origin - inputs.levelRows(), origin);
    double sum = 0;
    for (int row = origin - inputs.encoderRows(); row < origin; row++) {
      sum += Math.abs(y[row] - level);
    }
    return sum / inputs.encoderRows();
  }

  /**
   * The inputs over a table's rows.
   *
   * @throws IllegalArgumentException when a value has no transform; the message names it
   */
  ForecastInputs over(TimeTable table) {
    double[][] series = series(table, inputs.targets());
    ForecastPlan.named(
        table,
        () -> {
          transforms.check(series, table.axis()::text);
          return inputs;
        });
    return new ForecastInputs(
        this,
        CalendarRows.of(inputs, table.axis(), table.rows()),
        series,
        observed(table),
        CovariateRows.of(inputs.covariates(), table));
  }

  /** Where no row means that nothing happened, a zero is what was seen. */
  private Observed observed(TimeTable table) {
    return table.reading().asked().fill() == Fill.ZERO
        ? Observed.ALL
        : Observed.of(inputs.targets().stream().map(table::filled).toList());
  }

  /** SHA-256, in hexadecimal, of the times and targets of a table's first rows. */
  public static String fingerprint(TimeTable table, List<String> targets, int rows) {
    Sha256 sha = new Sha256();
    double[][] series = series(table, targets);
    for (int row = 0; row < rows; row++) {
      sha.add(table.axis().text(row));
      for (double[] column : series) {
        sha.add(column[row]);
      }
    }
    return sha.hex();
  }

  /** Columns of a table, [target][row]. */
  public static double[][] series(TimeTable table, List<String> targets) {
    return targets.stream().map(table::column).toArray(double[][]::new);
  }
}
