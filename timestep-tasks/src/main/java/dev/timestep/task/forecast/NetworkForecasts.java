package dev.timestep.task.forecast;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * A network's forecasts at some origins, computed in batches and kept in original units.
 *
 * <p>As a {@link Forecaster} it hands them out by origin.
 */
final class NetworkForecasts implements Forecaster {
  private static final int BATCH = 256;

  private final int[] origins;

  /** [origin][target][step]. */
  private final double[][][] values;

  private NetworkForecasts(int[] origins, double[][][] values) {
    this.origins = origins;
    this.values = values;
  }

  /** Forecasts at ascending origins. */
  static NetworkForecasts of(
      Engine engine, ForecastNetwork network, ForecastInputs inputs, int[] origins) {
    return of(engine, network, inputs, origins, done -> {});
  }

  /** The same, told after each batch how many origins are done. */
  static NetworkForecasts of(
      Engine engine,
      ForecastNetwork network,
      ForecastInputs inputs,
      int[] origins,
      IntConsumer progress) {
    double[][][] values = new double[origins.length][][];
    Tape tape = Tape.inference(engine);
    for (int from = 0; from < origins.length; from += BATCH) {
      int[] some = Arrays.copyOfRange(origins, from, Math.min(origins.length, from + BATCH));
      tape.reset(0);
      Variable out = network.forward(tape, inputs.batch(some));
      for (int b = 0; b < some.length; b++) {
        values[from + b] = window(inputs, out, some[b], b);
      }
      progress.accept(from + some.length);
    }
    return new NetworkForecasts(origins, values);
  }

  /**
   * The rows after a series' last, [target][step], with the digits that are known. Scores are taken
   * from what {@link #of} gives, which is not rounded.
   *
   * @param mix what the network is mixed with; nothing for the network alone
   */
  static double[][] next(
      Engine engine, ForecastNetwork network, ForecastInputs inputs, int rows, Optional<Mix> mix) {
    Forecaster alone = of(engine, network, inputs, new int[] {rows});
    double[][] values = mix.map(one -> one.over(inputs, alone)).orElse(alone).forecast(rows);
    for (int k = 0; k < values.length; k++) {
      for (int h = 0; h < values[k].length; h++) {
        values[k][h] = inputs.rounded(k, rows, h, values[k][h]);
      }
    }
    return values;
  }

  private static double[][] window(ForecastInputs inputs, Variable out, int origin, int b) {
    int horizon = out.shape().dim(0);
    int count = out.shape().dim(1);
    int targets = out.shape().dim(2);
    double[][] window = new double[targets][horizon];
    for (int h = 0; h < horizon; h++) {
      for (int k = 0; k < targets; k++) {
        float relative = out.data()[(h * count + b) * targets + k];
        window[k][h] = inputs.forecast(k, origin, h, relative);
      }
    }
    return window;
  }

  @Override
  public double[][] forecast(int origin) {
    int at = Arrays.binarySearch(origins, origin);
    if (at < 0) {
      throw new IllegalArgumentException(
          "Forecasts were made at rows "
              + origins[0]
              + " to "
              + origins[origins.length - 1]
              + "; received row "
              + origin
              + ".");
    }
    return values[at];
  }
}
